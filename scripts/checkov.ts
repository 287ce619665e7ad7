import { runEntry } from "../terraform/entry";
import { checkovProgram } from "./checkov/program";

runEntry(checkovProgram, {});
