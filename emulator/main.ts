import { runEntry } from "../terraform/entry";
import { emulatorProgram } from "./program";

runEntry(emulatorProgram, {});
