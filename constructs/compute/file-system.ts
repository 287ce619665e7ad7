import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import { watch } from "../operations/watch";
import { type Grant, policyDocument } from "../security/policy-document";
import { fileSystemAlarms } from "./file-system-alarms";

export interface FileSystemProps {
  /** Words of the name behind the stack's prefix, for example `files`. */
  readonly name: string;
  /** ARN of the KMS key that encrypts it. */
  readonly kmsKeyArn: string;
  /** Subnets that get an address of it, by a word for each that stays the same, such as its zone's letter. */
  readonly subnetIds: Readonly<Record<string, string>>;
  readonly securityGroupIds: readonly string[];
  /** Terraform refuses every plan that would destroy it. */
  readonly preventDestroy: boolean;
}

/** A directory of a file system that one program sees as its root. */
export interface AccessPoint {
  readonly accessPointId: string;
  /** What its program's role needs to use it. */
  readonly grants: readonly Grant[];
}

const use = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];

/**
 * Files that outlive the tasks that write them. Each program has a directory of its own and reaches no other.
 *
 * Without a policy, whoever reaches an address may mount everything. `close`, which has to be called, writes one that lets in the given
 * roles, each at its own directory, and only over TLS.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export class FileSystem extends Construct {
  public readonly id: string;
  /** The addresses: a task that mounts a directory waits for them. */
  public readonly addresses: readonly ITerraformDependable[];
  private readonly arn: string;
  private readonly directories = new Map<string, EfsAccessPoint>();
  private policy: EfsFileSystemPolicy | undefined;

  public constructor(scope: Construct, id: string, props: FileSystemProps) {
    super(scope, id);
    tag(this, { Service: "efs", BackupPolicy: "daily" });
    const name = nameOf(this, "aws_efs_file_system", props.name);
    const fileSystem = new EfsFileSystem(this, "resource", {
      creationToken: name,
      encrypted: true,
      kmsKeyId: props.kmsKeyArn,
      throughputMode: "elastic",
      lifecycle: { preventDestroy: props.preventDestroy },
      tags: { Name: name },
    });
    // The environment's own plans back it up, by its tag.
    new EfsBackupPolicy(this, "automatic-backup", { fileSystemId: fileSystem.id, backupPolicy: { status: "DISABLED" } });
    watch(this, props.name, fileSystemAlarms(fileSystem.id));
    this.id = fileSystem.id;
    this.arn = fileSystem.arn;
    this.addresses = Object.entries(props.subnetIds).map(
      ([word, subnetId]) =>
        new EfsMountTarget(this, word, { fileSystemId: fileSystem.id, subnetId, securityGroups: [...props.securityGroupIds] }),
    );
    this.node.addValidation({
      validate: () =>
        this.policy === undefined ? [`${this.node.path}: it has no policy, and whoever reaches it may mount everything; call close()`] : [],
    });
  }

  /** Makes a directory, owned by the numeric user and group. */
  public directory(name: string, { uid, gid }: { readonly uid: number; readonly gid: number }): AccessPoint {
    const accessPoint = new EfsAccessPoint(this, name, {
      fileSystemId: this.id,
      posixUser: { uid, gid },
      rootDirectory: { path: `/${name}`, creationInfo: { ownerUid: uid, ownerGid: gid, permissions: "0750" } },
      tags: { Name: nameOf(this, "aws_efs_access_point", name) },
    });
    this.directories.set(name, accessPoint);
    const conditions = [{ test: "StringEquals", variable: "elasticfilesystem:AccessPointArn", values: [accessPoint.arn] }];
    return { accessPointId: accessPoint.id, grants: [{ sid: "UseDirectory", actions: use, resources: [this.arn], conditions }] };
  }

  /**
   * Lets each role use its directory, by the directory's name. Nobody uses anything anonymously or from another account any more; a role of this
   * account still does what its own policy grants it.
   *
   * @throws Refusal listing roles without a directory, and directories without a role.
   */
  public close(roleArns: Readonly<Record<string, string>>): void {
    const [directories, roles] = [[...this.directories.keys()], Object.keys(roleArns)];
    refuse(this.node.path, [
      ...without(roles, directories).map((name) => `no directory "${name}"; there are ${listed(directories)}`),
      ...without(directories, roles).map((name) => `no role for the directory "${name}"; there are roles for ${listed(roles)}`),
    ]);
    const grants = [...this.directories].flatMap(([name, { arn }], index): Grant[] => {
      const roleArn = roleArns[name];
      if (roleArn === undefined) return [];
      return [
        {
          sid: `Directory${index + 1}`,
          actions: use,
          resources: [this.arn],
          principals: { type: "AWS", identifiers: [roleArn] },
          conditions: [
            { test: "StringEquals", variable: "elasticfilesystem:AccessPointArn", values: [arn] },
            { test: "Bool", variable: "aws:SecureTransport", values: ["true"] },
          ],
        },
      ];
    });
    this.policy = new EfsFileSystemPolicy(this, "policy", { fileSystemId: this.id, policy: policyDocument(this, "readers", grants) });
  }
}

function without(all: readonly string[], others: readonly string[]): string[] {
  return all.filter((name) => !others.includes(name));
}

function listed(names: readonly string[]): string {
  return names.join(", ") || "none";
}
