import { S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { readBuckets } from "../../../emulator/read-back/buckets";
import { compareThings } from "../../../emulator/read-back/facts";
import { answered, type Answers, nowhere } from "../../support/aws-answers";

const arn = "arn:aws:s3:::ohi-test-frontend-123456789012";
const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [`${arn}/*`, arn],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const reads = { Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:GetObject", Resource: `${arn}/*` };
const block = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
const answers = {
  ListBucketsCommand: { Buckets: [{ Name: "ohi-test-frontend-123456789012" }] },
  GetPublicAccessBlockCommand: { PublicAccessBlockConfiguration: block },
  GetBucketOwnershipControlsCommand: { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } },
  GetBucketEncryptionCommand: encryptedBy({ SSEAlgorithm: "AES256" }),
  GetBucketVersioningCommand: { Status: "Enabled" },
  GetBucketPolicyCommand: withPolicy(reads, tlsOnly),
  GetBucketLoggingCommand: { LoggingEnabled: { TargetBucket: "ohi-test-access-logs-123456789012", TargetPrefix: "s3/frontend/" } },
  GetBucketLifecycleConfigurationCommand: {
    Rules: [
      { Status: "Enabled", NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      { Status: "Disabled", Expiration: { Days: 1 } },
    ],
  },
};

function encryptedBy(algorithm: object): object {
  return { ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: algorithm }] } };
}

