import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { VolumeAttachment } from "@cdktf/provider-aws/lib/volume-attachment";
import { Lazy, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { refuse } from "../foundation/refusal";
import { tag } from "../foundation/tags";
import { watch } from "../operations/watch";
import type { Grant } from "../security/policy-document";
import { ServiceRole } from "../security/service-role";
import { sessionActions } from "../security/session-actions";
import { hostAlarms } from "./host-alarms";

export interface DataHostProps {
  /** Words of the names behind the stack's prefix, for example `clickhouse`. */
  readonly name: string;
  /** Public SSM parameter that names the image. It is read when the host is made; a newer image does not replace it. */
  readonly imageParameter: string;
  /** Type on Nitro, for the image's architecture, for example `t3.medium`. */
  readonly instanceType: string;
  /** Zone that the subnet is in; the volume is made there, and never leaves it. */
  readonly zone: string;
  /** Subnet in that zone. */
  readonly subnetId: string;
  readonly securityGroupIds: readonly string[];
  /** ARN of the KMS key that encrypts both volumes. */
  readonly kmsKeyArn: string;
  /** GiB of the data volume, gp3. */
  readonly dataGib: number;
  /** User data, at most 16384 bytes. `dataVolumeId` finds the data volume's device by its serial number. */
  readonly userData: (dataVolumeId: string) => string;
  /** What the host's programs may do, besides being reached by Session Manager. */
  readonly grants: readonly Grant[];
  /** Nobody can terminate the instance by mistake, and Terraform refuses every plan that would destroy the data. */
  readonly protect: boolean;
  /** What the first boot needs. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Where the instance sees the data volume; on Nitro it is an NVMe device that its serial number tells. */
const deviceName = "/dev/sdf";

/** GiB of the volume that the operating system is on. */
const rootGib = 20;

/**
 * What Session Manager needs of an instance, without the documents and inventories of AWS's own policy.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
function sessionGrants(scope: Construct): Grant[] {
  const { region, accountId } = PlatformStack.of(scope);
  return [
    { sid: "BeManaged", actions: ["ssm:UpdateInstanceInformation"], resources: [`arn:aws:ec2:${region}:${accountId}:instance/*`] },
    { sid: "OpenShell", actions: sessionActions, resources: ["*"] },
  ];
}

/**
 * One instance with a data volume of its own. The volume outlives the instance; nothing else on the instance is worth keeping.
 *
 * A change of its user data stops and starts it and does not replace it, so the user data has to run at each boot.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
 */
export class DataHost extends Construct {
  public readonly privateIp: string;

  public constructor(scope: Construct, id: string, props: DataHostProps) {
    super(scope, id);
    const { name, kmsKeyArn, zone, protect } = props;
    const volume = this.createVolume(props);
    const userData = props.userData(volume.id);
    const bytes = Buffer.byteLength(userData);
    refuse(this.node.path, bytes > 16_384 ? [`user data of ${bytes} bytes; EC2 takes 16384`] : []);

    const role = new ServiceRole(this, "role", {
      name: nameOf(this, "aws_iam_role", name, "role"),
      description: `What the host of ${name} may do`,
      service: "ec2.amazonaws.com",
      grants: [...sessionGrants(this), ...props.grants],
    });
    const profileName = nameOf(this, "aws_iam_instance_profile", name, "profile");
    const profile = new IamInstanceProfile(this, "profile", { name: profileName, role: role.name, tags: { Name: profileName } });
    const image = new DataAwsSsmParameter(this, "image", { name: props.imageParameter });
    const instance = new Instance(this, "resource", {
      ami: image.insecureValue,
      instanceType: props.instanceType,
      availabilityZone: zone,
      subnetId: props.subnetId,
      vpcSecurityGroupIds: [...props.securityGroupIds],
      associatePublicIpAddress: false,
      iamInstanceProfile: profile.name,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1, instanceMetadataTags: "disabled" },
      rootBlockDevice: {
        volumeType: "gp3",
        volumeSize: rootGib,
        encrypted: true,
        kmsKeyId: kmsKeyArn,
        deleteOnTermination: true,
        // The same tags as the instance's, which are complete only when the stack is written.
        tags: Token.asStringMap(Lazy.anyValue({ produce: () => instance.tagsInput })),
      },
      userData,
      userDataReplaceOnChange: false,
      ebsOptimized: true,
      monitoring: true,
      disableApiTermination: protect,
      lifecycle: { ignoreChanges: ["ami"] },
      dependsOn: [...role.policies, ...props.dependsOn],
      tags: { Name: nameOf(this, "aws_instance", name) },
    });
    new VolumeAttachment(this, "data-attachment", {
      deviceName,
      volumeId: volume.id,
      instanceId: instance.id,
      stopInstanceBeforeDetaching: true, // a database may be writing
    });
    this.privateIp = instance.privateIp;
    watch(this, name, hostAlarms({ instanceId: instance.id, dataVolumeId: volume.id }));
  }

  private createVolume({ name, kmsKeyArn, zone, dataGib, protect }: DataHostProps): EbsVolume {
    const volume = new EbsVolume(this, "data", {
      availabilityZone: zone,
      type: "gp3",
      size: dataGib,
      encrypted: true,
      kmsKeyId: kmsKeyArn,
      finalSnapshot: protect,
      lifecycle: { preventDestroy: protect },
      tags: { Name: nameOf(this, "aws_ebs_volume", name, "data") },
    });
    tag(volume, { BackupPolicy: "daily" });
    return volume;
  }
}
