import { runEntry } from "../terraform/entry";
import { benchProgram } from "./bench/program";

runEntry(benchProgram, {});
