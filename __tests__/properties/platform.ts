import { Testing } from "cdktf";
import { environments } from "../../environments";
import { checkEnvironments } from "../../environments/registry";
import type { Environment } from "../../environments/schema";
import { accountContracts, platformContracts, stackContracts } from "../../review/contracts";
import { remembered } from "../../review/remembered";
import { describeFindings } from "../../review/report";
import { readStack } from "../../review/synthesized";
import { AccountStack } from "../../stacks/account-stack";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { readSettings } from "../../stacks/read-settings";
import { stackNamed } from "../contracts/stacks";
import { render } from "../support/stack";
import type { Drawn } from "./arbitraries";
import { isSettledOtherwise } from "./exceptions";
import { toldFindings } from "./told";
import { changed } from "./workloads";

/** Terraform of what was drawn and of the account that it is in, as text. */
export interface Synthesized {
  readonly account: string;
  readonly own: string;
}

/** Synthesizes what was drawn, beside an environment that there is where it may stand beside one. */
export function synthesized({ record, change }: Drawn): Synthesized {
  const [app, settings] = [Testing.app(), readSettings({})];
  const account = new AccountStack(app, [record, ...neighbourOf(record)], settings);
  const own = new EnvironmentStack(app, record, settings, changed(change));
  return { account: JSON.stringify(render(account)), own: JSON.stringify(render(own)) };
}

/** Everything that contracts find wrong with what was synthesized; nothing when all is well. */
export function problemsIn({ account, own }: Synthesized, drawn: Drawn): string {
  const [shared, stack] = [readStack("ohi-account", account), readStack(`ohi-${drawn.record.name}`, own)];
  const all = [shared, stack, ...neighbourOf(drawn.record).map(neighbour)];
  const findings = [
    ...[shared, stack].flatMap((each) => stackContracts.flatMap(({ check }) => check(each))),
    ...[...platformContracts, ...accountContracts].flatMap(({ check }) => check(all)),
    ...toldFindings(stack, drawn),
  ];
  return describeFindings(findings.filter((finding) => !isSettledOtherwise(finding, drawn)));
}

/** The first environment of those that there are beside which the record may stand. Of these, a contract holds how much each is worth. */
function neighbourOf(record: Environment): readonly Environment[] {
  if (environments.some(({ name }) => name === record.name)) return [];
  return environments.filter((other) => isAccepted([record, other].map(withoutDelegations))).slice(0, 1);
}

/** Zones of other environments, which need not stand beside a drawn one. */
function withoutDelegations(record: Environment): Environment {
  return { ...record, dns: { ...record.dns, delegations: [] } };
}

/** What was synthesized of an environment that there is. */
const neighbour = remembered(({ name }: Environment) => stackNamed(`ohi-${name}`));

function isAccepted(records: readonly Environment[]): boolean {
  try {
    return checkEnvironments(records).length === records.length;
  } catch {
    return false;
  }
}
