import { runEntry } from "../terraform/entry";
import { rehearsalProgram } from "./rehearsal-program";

runEntry(rehearsalProgram, {});
