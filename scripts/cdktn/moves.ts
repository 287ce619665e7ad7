import { environments } from "../../environments";
import { accountNames } from "../../stacks/account/names";
import { stackNameOf } from "../../stacks/stack-names";
import { tagPolicy } from "../../stacks/tag-policy";
import type { Expected } from "./judgement";
import { versions } from "./packages";

/** A way from cdktf to cdktn. */
export interface Move {
  /** Name of the folder beside this file that holds its `package.json` and `package-lock.json`. */
  readonly name: string;
  /** Where the source's imports lead, as the compiler's `paths`. Default: to the packages that they name. */
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  /** Everything that is synthesized otherwise. */
  readonly expected: readonly Expected[];
}

const stacks = [accountNames.stack, ...environments.map(stackNameOf)];

const version: readonly Expected[] = [
  { documents: ["manifest"], path: "version", ...versions, reason: "who has synthesized; Terraform does not read it" },
  { documents: stacks, path: "//.metadata.version", ...versions, reason: "who has synthesized; Terraform takes it for a comment" },
];

/** Ways to move, the nearer first. What one brings is declared whole: a difference beside it fails, and so does one that has gone. */
export const moves: readonly Move[] = [
  { name: "same-bindings", expected: version },
  {
    name: "own-bindings",
    paths: { cdktf: ["./node_modules/cdktn"], "@cdktf/provider-aws/*": ["./node_modules/@cdktn/provider-aws/*"] },
    expected: [
      ...version,
      {
        documents: stacks,
        path: "terraform.required_providers.aws.version",
        from: "5.100.0",
        to: "6.66.0",
        reason: "the provider that the bindings are made for, a major version on",
      },
      {
        documents: stacks,
        path: "terraform.required_providers.aws.source",
        from: "aws",
        to: "hashicorp/aws",
        reason: "the same provider; Terraform reads the short name as the long one",
      },
      ...environments.map(({ name, createdBy, createdDate }): Expected => ({
        documents: [stackNameOf({ name })],
        path: "resource.aws_cloudfront_function.cdn_fallback.tags",
        to: {
          ...tagPolicy({ environment: name, createdBy, createdDate }).identity,
          Service: "cdn",
          DataClassification: "public",
          BackupPolicy: "none",
          Compliance: "gdpr",
        },
        reason: "the type takes tags in 6.66.0, and the stack tags whatever takes them",
      })),
    ],
  },
];
