import { runEntry } from "../terraform/entry";
import { stateProgram } from "./state-program";

runEntry(stateProgram, {});
