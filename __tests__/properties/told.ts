import { expectingContracts } from "../../review/contracts";
import type { DataSafety } from "../../review/contracts/data/data-safety";
import type { ProgramContract } from "../../review/contracts/services/program-contract";
import type { Finding } from "../../review/finding";
import type { StackModel } from "../../review/model";
import type { Flow } from "../../review/security-groups";
import { authorizationReference } from "../contracts/expected/authorization";
import { matrix } from "../contracts/expected/connections";
import { secretCatalogue, snapshotDays, unrotated } from "../contracts/expected/data";
import { onceTasks } from "../contracts/expected/outputs";
import { reachabilityIn } from "../contracts/expected/reachability";
import { programsOf } from "../contracts/expected/programs";
import type { ProgramFacts } from "../contracts/expected/programs/facts";
import { application, asked, common, password, primary, redis, server, telemetry } from "../contracts/expected/programs/settings";
import { settledPolicies } from "../contracts/expected/settled";
import { settledTags } from "../contracts/expected/settled/tags";
import { settledTargets } from "../contracts/expected/settled/targets";
import type { Drawn } from "./arbitraries";
import { changed } from "./workloads";

/** What the contracts say that have to be told the requirement, when they are told what it means for what was drawn. */
export function toldFindings(stack: StackModel, drawn: Drawn): Finding[] {
  const { backupRetentionDays: days } = drawn.record.postgres;
  const told = expectingContracts;
  return [
    ...told.connectionMatrix.check(stack, flowsOf(drawn)),
    ...(isAsItIs(drawn) ? told.reachability.check(stack, reachabilityIn(drawn.record.network.cidr)) : []),
    ...told.unusedGroups.check(stack, []),
    ...told.dataSafety.check(stack, dataSafetyOf(drawn.record)),
    ...told.secretClosure.check(stack, secretCatalogue),
    ...told.rotation.check(stack, unrotated),
    ...told.backupSelection.check(stack, { daily: days, weekly: 4 * days }),
    ...told.programContract.check(stack, programsIn(drawn)),
    ...told.commandOutputs.check(stack, onceTasks),
    ...told.capacity.check(stack, spotOf(drawn)),
    ...told.authorization.check(stack, authorizationReference),
    ...told.settledStatements.check(stack, settledPolicies),
    ...told.settledTags.check(stack, settledTags),
    ...told.targets.check(stack, settledTargets),
  ];
}

/** How far from the internet services are, the requirement says only of OHI's own. */
function isAsItIs({ change: { without, added } }: Drawn): boolean {
  return without.length === 0 && added === undefined;
}

/** The requirement's matrix without what does not run, and the edges of what runs besides. */
function flowsOf({ record, change }: Drawn): Flow[] {
  const { cidr, mongoAtlasCidrs } = record.network;
  const ranges: Readonly<Record<string, readonly string[]>> = { internet: ["0.0.0.0/0"], "mongo atlas": mongoAtlasCidrs, vpc: [cidr] };
  const runs = (end: string): boolean => !change.without.includes(end);
  const ends = (names: readonly string[]): string[] => names.filter(runs).flatMap((name) => ranges[name] ?? name);
  const own = changed({ without: [], added: change.added }).connections({ vpcCidr: cidr, mongoAtlasCidrs, s3PrefixListId: "" });
  const edges = own.flatMap(({ from, to, ports }) =>
    typeof from === "string" && typeof to === "string" && [from, to].some((end) => end === change.added?.key)
      ? [{ from: [from], to: [to], ports }]
      : [],
  );
  return [...matrix, ...edges].flatMap(({ from, to, ports }) =>
    ends(from).flatMap((source) => ends(to).flatMap((target) => ports.map((port) => ({ from: source, to: target, port })))),
  );
}

function dataSafetyOf({ postgres, blnkPostgres, appCache, blnkCache, ...record }: Drawn["record"]): DataSafety {
  return {
    protected: record.deletionProtection,
    backupRetentionDays: postgres.backupRetentionDays,
    databases: {
      "postgres-primary": { multiAz: postgres.multiAz, instances: 1 },
      "postgres-read-replica": { multiAz: false, instances: postgres.readReplicas },
      "postgres-blnk": { multiAz: blnkPostgres.multiAz, instances: 1 },
    },
    caches: { "redis-cache": appCache.nodes, "redis-blnk": blnkCache.nodes },
    snapshotDays,
    secretRecoveryDays: record.secretRecoveryDays,
    logRetentionDays: record.logRetentionDays,
  };
}

function programsIn({ record, change: { without, added } }: Drawn): Readonly<Record<string, ProgramContract>> {
  const { integrations, name, domain, postgres, zookeeperNodes } = record;
  const facts: ProgramFacts = {
    ...integrations,
    name,
    domain,
    production: name === "prod",
    readReplicas: postgres.readReplicas,
    zookeeperNodes,
  };
  const kept = Object.fromEntries(Object.entries(programsOf(facts)).filter(([key]) => !without.includes(key)));
  if (added === undefined) return kept;
  const { key, port, database, cache, observed } = added;
  const own: ProgramContract = {
    service: key,
    settings: {
      ...common(facts),
      ...server(port),
      ...(database ? application(primary) : {}),
      ...(cache ? redis("app-cache") : {}),
      ...(observed ? telemetry(facts, key) : {}),
    },
    secrets: {
      ...(database ? { DB_PASSWORD: password("postgres-primary-credentials") } : {}),
      ...(cache ? { REDIS_PASSWORD: password("redis-cache-auth") } : {}),
    },
    health: asked(port, "/health"),
  };
  return { ...kept, [key]: own };
}

function spotOf({ record: { ecs }, change }: Drawn): string[] {
  const { spot } = ecs;
  return Object.keys(changed(change).services).filter((key) => ("only" in spot ? spot.only.includes(key) : !spot.allBut.includes(key)));
}
