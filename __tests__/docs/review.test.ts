import { readFileSync } from "node:fs";
import path from "node:path";
import { dangers, sections } from "../../review/changes/danger";
import { exitCodes } from "../../terraform/errors";

const text = readFileSync(path.resolve(__dirname, "../../docs/review.md"), "utf8");

/** Cells of the rows of a table whose first cell matches. */
function rowsOf(first: RegExp): string[][] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([cell = ""]) => first.test(cell));
}

describe("the page on reviews", () => {
  test("has every kind of change, in the order of danger, with its severity and meaning", () => {
    expect(rowsOf(/^`[a-z-]+`$/)).toEqual(
      Object.entries(dangers).map(([name, { severity, meaning }]) => [`\`${name}\``, severity, meaning]),
    );
  });

  test("has the exit codes of the program", () => {
    expect(rowsOf(/^\d+$/).map(([code]) => Number(code))).toEqual([exitCodes.ok, exitCodes.failed, exitCodes.usage]);
  });

  test("names the parts of a report in their order", () => {
    const flowing = text.replace(/\s+/g, " ").toLowerCase();
    const places = Object.values(sections).map((title) => flowing.indexOf(title.toLowerCase()));

    expect(places.filter((place) => place === -1)).toEqual([]);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });
});
