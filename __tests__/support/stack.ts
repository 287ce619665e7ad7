import { type App, Testing } from "cdktf";
import { quickenTokens } from "../../constructs/foundation/quick-tokens";
import { PlatformStack, type PlatformStackProps } from "../../constructs/foundation/platform-stack";
import type { TagPolicy } from "../../constructs/foundation/tags";
import { PermissionsBoundary } from "../../constructs/security/permissions-boundary";

quickenTokens();

/** A policy as the platform's, with values that no environment has. */
export const policy: TagPolicy = {
  identity: { Project: "test-project", Environment: "test", ManagedBy: "cdktf" },
  inherited: {
    Service: {
      allowed: [
        "web",
        "store",
        "vpc",
        "nat-gateway",
        "kms",
        "governance",
        "secrets",
        "rotation",
        "monitoring",
        "backup",
        "ecs",
        "ecr",
        "efs",
        "dns",
        "alb",
        "cdn",
        "waf",
        "delivery",
        "state",
      ],
    },
    DataClassification: { allowed: ["public", "internal", "confidential", "pii", "phi"], default: "internal" },
    BackupPolicy: { allowed: ["daily", "weekly", "none"], default: "none" },
    Compliance: { allowed: ["hipaa", "gdpr", "none"], default: "gdpr" },
  },
};

/** An empty stack named `ohi-test`, in an app of its own if none is given, with anything that a test wants otherwise. */
export function testStack(props: Partial<PlatformStackProps> = {}, app: App = Testing.app()): PlatformStack {
  return new PlatformStack(app, "ohi-test", {
    namePrefix: "ohi-test",
    region: "eu-west-1",
    edgeRegion: "us-east-1",
    state: { bucket: "test-state", key: "ohi-test/terraform.tfstate", region: "eu-west-1" },
    tags: policy,
    ...props,
  });
}

/** Gives a stack what it cannot make roles without: the limit of all of them. */
export function limitRoles(stack: PlatformStack): void {
  new PermissionsBoundary(stack, "boundary", { grants: [{ sid: "Most", actions: ["s3:GetObject"], resources: ["arn:*"] }] });
}

/** Attributes of a resource as Terraform reads them. */
export type Values = Readonly<Record<string, unknown>>;

/** Terraform JSON of a stack. */
export interface StackJson {
  readonly terraform: Values;
  readonly provider: Readonly<Record<string, readonly Values[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly ephemeral?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly output?: Readonly<Record<string, Values>>;
}

/** What a stack renders, completed and checked as on disk. */
export function render(stack: PlatformStack): StackJson {
  stack.prepareStack();
  stack.runAllValidations();
  return stack.toTerraform() as StackJson;
}

/** Resources of a type by id, without cdktf's metadata. `of` is a stack, or what it rendered. */
export function resources(of: PlatformStack | StackJson, type: string): Record<string, Values> {
  const json = of instanceof PlatformStack ? render(of) : of;
  return withoutMetadata(json.resource?.[type]);
}

/** Data sources of a type by id, without cdktf's metadata. */
export function dataSources(of: PlatformStack | StackJson, type: string): Record<string, Values> {
  const json = of instanceof PlatformStack ? render(of) : of;
  return withoutMetadata(json.data?.[type]);
}

/** Ephemeral resources of a type by id, without cdktf's metadata. */
export function ephemerals(of: PlatformStack | StackJson, type: string): Record<string, Values> {
  const json = of instanceof PlatformStack ? render(of) : of;
  return withoutMetadata(json.ephemeral?.[type]);
}

function withoutMetadata(elements: Readonly<Record<string, Values>> = {}): Record<string, Values> {
  return Object.fromEntries(
    Object.entries(elements).map(([id, values]) => [id, Object.fromEntries(Object.entries(values).filter(([key]) => key !== "//"))]),
  );
}

/** The tags of the test policy, with those that a test expects besides. */
export function tags(own: Record<string, string>): Record<string, string> {
  return {
    Project: "test-project",
    Environment: "test",
    ManagedBy: "cdktf",
    DataClassification: "internal",
    BackupPolicy: "none",
    Compliance: "gdpr",
    ...own,
  };
}
