import { runEntry } from "../terraform/entry";
import { docsProgram } from "./docs/program";

runEntry(docsProgram, {});
