import { runEntry } from "../terraform/entry";
import { driftProgram } from "./drift-program";

runEntry(driftProgram, {});
