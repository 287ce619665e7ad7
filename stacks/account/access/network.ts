import { type Grant, named } from "../../../constructs/security/policy-document";
import { claiming, type DeliveryScope, here, tagged, tagging } from "./scope";

/** What makes something of EC2, which gets the environment's tags in the same call. */
const making = [
  "AllocateAddress",
  "AuthorizeSecurityGroupEgress",
  "AuthorizeSecurityGroupIngress",
  "CreateFlowLogs",
  "CreateInternetGateway",
  "CreateNatGateway",
  "CreateRouteTable",
  "CreateSecurityGroup",
  "CreateSubnet",
  "CreateVolume",
  "CreateVpc",
  "CreateVpcEndpoint",
  "RunInstances",
];

/** What changes or removes something of EC2. */
const changing = [
  "AssociateAddress",
  "AssociateIamInstanceProfile",
  "AssociateRouteTable",
  "AttachInternetGateway",
  "AttachVolume",
  "CreateRoute",
  "CreateTags",
  "DeleteFlowLogs",
  "DeleteInternetGateway",
  "DeleteNatGateway",
  "DeleteRoute",
  "DeleteRouteTable",
  "DeleteSecurityGroup",
  "DeleteSubnet",
  "DeleteTags",
  "DeleteVolume",
  "DeleteVpc",
  "DeleteVpcEndpoints",
  "DetachInternetGateway",
  "DetachVolume",
  "DisassociateAddress",
  "DisassociateIamInstanceProfile",
  "DisassociateRouteTable",
  "ModifyInstanceAttribute",
  "ModifyInstanceCreditSpecification",
  "ModifyInstanceMetadataOptions",
  "ModifySecurityGroupRules",
  "ModifySubnetAttribute",
  "ModifyVolume",
  "ModifyVpcAttribute",
  "ModifyVpcEndpoint",
  "MonitorInstances",
  "ReleaseAddress",
  "ReplaceRoute",
  "ReplaceRouteTableAssociation",
  "RevokeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
  "StartInstances",
  "StopInstances",
  "TerminateInstances",
  "UnmonitorInstances",
  "UpdateSecurityGroupRuleDescriptionsEgress",
  "UpdateSecurityGroupRuleDescriptionsIngress",
];

/** What an environment has of EC2. */
const kinds = [
  "elastic-ip",
  "instance",
  "internet-gateway",
  "natgateway",
  "network-interface",
  "route-table",
  "security-group",
  "security-group-rule",
  "subnet",
  "volume",
  "vpc",
  "vpc-endpoint",
  "vpc-flow-log",
];

/**
 * The network and the data host. Ids of EC2 tell nothing, so everything goes by tags: what is made gets the environment's, what is changed
 * has them, and what has none yet, such as a VPC's default group, can be given them but not taken from another environment or project.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
export function networkGrants(scope: DeliveryScope): Grant[] {
  const { region } = scope;
  const resources = here(scope, "ec2", ...kinds.map((kind) => `${kind}/*`));
  const interfaces = here(scope, "ec2", "network-interface/*");
  return [
    { sid: "MakeTagged", actions: named("ec2", ...making), resources, conditions: tagging(scope) },
    { sid: "UseAndChangeOwn", actions: named("ec2", ...making, ...changing), resources, conditions: tagged(scope) },
    { sid: "TagNew", actions: named("ec2", "CreateTags"), resources, conditions: claiming(scope) },
    {
      sid: "StartFromImage",
      actions: named("ec2", "RunInstances"),
      resources: [`arn:aws:ec2:${region}::image/*`, `arn:aws:ec2:${region}::snapshot/*`, ...interfaces, ...here(scope, "ec2", "volume/*")],
    },
    // Mount targets bring interfaces that nobody tags; EFS asks with the permissions of whoever makes a mount target.
    { sid: "MakeInterfaces", actions: named("ec2", "CreateNetworkInterface", "DeleteNetworkInterface"), resources: interfaces },
    {
      sid: "PutInterfacesIntoOwn",
      actions: named("ec2", "CreateNetworkInterface"),
      resources: here(scope, "ec2", "security-group/*", "subnet/*"),
      conditions: tagged(scope),
    },
  ];
}
