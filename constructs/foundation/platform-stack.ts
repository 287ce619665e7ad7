import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct, IConstruct, Node } from "constructs";
import { danglingReferences } from "./dangling-references";
import { completeHcl } from "./hcl";
import { LogicalIds } from "./logical-ids";
import { Refusal, refuse } from "./refusal";
import { applyTags, type TagPolicy } from "./tags";

export interface PlatformStackProps {
  /** Beginning of every name in the stack, for example `ohi-dev`. */
  readonly namePrefix: string;
  /** Region of the default provider, for example `eu-west-1`. */
  readonly region: string;
  /** Region of the aliased provider, from which CloudFront takes certificates and web ACLs: `us-east-1`. */
  readonly edgeRegion: string;
  /** The 12 digits of the only account to which Terraform may apply. Default: none, any account. */
  readonly accountId?: string | undefined;
  /** Where its state is kept. */
  readonly state: StateProps;
  /** Tags of everything in it. */
  readonly tags: TagPolicy;
}

/** Where the state is kept. The bucket itself is versioned and encrypted; Terraform locks it with an object beside the state. */
export interface StateProps {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the state's object; no two stacks may share one. */
  readonly key: string;
  /** Region of the bucket. */
  readonly region: string;
  /** ARN of the KMS key that encrypts the state. Default: none; Terraform then asks for keys of S3's own (SSE-S3), whatever key the bucket has by default. */
  readonly kmsKeyArn?: string | undefined;
}

/** Terraform from 1.11 on: native S3 locking and write-only arguments. */
const terraformVersions = ">= 1.11.0, < 2.0.0";

/**
 * A stack with what each one of the platform has: an S3 backend, providers for both regions, plain ids, and tags on everything.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export class PlatformStack extends TerraformStack {
  public readonly namePrefix: string;
  public readonly region: string;
  public readonly edgeRegion: string;
  /** Provider for what CloudFront wants in us-east-1. */
  public readonly edgeProvider: AwsProvider;
  private readonly ids = new LogicalIds();
  private readonly tagPolicy: TagPolicy;
  private tagProblems: readonly string[] | undefined;
  private identity: DataAwsCallerIdentity | undefined;
  private boundaryArn: string | undefined;

  public constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id);
    this.namePrefix = props.namePrefix;
    this.region = props.region;
    this.edgeRegion = props.edgeRegion;
    this.tagPolicy = props.tags;
    this.addOverride("terraform.required_version", terraformVersions);
    this.keepStateIn(props.state);

    const account = props.accountId === undefined ? {} : { allowedAccountIds: [props.accountId] };
    new AwsProvider(this, "aws", { region: props.region, ...account });
    this.edgeProvider = new AwsProvider(this, "aws-edge", { region: props.edgeRegion, alias: props.edgeRegion, ...account });
    this.node.addValidation({ validate: () => this.completeTags() });
  }

  /** The platform stack that a construct is in. */
  public static override of(construct: IConstruct): PlatformStack {
    const stack = TerraformStack.of(construct);
    if (stack instanceof PlatformStack) return stack;
    throw new Refusal(construct.node.path, [`it is in the stack ${stack.node.id}, which is no PlatformStack`]);
  }

  /** Id of the account that Terraform applies to, known to the provider. */
  public get accountId(): string {
    this.identity ??= new DataAwsCallerIdentity(this, "current");
    return this.identity.accountId;
  }

  /**
   * ARN of the policy that no role of the stack can exceed.
   *
   * @throws Refusal when none was set: a role without a boundary is never made.
   */
  public get permissionsBoundaryArn(): string {
    if (this.boundaryArn === undefined)
      throw new Refusal(this.node.path, ["no permissions boundary is set; set one before the first role"]);
    return this.boundaryArn;
  }

  /** @throws Refusal when one was set before: roles that stand already would have another than those to come. */
  public set permissionsBoundaryArn(arn: string) {
    if (this.boundaryArn !== undefined) throw new Refusal(this.node.path, ["a permissions boundary is set already; a stack has one"]);
    this.boundaryArn = arn;
  }

  /** Adds an output. `id` is its name in Terraform. */
  public output(id: string, description: string, value: string | readonly string[] | Readonly<Record<string, string>>): void {
    new TerraformOutput(this, id, { value, description });
  }

  /**
   * Completes the tags before cdktf renders anything.
   *
   * cdktf would resolve the whole stack here, once more than it writes it, to find references to other stacks. `toTerraform` refuses them for less.
   */
  public override prepareStack(): void {
    this.completeTags();
  }

  /** @throws Refusal when an expression refers to what the stack does not have, such as a resource of another stack. */
  public override toTerraform(): object {
    const json = super.toTerraform() as object; // cdktf says any
    refuse(
      this.node.path,
      danglingReferences(json).map((address) => `it refers to ${address}, which it does not have; stacks share nothing`),
    );
    return json;
  }

  /** The same as HCL, for people to read. */
  public override toHclTerraform(): { hcl: string; metadata: unknown } {
    const { hcl, metadata } = super.toHclTerraform() as { hcl: string; metadata: unknown }; // cdktf says any
    return { hcl: completeHcl(hcl, this.toTerraform()), metadata };
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    return this.ids.allocate(node, this.node.scopes.length);
  }

  private completeTags(): string[] {
    this.tagProblems ??= applyTags(this, this.tagPolicy);
    return [...this.tagProblems];
  }

  private keepStateIn({ bucket, key, region, kmsKeyArn }: StateProps): void {
    const encryption = kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn };
    const backend = new S3Backend(this, { bucket, key, region, encrypt: true, ...encryption });
    backend.addOverride("use_lockfile", true); // cdktf 0.21 has no property for it
  }
}
