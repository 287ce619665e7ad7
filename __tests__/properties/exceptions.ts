import type { Finding } from "../../review/finding";
import type { Drawn } from "./arbitraries";

/** What a contract holds of the catalogue or of the environments that there are, and cannot be told of others. */
interface Exception {
  readonly contract: string;
  readonly covers: (finding: Finding, drawn: Drawn) => boolean;
  readonly reason: string;
}

const at =
  (address: string) =>
  (finding: Finding): boolean =>
    finding.address === address;

/**
 * Findings that mean nothing here. `settled-attributes` is not asked at all, and `reachability` only where the catalogue is OHI's: every line of theirs
 * is such a value.
 */
export const exceptions: readonly Exception[] = [
  {
    contract: "effective-tags",
    covers: ({ found }, { change }) => found === `tag Service "${change.added?.key ?? ""}"`,
    reason: "It holds the closed list of values of the tag Service, to which a real new service is added.",
  },
  {
    contract: "settled-tags",
    covers: ({ address }, { change: { added } }) => added !== undefined && address.includes(added.key),
    reason: "It names every service, and a real new one is added to it.",
  },
  {
    contract: "settled-statements",
    covers: at("data.aws_iam_policy_document.redeployment_role_grants"),
    reason: "It names the services that read a password, all of OHI's.",
  },
  {
    contract: "settled-statements",
    covers: at("data.aws_iam_policy_document.files_readers"),
    reason: "It has a statement for each ZooKeeper server, and no environment has more than three.",
  },
  {
    contract: "databases-in-use",
    covers: ({ address }, { change }) => address.startsWith("aws_db_instance.postgres_replica-") && change.without.length > 0,
    reason: "A replica is there for services of OHI's, of which a drawn catalogue may lack one.",
  },
  {
    contract: "targets",
    covers: at("aws_instance.clickhouse"),
    reason: "It names zone a, the first one that every environment has.",
  },
];

/** Whether a finding only says that what was drawn is not what there is. */
export function isSettledOtherwise(finding: Finding, drawn: Drawn): boolean {
  return exceptions.some(({ contract, covers }) => contract === finding.contract && covers(finding, drawn));
}
