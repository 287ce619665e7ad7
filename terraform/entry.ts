import path from "node:path";
import type { ProgramProps } from "./program";
import "./quiet-clients";

/**
 * Runs a program as this process: with its arguments, its environment and its terminal, in the folder of the project.
 *
 * @param own what the program wants besides, such as clients of AWS
 */
export function runEntry<Own extends object>(program: (props: ProgramProps & Own) => Promise<number>, own: Own): void {
  void program({
    args: process.argv.slice(2),
    environment: process.env,
    project: path.resolve(__dirname, ".."),
    stdout: process.stdout,
    stderr: process.stderr,
    ...own,
  }).then((code) => {
    process.exitCode = code;
  });
}
