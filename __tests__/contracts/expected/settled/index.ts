import type { Settled, SettledTypes } from "../../../../review/contracts/settled-attributes";
import type { SettledPolicies } from "../../../../review/contracts/settled-statements";
import type { ExpectedEnvironment } from "../environments";
import { attributes } from "./account/attributes";
import { alarms } from "./alarms";
import { data } from "./data";
import { edge } from "./edge";
import { hosts } from "./hosts";
import { network } from "./network";
import { operations } from "./operations";
import { parameters } from "./parameters";
import { protection } from "./protection";
import { secrets } from "./secrets";
import { services } from "./services";
import { documents } from "./documents";
import { grants } from "./grants";
import { grantsOfOperations } from "./grants-of-operations";
import { keyPolicies } from "./key-policies";
import { publishing } from "./publishing";
import { resourcePolicies } from "./resource-policies";
import { site } from "./site";
import type { SettledRow, SettledTable } from "./table";
import { tasks } from "./tasks";

const tables: SettledTable = {
  ...network,
  ...data,
  ...parameters,
  ...secrets,
  ...tasks,
  ...services,
  ...hosts,
  ...edge,
  ...site,
  ...protection,
  ...operations,
};

/**
 * What was settled on for an environment.
 *
 * It was drafted from what the program had made and then read: it is as good as this reading, and it keeps what was read from changing unseen.
 * Alarms come from the table of alarms, which was written from the requirement.
 */
export function settledOf(environment: ExpectedEnvironment): SettledTypes {
  return settledIn({ ...tables, ...alarms(environment) }, environment.name);
}

/** What was settled on for the account, in the same way. */
export const settledOfAccount: SettledTypes = settledIn(attributes);

/** Rows that differ between environments say nothing where no environment is named. */
function settledIn(table: SettledTable, name?: ExpectedEnvironment["name"]): SettledTypes {
  const settled = (row: SettledRow): Settled => {
    if ("by" in row) return { is: (name && row.by[name]) ?? null };
    return "byIdIn" in row ? { byId: (name && row.byIdIn[name]) ?? {} } : row;
  };
  return Object.fromEntries(
    Object.entries(table).map(([type, rows]) => [
      type,
      Object.fromEntries(Object.entries(rows).map(([place, row]) => [place, settled(row)])),
    ]),
  );
}

/** What the policies of every environment say, stated in the same way. */
export const settledPolicies: SettledPolicies = {
  statements: { ...grants, ...grantsOfOperations, ...keyPolicies, ...resourcePolicies, ...publishing },
  documents,
};
