import { existsSync, readFileSync, statSync } from "node:fs";
import { UserError } from "../../terraform/errors";
import { asBlock, at, type Block, isBlock, isList, listOf, textAt, type Value } from "../value";
import { withoutSensitive } from "./sensitive";

/** What a plan would do to one resource. */
export interface PlannedChange {
  /** As Terraform writes it: `aws_db_instance.postgres`. A deposed object, left over by an apply that was interrupted, has its key behind it. */
  readonly address: string;
  readonly type: string;
  /** `managed` for what Terraform makes, `data` for what it reads. */
  readonly mode: string;
  /** The address that it had before a `moved` block. */
  readonly previousAddress: string | undefined;
  /** `create`, `update`, `delete`, `forget`, `read`, `no-op`; replacement is two of them. */
  readonly actions: readonly string[];
  /** Why Terraform deletes or replaces it, in its own words: `delete_because_no_resource_config`. */
  readonly reason: string | undefined;
  /** Attributes that can only be changed by making the resource anew. */
  readonly replacePaths: readonly string[];
  /** What AWS has, without what Terraform marks as sensitive; nothing when it is to be made. */
  readonly before: Block | undefined;
  /** What AWS is to have, without what is sensitive and what is known only after the apply; nothing when it is to go. */
  readonly after: Block | undefined;
  /** Attributes that are known only after the apply, in whole or in part. */
  readonly unknown: readonly string[];
  /** What the configuration refers to in each of its attributes, by the names of these. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}

/** Versions of the format that are read: any of the first major version. @see https://developer.hashicorp.com/terraform/internals/json-format */
const format = /^1\.\d+$/;

/**
 * Reads what `terraform show -json PLAN` has written.
 *
 * @throws UserError when the file is missing, or is no plan in JSON.
 */
export function readPlan(file: string): PlannedChange[] {
  if (!existsSync(file)) throw new UserError(`${file} is missing. Make it with: terraform show -json PLAN > ${file}`);
  if (statSync(file).isDirectory()) throw new UserError(`${file} is a folder, not a plan in JSON.`);
  const json = parse(readFileSync(file, "utf8"), file);
  const version = textAt(json, "format_version");
  const changes = isBlock(json) ? json["resource_changes"] : undefined;
  // A plan that changes nothing has no list of changes, but a state has none either.
  const planned = isBlock(json) && json["planned_values"] !== undefined;
  if (version === undefined || !(planned || isList(changes))) {
    throw new UserError(
      `${file} is JSON, but no plan: it needs format_version and resource_changes. Make it with: terraform show -json PLAN > ${file}`,
    );
  }
  if (!format.test(version)) throw new UserError(`${file} is a plan of format ${version}; 1.x can be read.`);
  if (isBlock(json) && json["errored"] === true)
    throw new UserError(`${file} is a plan that failed half-way, so that it does not tell everything.`);
  const references = referencesByAddress(json);
  return listOf(changes).map((change) => plannedChange(change, references, file));
}

function parse(text: string, file: string): Value {
  try {
    return JSON.parse(text) as Value; // JSON holds nothing else
  } catch {
    throw new UserError(`${file} is no JSON. A plan as Terraform saves it is turned into JSON with: terraform show -json ${file}`);
  }
}

/** What the attributes of each resource refer to in the configuration, the longest form of each reference. */
function referencesByAddress(json: Value): Map<string, PlannedChange["references"]> {
  return new Map(
    listOf(at(json, "configuration", "root_module", "resources")).map((resource) => {
      const expressions = at(resource, "expressions");
      const named = Object.entries(asBlock(expressions)).map(([name, expression]) => {
        const all = listOf(at(expression, "references")).filter((reference) => typeof reference === "string");
        return [name, all.filter((reference) => !all.some((other) => other.startsWith(`${reference}.`)))] as const;
      });
      return [textAt(resource, "address") ?? "", Object.fromEntries(named)];
    }),
  );
}

function plannedChange(value: Value, references: ReadonlyMap<string, PlannedChange["references"]>, file: string): PlannedChange {
  const [address, type] = [textAt(value, "address"), textAt(value, "type")];
  const change = isBlock(value) ? value["change"] : undefined;
  const actions = isBlock(change) ? listOf(change["actions"]).filter((action) => typeof action === "string") : [];
  if (address === undefined || type === undefined || actions.length === 0) {
    throw new UserError(`${file} is no plan that can be read: a change has no address, type or actions.`);
  }
  const deposed = textAt(value, "deposed");
  const unknown = at(change, "after_unknown");
  return {
    address: deposed === undefined ? address : `${address} (deposed ${deposed})`,
    type,
    mode: textAt(value, "mode") ?? "managed",
    previousAddress: textAt(value, "previous_address"),
    actions,
    reason: textAt(value, "action_reason"),
    replacePaths: (isBlock(change) ? listOf(change["replace_paths"]) : []).map(attributeName),
    before: withoutSensitive(at(change, "before"), at(change, "before_sensitive")),
    after: withoutSensitive(at(change, "after"), at(change, "after_sensitive")),
    unknown: Object.entries(asBlock(unknown)).flatMap(([name, mark]) => (JSON.stringify(mark).includes("true") ? [name] : [])),
    references: references.get(address) ?? {},
  };
}

/** A path of names and indexes as Terraform writes it: `ebs_block_device[0].kms_key_id`. */
function attributeName(path: Value): string {
  return listOf(path).reduce<string>((name, step) => {
    if (typeof step === "number") return `${name}[${step}]`;
    const word = typeof step === "string" ? step : JSON.stringify(step);
    return name === "" ? word : `${name}.${word}`;
  }, "");
}
