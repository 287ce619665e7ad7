import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Options } from "prettier";
import * as markdownPages from "prettier/plugins/markdown";
import { format } from "prettier/standalone";
import { loadStacks } from "../../review/synthesized";
import { UserError } from "../../terraform/errors";
import { type ProgramProps, runProgram } from "../../terraform/program";
import { synthesizedWithoutSettings } from "../without-settings";
import { documentsOf } from "./documents";

/** `docs`: rewrites what the documents say of the code, or only says whether it is current. */
export function docsProgram(props: ProgramProps): Promise<number> {
  const { project } = props;
  return runProgram(props, (program, { interrupts }) => {
    program
      .name("docs")
      .description("Rewrites the tables and the picture of the documents from the code.")
      .option("--check", "write nothing, and fail when a document is not current")
      .option("--head <dir>", "folder that was synthesized into, without settings (default: synthesize now)")
      .action(async ({ check = false, head }: { readonly check?: boolean; readonly head?: string }) => {
        const stacks = head === undefined ? await synthesizedWithoutSettings(props, interrupts) : loadStacks(path.resolve(head));
        const stale = [];
        for (const { file, make } of documentsOf(stacks)) {
          const place = path.join(project, file);
          const before = readFileSync(place, "utf8");
          const after = await formatted(project, file, make(before));
          if (after === before) continue;
          stale.push(file);
          if (!check) writeFileSync(place, after);
        }
        if (check && stale.length > 0) throw new UserError(`${stale.join(", ")}: not what the code says; run: npm run docs`);
      });
  });
}

/** A page as Prettier wants it; a picture as it is. */
async function formatted(project: string, file: string, text: string): Promise<string> {
  if (!file.endsWith(".md")) return text;
  const options = JSON.parse(readFileSync(path.join(project, ".prettierrc.json"), "utf8")) as Options; // Prettier's own file
  return format(text, { ...options, parser: "markdown", plugins: [markdownPages] });
}
