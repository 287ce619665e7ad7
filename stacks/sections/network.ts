import { InterfaceEndpoints } from "../../constructs/network/interface-endpoints";
import { Network } from "../../constructs/network/network";
import type { ZoneRange } from "../../constructs/network/subnet-tier";
import { ConnectionMatrix } from "../../constructs/security/connection-matrix";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import type { Environment } from "../../environments/schema";
import { subnetBlock, type Tier } from "../../environments/subnets";
import type { EnvironmentStack } from "../environment-stack";
import { type Group, groupsOf } from "../workload/groups";

/** AWS services that programs reach inside the VPC. */
const interfaceServices = ["ecr.api", "ecr.dkr", "secretsmanager", "logs", "ssm", "ssmmessages", "ec2messages"];

export interface NetworkSection {
  readonly network: Network;
  /** Every security group, by its key. */
  readonly matrix: ConnectionMatrix<Group>;
}

/** The VPC, who may talk to whom in it, and the ways to AWS that stay inside. */
export function addNetwork(stack: EnvironmentStack, { key }: { readonly key: EncryptionKey }): NetworkSection {
  const { environment, workload } = stack;
  const { network: settings, logRetentionDays } = environment;
  const network = new Network(stack, "network", {
    cidr: settings.cidr,
    public: tier(settings, "public"),
    private: tier(settings, "private"),
    database: tier(settings, "database"),
    flowLogs: { kmsKeyArn: key.arn, retentionDays: logRetentionDays },
  });
  const matrix = new ConnectionMatrix(stack, "security", {
    vpcId: network.vpc.id,
    groups: groupsOf(workload.services),
    connections: workload.connections({
      vpcCidr: settings.cidr,
      mongoAtlasCidrs: settings.mongoAtlasCidrs,
      s3PrefixListId: network.s3Endpoint.prefixListId,
    }),
  });
  new InterfaceEndpoints(stack, "endpoints", {
    vpcId: network.vpc.id,
    services: interfaceServices,
    subnetIds: network.privateTier.subnetIds,
    securityGroupIds: [matrix.idOf("vpc-endpoints")],
  });

  stack.output("vpc_id", "Id of the VPC", network.vpc.id);
  stack.output(
    "nat_public_ips",
    "Addresses from which the environment calls the internet; for the allow lists of MongoDB Atlas and Typesense",
    network.nat.publicIps,
  );
  return { network, matrix };
}

function tier({ cidr, zones }: Environment["network"], name: Tier): ZoneRange[] {
  return zones.map((zone) => ({ zone, cidr: subnetBlock(cidr, name, zone) }));
}
