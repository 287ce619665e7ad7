import { platformContract, type PlatformContract } from "../../contract";
import type { Finding, Reporter } from "../../finding";
import type { StackModel } from "../../model";
import { isAccount } from "../../requirement";

/** Makes a contract of a rule for the account's stack, which sees the environments' stacks as well. Without an account's stack it holds. */
export function accountContract(
  name: string,
  promise: string,
  rule: (account: StackModel, report: Reporter, environments: readonly StackModel[]) => Finding[],
): PlatformContract {
  return platformContract(name, promise, (stacks, reportOn) => {
    const environments = stacks.filter((stack) => !isAccount(stack));
    return stacks.filter(isAccount).flatMap((account) => rule(account, reportOn(account), environments));
  });
}
