import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..", "..");

/** Every page of the documents, by its path from the project's folder. */
export function pages(): string[] {
  const below = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" }).map((file) => path.posix.join("docs", file));
  return ["README.md", ...below.filter((file) => file.endsWith(".md")).toSorted()];
}

export function pageNamed(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** Sections of a page, by the words that a link to them ends with. @see https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
export function sectionsOf(file: string): string[] {
  return [...pageNamed(file).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
}
