import type { Construct } from "constructs";
import { PlatformStack } from "../constructs/foundation/platform-stack";
import { block24, type Cidr } from "../environments/cidr";
import { platform } from "../environments/platform";
import { type Environment, tierOffsets } from "../environments/schema";
import { InterfaceEndpoints } from "../constructs/network/interface-endpoints";
import { Network } from "../constructs/network/network";
import { ConnectionMatrix } from "../constructs/security/connection-matrix";
import { EncryptionKey } from "../constructs/security/encryption-key";
import { PermissionsBoundary } from "../constructs/security/permissions-boundary";
import type { Settings } from "./settings";
import { tagPolicy } from "./tag-policy";
import { boundaryGrants } from "./workload/boundary";
import { connections, type Group, groups } from "./workload/connections";
import { logGroupPrefixes } from "./workload/log-groups";

/** AWS services that programs reach inside the VPC. */
const interfaceServices = ["ecr.api", "ecr.dkr", "secretsmanager", "logs", "ssm", "ssmmessages", "ec2messages"];

/** Everything of one environment, in one state. */
export class EnvironmentStack extends PlatformStack {
  private readonly key: EncryptionKey;
  private readonly network: Network;
  private readonly matrix: ConnectionMatrix<Group>;

  public constructor(
    scope: Construct,
    private readonly environment: Environment,
    settings: Settings,
  ) {
    const id = `${platform.prefix}-${environment.name}`;
    super(scope, id, {
      namePrefix: id,
      region: platform.region,
      edgeRegion: platform.edgeRegion,
      accountId: settings.accountId,
      state: { bucket: settings.stateBucket, key: `${id}/terraform.tfstate`, region: platform.region, kmsKeyArn: settings.stateKmsKeyArn },
      tags: tagPolicy({ environment: environment.name, createdBy: environment.createdBy, createdDate: environment.createdDate }),
    });
    this.limitRoles();
    this.key = this.createKey();
    this.network = this.createNetwork();
    this.matrix = this.createConnections();
    this.createEndpoints();
  }

  private limitRoles(): void {
    new PermissionsBoundary(this, "permission-boundary", {
      grants: boundaryGrants({ namePrefix: this.namePrefix, region: this.region, accountId: this.accountId }),
    });
  }

  private createKey(): EncryptionKey {
    return new EncryptionKey(this, "key", {
      logGroupPrefixes: logGroupPrefixes(this.namePrefix),
      preventDestroy: this.environment.deletionProtection,
    });
  }

  private createNetwork(): Network {
    const { cidr, zones } = this.environment.network;
    const tier = (name: keyof typeof tierOffsets): { zone: string; cidr: Cidr }[] =>
      zones.map((zone, index) => ({ zone, cidr: block24(cidr, tierOffsets[name] + index) }));
    const network = new Network(this, "network", {
      cidr,
      public: tier("public"),
      private: tier("private"),
      database: tier("database"),
      flowLogs: { kmsKeyArn: this.key.arn, retentionDays: this.environment.logRetentionDays },
    });
    this.output("nat_public_ips", "Addresses from which the environment calls the internet; for the allow lists of MongoDB Atlas and Typesense", network.nat.publicIps);
    this.output("vpc_id", "Id of the VPC", network.vpc.id);
    return network;
  }

  private createConnections(): ConnectionMatrix<Group> {
    const { cidr, mongoAtlasCidrs } = this.environment.network;
    return new ConnectionMatrix(this, "security", {
      vpcId: this.network.vpc.id,
      groups,
      connections: connections({ vpcCidr: cidr, mongoAtlasCidrs, s3PrefixListId: this.network.s3Endpoint.prefixListId }),
    });
  }

  private createEndpoints(): void {
    new InterfaceEndpoints(this, "endpoints", {
      vpcId: this.network.vpc.id,
      services: interfaceServices,
      subnetIds: this.network.privateTier.subnetIds,
      securityGroupIds: [this.matrix.idOf("vpc-endpoints")],
    });
  }
}