function withPolicy(...statements: readonly object[]): object {
  return { Policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
}

/** S3 refuses to tell of what a bucket does not have. */
function refuses(name: string): Answers[string] {
  return () => {
    throw new S3ServiceException({ name, $fault: "client", $metadata: {} });
  };
}

function client(changed: Answers = {}): S3Client {
  return answered(new S3Client(nowhere), { ...answers, ...changed });
}

describe("reading buckets back", () => {
  test("asks for everything that keeps a bucket's content", async () => {
    expect(await readBuckets(client())).toEqual({
      "bucket ohi-test-frontend": {
        closed: true,
        ownership: "BucketOwnerEnforced",
        encryption: "AES256",
        versioned: true,
        tlsOnly: true,
        allows: ["s3:GetObject to cloudfront.amazonaws.com"],
        log: "ohi-test-access-logs/s3/frontend/",
        expiryDays: null,
        oldVersionDays: 30,
      },
    });
  });

  test.each<[string, Answers, string[]]>([
    [
      "that is half open",
      { GetPublicAccessBlockCommand: { PublicAccessBlockConfiguration: { ...block, BlockPublicPolicy: false } } },
      ["closed false; meant is true"],
    ],
    ["that is open", { GetPublicAccessBlockCommand: refuses("NoSuchPublicAccessBlockConfiguration") }, ["closed false; meant is true"]],
    [
      "with ACLs",
      { GetBucketOwnershipControlsCommand: refuses("OwnershipControlsNotFoundError") },
      ['ownership undefined; meant is "BucketOwnerEnforced"'],
    ],
    [
      "that is not encrypted",
      { GetBucketEncryptionCommand: refuses("ServerSideEncryptionConfigurationNotFoundError") },
      ['encryption ""; meant is "AES256"'],
    ],
    [
      "with another key",
      { GetBucketEncryptionCommand: encryptedBy({ SSEAlgorithm: "aws:kms", KMSMasterKeyID: "arn:key" }) },
      ['encryption "aws:kms arn:key"; meant is "AES256"'],
    ],
    ["without versions", { GetBucketVersioningCommand: {} }, ["versioned false; meant is true"]],
    ["without a log", { GetBucketLoggingCommand: {} }, ['log null; meant is "ohi-test-access-logs/s3/frontend/"']],
    [
      "whose log goes nowhere",
      { GetBucketLoggingCommand: { LoggingEnabled: {} } },
      ['log "?/"; meant is "ohi-test-access-logs/s3/frontend/"'],
    ],
    [
      "that deletes the site",
      { GetBucketLifecycleConfigurationCommand: { Rules: [{ Status: "Enabled", Expiration: { Days: 30 } }] } },
      ["expiryDays 30; meant is null", "oldVersionDays null; meant is 30"],
    ],
    [
      "that keeps old versions for ever",
      { GetBucketLifecycleConfigurationCommand: refuses("NoSuchLifecycleConfiguration") },
      ["oldVersionDays null; meant is 30"],
    ],
    [
      "without a policy",
      { GetBucketPolicyCommand: refuses("NoSuchBucketPolicy") },
      ["tlsOnly false; meant is true", 'allows []; meant is ["s3:GetObject to cloudfront.amazonaws.com"]'],
    ],
    [
      "whose policy is empty",
      { GetBucketPolicyCommand: { Policy: "{}" } },
      ["tlsOnly false; meant is true", 'allows []; meant is ["s3:GetObject to cloudfront.amazonaws.com"]'],
    ],
    [
      "that everybody reads",
      { GetBucketPolicyCommand: withPolicy({ ...reads, Principal: "*", Action: ["s3:GetObject", "s3:ListBucket"] }, tlsOnly) },
      ['allows ["s3:GetObject, s3:ListBucket to *"]; meant is ["s3:GetObject to cloudfront.amazonaws.com"]'],
    ],
    [
      "with a grant to nobody",
      { GetBucketPolicyCommand: withPolicy(reads, { Effect: "Allow" }, tlsOnly) },
      ['allows [" to ","s3:GetObject to cloudfront.amazonaws.com"]; meant is ["s3:GetObject to cloudfront.amazonaws.com"]'],
    ],
  ])("finds one %s", async (_, changed, lines) => {
    const [found, meant] = [await readBuckets(client(changed)), await readBuckets(client())];

    expect(compareThings(found, meant)).toEqual(lines.map((line) => `bucket ohi-test-frontend has ${line}`));
  });

  test.each<[string, object]>([
    ["allows instead of denying", { ...tlsOnly, Effect: "Allow" }],
    ["is about a single role", { ...tlsOnly, Principal: { AWS: "arn:aws:iam::123456789012:role/one" } }],
    ["is about one action", { ...tlsOnly, Action: "s3:GetObject" }],
    ["leaves the bucket itself out", { ...tlsOnly, Resource: `${arn}/*` }],
    ["is about another bucket", { ...tlsOnly, Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }],
    ["is about nothing", { ...tlsOnly, Resource: undefined }],
    ["denies those who come by TLS", { ...tlsOnly, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
    ["has a second condition", { ...tlsOnly, Condition: { ...tlsOnly.Condition, StringEquals: { "aws:SourceAccount": "1" } } }],
  ])("does not take a statement for one about TLS that %s", async (_, statement) => {
    const found = await readBuckets(client({ GetBucketPolicyCommand: withPolicy(reads, statement) }));

    expect(found["bucket ohi-test-frontend"]?.tlsOnly).toBe(false);
  });

  test("knows everybody by both of their names", async () => {
    const found = await readBuckets(client({ GetBucketPolicyCommand: withPolicy({ ...tlsOnly, Principal: { AWS: "*" } }) }));

    expect(found["bucket ohi-test-frontend"]?.tlsOnly).toBe(true);
  });

  test.each<[string, Error]>([
    ["of S3", new S3ServiceException({ name: "AccessDenied", $fault: "client", $metadata: {} })],
    ["of something else", new Error("NoSuch thing")],
  ])("does not take another refusal %s for an answer", async (_, error) => {
    const denies = (): never => {
      throw error;
    };

    await expect(readBuckets(client({ GetBucketPolicyCommand: denies }))).rejects.toThrow(error);
  });

  test("tells one of which AWS says nothing", async () => {
    const silent = Object.fromEntries(Object.keys(answers).map((command) => [command, {}]));
    const found = await readBuckets(client({ ...silent, ListBucketsCommand: { Buckets: [{}] } }));

    expect(found).toEqual({
      "bucket ?": {
        closed: false,
        encryption: "",
        versioned: false,
        tlsOnly: false,
        allows: [],
        log: null,
        expiryDays: null,
        oldVersionDays: null,
      },
    });
  });
});
