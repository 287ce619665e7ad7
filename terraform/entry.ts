import path from "node:path";
import type { ProgramProps } from "./program";
import "./quiet-clients";

/**
 * Runs a program as this process: with its arguments, its environment and its terminal, in the folder of the project.
 *
 * An empty variable counts as one that is not set, for every program and all that it starts: a workflow leaves one so that has no value, and as a
 * path it would name the folder of the project.
 *
 * @param own what the program wants besides, such as clients of AWS
 */
export function runEntry<Own extends object>(program: (props: ProgramProps & Own) => Promise<number>, own: Own): void {
  void program({
    args: process.argv.slice(2),
    environment: Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== "")),
    project: path.resolve(__dirname, ".."),
    stdout: process.stdout,
    stderr: process.stderr,
    ...own,
  }).then((code) => {
    process.exitCode = code;
  });
}
