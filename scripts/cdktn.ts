import { runEntry } from "../terraform/entry";
import { cdktnProgram } from "./cdktn/program";

runEntry(cdktnProgram, {});
