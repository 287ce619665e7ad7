import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type LifecycleRule,
  ListBucketsCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { type Things, withoutAccount } from "./facts";

/** What is looked at of a bucket. */
export interface BucketFacts {
  /** Whether all four blocks of public access are there. */
  readonly closed: boolean;
  /** Who owns what others put into it; `BucketOwnerEnforced` turns ACLs off. */
  readonly ownership: string | undefined;
  /** Algorithm, and the key where it is one of KMS. */
  readonly encryption: string;
  readonly versioned: boolean;
  /** Whether its policy denies everything to everybody who comes without TLS. */
  readonly tlsOnly: boolean;
  /** What its policy allows to whom, in order. */
  readonly allows: readonly string[];
  /** Bucket and prefix of its access log; nothing without one. */
  readonly log: string | null;
  /** Days after which objects are deleted; nothing when they never are. */
  readonly expiryDays: number | null;
  /** Days for which older versions are kept; nothing when they are kept for ever. */
  readonly oldVersionDays: number | null;
}

/** What is read of a statement of a policy; AWS writes lists of one as the one. */
interface Statement {
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: object;
}

/** What a bucket is called here. */
export function bucketName(name: string): string {
  return `bucket ${withoutAccount(name)}`;
}

/** Reads all buckets back through AWS's own interface. */
export async function readBuckets(client: S3Client): Promise<Things<BucketFacts>> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const facts = Buckets.map(async ({ Name = "?" }) => [bucketName(Name), await factsOf(client, Name)] as const);
  return Object.fromEntries(await Promise.all(facts));
}

async function factsOf(client: S3Client, name: string): Promise<BucketFacts> {
  const Bucket = name;
  const [block, ownership, encryption, versioning, policy, logging, lifecycle] = await Promise.all([
    unlessMissing(client.send(new GetPublicAccessBlockCommand({ Bucket }))),
    unlessMissing(client.send(new GetBucketOwnershipControlsCommand({ Bucket }))),
    unlessMissing(client.send(new GetBucketEncryptionCommand({ Bucket }))),
    client.send(new GetBucketVersioningCommand({ Bucket })),
    unlessMissing(client.send(new GetBucketPolicyCommand({ Bucket }))),
    client.send(new GetBucketLoggingCommand({ Bucket })),
    unlessMissing(client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
  ]);
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } = block?.PublicAccessBlockConfiguration ?? {};
  const { SSEAlgorithm, KMSMasterKeyID } =
    encryption?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault ?? {};
  const statements = statementsOf(policy?.Policy);
  const target = logging.LoggingEnabled;
  return {
    closed: [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets].every((each) => each === true),
    ownership: ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership,
    encryption: [SSEAlgorithm, KMSMasterKeyID].filter((word) => word !== undefined).join(" "),
    versioned: versioning.Status === "Enabled",
    tlsOnly: statements.some((each) => deniesWithoutTls(each, name)),
    allows: statements
      .filter(({ Effect }) => Effect === "Allow")
      .map(describe)
      .toSorted(),
    log: target === undefined ? null : `${withoutAccount(target.TargetBucket ?? "?")}/${target.TargetPrefix ?? ""}`,
    ...kept(lifecycle?.Rules),
  };
}

/** What was answered, or nothing where AWS says that there is nothing. */
async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && /^NoSuch|NotFound/.test(error.name)) return undefined;
    throw error;
  }
}

function statementsOf(policy = "{}"): readonly Statement[] {
  const { Statement = [] } = JSON.parse(policy) as { readonly Statement?: readonly Statement[] }; // the policy language's own format
  return Statement;
}

function deniesWithoutTls({ Effect, Principal, Action, Resource, Condition }: Statement, bucket: string): boolean {
  const arn = `arn:aws:s3:::${bucket}`;
  return (
    Effect === "Deny" &&
    (Principal === "*" || (typeof Principal === "object" && Principal["AWS"] === "*")) &&
    Action === "s3:*" &&
    [arn, `${arn}/*`].every((each) => listed(Resource).includes(each)) &&
    JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}'
  );
}

/** For example `s3:GetObject to cloudfront.amazonaws.com`. */
function describe({ Principal, Action }: Statement): string {
  const principals = typeof Principal === "object" ? Object.values(Principal).flatMap(listed) : listed(Principal);
  return `${listed(Action).join(", ")} to ${principals.join(", ")}`;
}

function listed(value: string | readonly string[] = []): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

function kept(rules: readonly LifecycleRule[] = []): Pick<BucketFacts, "expiryDays" | "oldVersionDays"> {
  const enabled = rules.filter(({ Status }) => Status === "Enabled");
  return {
    expiryDays: enabled.flatMap(({ Expiration }) => Expiration?.Days ?? [])[0] ?? null,
    oldVersionDays: enabled.flatMap(({ NoncurrentVersionExpiration }) => NoncurrentVersionExpiration?.NoncurrentDays ?? [])[0] ?? null,
  };
}
