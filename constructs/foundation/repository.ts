import { resolve } from "node:path";

/** Folder of the project. No other module of a synthesis may ask where it lies: compiled, all of them lie in one file. */
export const repository = resolve(__dirname, "../..");
