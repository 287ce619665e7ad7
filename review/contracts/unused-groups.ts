import { stackContract } from "../contract";
import { groupKeyOf, groupsOf, ruleTypes } from "../security-groups";

/** What names a group without being protected by it. */
const notAttachments = new Set<string>([...Object.values(ruleTypes), "aws_security_group", "aws_security_group_rule"]);

/** The output by which a release tells ECS what a task carries that it runs once: nothing in the stack carries that task's group. */
const handsOut = "output.task_groups";

/**
 * Every security group protects something. Groups whose slice of the platform has not come yet are `pending`; one of these that is attached
 * has come, and leaves the list.
 */
export const unusedGroups = stackContract<[pending: readonly string[]]>(
  "unused-groups",
  "every security group is attached to something",
  (stack, report, pending) => {
    const attached = new Set(
      stack.mentions.flatMap(({ from, reference }) => {
        const group = stack.find(reference.address);
        const attaches = "type" in from ? from.mode === "resource" && !notAttachments.has(from.type) : from.address === handsOut;
        return attaches && group?.type === "aws_security_group" ? [group] : [];
      }),
    );
    const known = groupsOf(stack);
    return [
      ...stack.ofType("aws_security_group").flatMap((group) => {
        const key = groupKeyOf(stack, group);
        if (key === undefined) return [report.unresolved(group, group.values["name"], "a name ohi-{env}-{key}-sg")];
        if (attached.has(group))
          return pending.includes(key) ? [report.violation(group, "attached", "not pending any more: take it off the list")] : [];
        return pending.includes(key) ? [] : [report.violation(group, "attached to nothing", "attached, or no such group")];
      }),
      ...pending
        .filter((key) => !known.has(key))
        .map((key) => report.violation("aws_security_group", `pending ${key}`, "a group of this stack")),
    ];
  },
);
