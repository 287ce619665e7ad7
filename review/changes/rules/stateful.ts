import type { Element } from "../../model";
import { at, listOf, show, textAt } from "../../value";
import { type Change, changeOf } from "../change";
import { type Comparison, type Pair, resourcePairs } from "../comparison";
import { lossOf } from "../losses";

const disconnected =
  "its address changes with it: programs lose their connection until they have been told the new one, and whatever knows it by name does not find it";

/** Attributes that give a store another name and address and leave its bytes where they are, and what comes of it. */
const renaming: Readonly<Record<string, { readonly path: string; readonly why: string }>> = {
  aws_db_instance: { path: "identifier", why: disconnected },
  aws_rds_cluster: { path: "cluster_identifier", why: disconnected },
  aws_efs_access_point: { path: "root_directory.path", why: "programs find an empty directory, and their files stay in the other one" },
};

/** What holds data and is deleted, replaced, renamed or not looked after any more. */
export function stateful(comparison: Comparison): Change[] {
  return resourcePairs(comparison).flatMap((pair) => [
    ...lossChange(comparison, pair),
    ...renamedChange(comparison, pair),
    ...ignoredChange(comparison, pair),
  ]);
}

function lossChange(comparison: Comparison, pair: Pair): Change[] {
  const loss = lossOf(pair.type);
  if (loss === undefined || pair.base === undefined || pair.because === undefined) return [];
  const guards = guardsOf(pair.base, pair.head);
  const verb = pair.fate === "replaced" ? "is replaced" : "is deleted";
  return [
    changeOf(comparison, {
      danger: guards.length === 0 ? "data-lost" : "data-held-back",
      address: pair.address,
      what: `${nameOf(pair.base)} ${verb}, because ${pair.because}`,
      why: [`Lost: ${loss.lost}`, ...guards.map((guard) => `held back for now: ${guard}`)].join("; "),
      ...beforeAndAfter(pair),
      weight: loss.rank,
    }),
  ];
}

function renamedChange(comparison: Comparison, { type, fate, base, head, address }: Pair): Change[] {
  const name = renaming[type];
  const isLost = fate !== "changed" && lossOf(type) !== undefined;
  if (name === undefined || isLost || base === undefined || head === undefined) return [];
  const [before, after] = [base, head].map(({ values }) => textAt(values, ...name.path.split(".")));
  if (before === after) return [];
  return [
    changeOf(comparison, {
      danger: "store-renamed",
      address,
      what: `${before ?? "a store without a name"} is renamed to ${after ?? "a name that AWS makes up"}`,
      why: name.why,
      before,
      after,
      weight: lossOf(type)?.rank ?? 0,
    }),
  ];
}

/** What holds data, and of which Terraform is told to leave more as it is in AWS. */
function ignoredChange(comparison: Comparison, { type, base, head, address }: Pair): Change[] {
  if (lossOf(type) === undefined || base === undefined || head === undefined) return [];
  const [before, after] = [ignoredOf(base), ignoredOf(head)];
  const more = after.filter((name) => !before.includes(name));
  if (more.length === 0) return [];
  return [
    changeOf(comparison, {
      danger: "orphaned",
      address,
      what: `${nameOf(head)} ignores changes of ${more.join(", ")}`,
      why: "what the code says of it does not reach AWS any more, and what is changed there by hand stays",
      before: before.join(", ") || "nothing is ignored",
      after: after.join(", "),
    }),
  ];
}

function ignoredOf({ values }: Element): string[] {
  return listOf(values["lifecycle"]).flatMap((lifecycle) => listOf(at(lifecycle, "ignore_changes")).map(show));
}

/** What makes an apply fail before the bytes are gone. What AWS checks is as it was before the apply, what Terraform checks as it is to be. */
function guardsOf(base: Element, head: Element | undefined): string[] {
  const prevented = listOf(head?.values["lifecycle"]).some((lifecycle) => at(lifecycle, "prevent_destroy") === true);
  return [
    ...(prevented ? ["Terraform refuses it by prevent_destroy"] : []),
    ...(base.values["deletion_protection"] === true ? ["AWS refuses it by deletion_protection"] : []),
    ...(base.values["disable_api_termination"] === true ? ["AWS refuses it by disable_api_termination"] : []),
    ...(base.type === "aws_s3_bucket" && base.values["force_destroy"] !== true ? ["AWS deletes no bucket that holds objects"] : []),
    ...(base.type === "aws_ecr_repository" && base.values["force_delete"] !== true ? ["AWS deletes no repository that holds images"] : []),
    ...(base.type === "aws_backup_vault" && base.values["force_destroy"] !== true ? ["AWS deletes no vault that holds copies"] : []),
  ];
}

/** The attributes for which it is replaced. */
function beforeAndAfter({ because, differences }: Pair): Pick<Change, "before" | "after"> {
  const named = differences.filter(({ path }) => because?.includes(path) === true);
  if (named.length === 0) return { before: undefined, after: undefined };
  return {
    before: named.map(({ path, before }) => `${path} = ${show(before)}`).join("; "),
    after: named.map(({ path, after }) => `${path} = ${show(after)}`).join("; "),
  };
}

const names = ["identifier", "replication_group_id", "bucket", "name", "creation_token"];

/** The name under which AWS and people know it. */
function nameOf({ address, values }: Element): string {
  const name = names.map((attribute) => values[attribute]).find((value) => typeof value === "string") ?? textAt(values, "tags", "Name");
  return name ?? address;
}
