import { ConfigConfigRule } from "@cdktf/provider-aws/lib/config-config-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { tag } from "../foundation/tags";

/** A tag that has to be there, and the values that it may have. Default: any. */
export interface RequiredTag {
  readonly key: string;
  readonly values?: readonly string[];
}

export interface RequiredTagsProps {
  readonly tags: readonly RequiredTag[];
  /** The tag by which AWS Config knows what it has to judge: the account has other projects, with tags of their own. */
  readonly belonging: { readonly key: string; readonly value: string };
  /** The recorder; without one AWS takes no rule. */
  readonly recording: ITerraformDependable;
}

/** Tags that one rule can ask for. */
const tagsOfRule = 6;

/**
 * Rules of AWS Config: whatever belongs to the project and lacks one of its tags is reported.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/required-tags.html
 */
export class RequiredTags extends Construct {
  public constructor(scope: Construct, id: string, { tags, belonging, recording }: RequiredTagsProps) {
    super(scope, id);
    tag(this, { Service: "governance" });
    for (let start = 0; start < tags.length; start += tagsOfRule) {
      const number = String(start / tagsOfRule + 1);
      const name = nameOf(this, "aws_config_config_rule", "required-tags", number);
      const wanted = tags.slice(start, start + tagsOfRule);
      new ConfigConfigRule(this, number, {
        name,
        description: `Everything of ${belonging.value} has ${wanted.map(({ key }) => key).join(", ")}`,
        source: { owner: "AWS", sourceIdentifier: "REQUIRED_TAGS" },
        inputParameters: JSON.stringify(Object.fromEntries(wanted.flatMap(parameters))),
        scope: { tagKey: belonging.key, tagValue: belonging.value },
        dependsOn: [recording],
        tags: { Name: name },
      });
    }
  }
}

function parameters({ key, values = [] }: RequiredTag, index: number): [string, string][] {
  const parameter = `tag${index + 1}`;
  return [[`${parameter}Key`, key], ...(values.length === 0 ? [] : [[`${parameter}Value`, values.join(",")] as [string, string]])];
}
