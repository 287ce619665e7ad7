import { environments } from "../../environments";
import { prefix, stackOfEnvironment } from "../../review/requirement";
import type { StackModel } from "../../review/model";
import { renderSvg } from "../../review/render/svg";
import { UserError } from "../../terraform/errors";
import { architectureTables } from "./architecture-tables";
import { billsOf } from "./costs/bill";
import { costTables } from "./costs/tables";
import { fillTables, type Tables } from "./markdown";
import { portabilityTables } from "./portability-tables";
import { quotaTables } from "./quota-tables";
import { readmeTables } from "./readme-tables";

/** A file of which something, or everything, is made from the code. */
export interface Document {
  /** Its path from the project's folder. */
  readonly file: string;
  /** The text as it has to be, made from what it is. */
  readonly make: (before: string) => string;
}

/** Every document that is made from the code, for stacks as they were synthesized without settings. */
export function documentsOf(stacks: readonly StackModel[]): Document[] {
  const own = environments.map(({ name }) => stackNamed(stacks, stackOfEnvironment(name)));
  const bills = billsOf([stackNamed(stacks, `${prefix}-account`), ...own]);
  const tables: Tables = { ...readmeTables, ...architectureTables(own), ...costTables(bills), ...portabilityTables, ...quotaTables(own) };
  const filled = (file: string): Document => ({ file, make: (before) => fillTables(before, tables) });
  const pictured = stackNamed(stacks, stackOfEnvironment("prod"));
  return [
    filled("README.md"),
    filled("docs/architecture.md"),
    filled("docs/costs.md"),
    filled("docs/portability.md"),
    { file: "docs/architecture.svg", make: () => renderSvg(pictured) },
  ];
}

function stackNamed(stacks: readonly StackModel[], name: string): StackModel {
  const found = stacks.find((stack) => stack.name === name);
  if (found === undefined) throw new UserError(`there is no stack ${name}; synthesize again`);
  return found;
}
