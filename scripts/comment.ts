import { runEntry } from "../terraform/entry";
import { commentProgram } from "./comment-program";

runEntry(commentProgram, {});
