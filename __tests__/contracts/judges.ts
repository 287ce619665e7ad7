import { accountContracts, expectingContracts, platformContracts, stackContracts } from "../../review/contracts";
import type { Finding } from "../../review/finding";
import type { StackModel } from "../../review/model";
import { authorizationReference } from "./expected/authorization";
import { flowsOf, pendingGroups } from "./expected/connections";
import { backupRetentionOf, dataSafetyOf, secretCatalogue, unrotated } from "./expected/data";
import type { ExpectedEnvironment } from "./expected/environments";
import { neededCalls } from "./expected/other-calls";
import { onceTasks, outputsOf } from "./expected/outputs";
import { programsOf } from "./expected/programs";
import { factsOf } from "./expected/programs/facts";
import { reachabilityOf } from "./expected/reachability";
import { spotOf } from "./expected/services";
import { settledOf, settledOfAccount, settledPolicies } from "./expected/settled";
import { outputsOfAccount, policiesOfAccount, targetsOfAccount } from "./expected/settled/account";
import { settledTags } from "./expected/settled/tags";
import { settledTargets } from "./expected/settled/targets";

/** What a contract says of a stack. */
export type Judge = (stack: StackModel) => readonly Finding[];

/** Every contract by its name, as it judges one environment's stack beside the `others`: those with an expectation are told the requirement's. */
export function judgesOf(environment: ExpectedEnvironment, others: readonly StackModel[]): ReadonlyMap<string, Judge> {
  const told = expectingContracts;
  return new Map<string, Judge>([
    ...judgesOfAny(others),
    [told.connectionMatrix.name, (stack) => told.connectionMatrix.check(stack, flowsOf(environment))],
    [told.reachability.name, (stack) => told.reachability.check(stack, reachabilityOf(environment))],
    [told.unusedGroups.name, (stack) => told.unusedGroups.check(stack, pendingGroups)],
    [told.dataSafety.name, (stack) => told.dataSafety.check(stack, dataSafetyOf(environment))],
    [told.secretClosure.name, (stack) => told.secretClosure.check(stack, secretCatalogue)],
    [told.rotation.name, (stack) => told.rotation.check(stack, unrotated)],
    [told.backupSelection.name, (stack) => told.backupSelection.check(stack, backupRetentionOf(environment))],
    [told.programContract.name, (stack) => told.programContract.check(stack, programsOf(factsOf(environment)))],
    [told.commandOutputs.name, (stack) => told.commandOutputs.check(stack, onceTasks)],
    [told.listeners.name, (stack) => told.listeners.check(stack, flowsOf(environment))],
    [told.capacity.name, (stack) => told.capacity.check(stack, spotOf(environment))],
    [told.settledAttributes.name, (stack) => told.settledAttributes.check(stack, settledOf(environment))],
    [told.settledStatements.name, (stack) => told.settledStatements.check(stack, settledPolicies)],
    [told.settledOutputs.name, (stack) => told.settledOutputs.check(stack, outputsOf(environment))],
    [told.targets.name, (stack) => told.targets.check(stack, settledTargets)],
  ]);
}

/** Every contract that has something to say of the account's stack, as it judges it beside the `environments`. */
export function judgesOfAccount(environments: readonly StackModel[]): ReadonlyMap<string, Judge> {
  const told = expectingContracts;
  return new Map<string, Judge>([
    ...judgesOfAny(environments),
    ...accountContracts.map(({ name, check }): [string, Judge] => [name, (stack) => check([...environments, stack])]),
    [told.deliveryCalls.name, (stack) => told.deliveryCalls.check(stack, neededCalls)],
    [told.settledAttributes.name, (stack) => told.settledAttributes.check(stack, settledOfAccount)],
    [told.settledStatements.name, (stack) => told.settledStatements.check(stack, policiesOfAccount)],
    [told.settledOutputs.name, (stack) => told.settledOutputs.check(stack, outputsOfAccount)],
    [told.targets.name, (stack) => told.targets.check(stack, targetsOfAccount)],
  ]);
}

/** What is asked of every stack, beside the `others`. */
function judgesOfAny(others: readonly StackModel[]): [string, Judge][] {
  const { authorization, settledTags: tags } = expectingContracts;
  return [
    ...stackContracts.map(({ name, check }): [string, Judge] => [name, check]),
    ...platformContracts.map(({ name, check }): [string, Judge] => [name, (stack) => check([...others, stack])]),
    [authorization.name, (stack) => authorization.check(stack, authorizationReference)],
    [tags.name, (stack) => tags.check(stack, settledTags)],
  ];
}
