import { runEntry } from "../terraform/entry";
import { reviewProgram } from "./program";

runEntry(reviewProgram, {});
