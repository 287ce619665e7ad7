import { asked, claimed, own, reach } from "./reach";
import type { SettledStatements } from "../statement";

const network = [
  "arn:aws:ec2:eu-west-1:{account}:elastic-ip/*",
  "arn:aws:ec2:eu-west-1:{account}:instance/*",
  "arn:aws:ec2:eu-west-1:{account}:internet-gateway/*",
  "arn:aws:ec2:eu-west-1:{account}:natgateway/*",
  "arn:aws:ec2:eu-west-1:{account}:network-interface/*",
  "arn:aws:ec2:eu-west-1:{account}:route-table/*",
  "arn:aws:ec2:eu-west-1:{account}:security-group/*",
  "arn:aws:ec2:eu-west-1:{account}:security-group-rule/*",
  "arn:aws:ec2:eu-west-1:{account}:subnet/*",
  "arn:aws:ec2:eu-west-1:{account}:volume/*",
  "arn:aws:ec2:eu-west-1:{account}:vpc/*",
  "arn:aws:ec2:eu-west-1:{account}:vpc-endpoint/*",
  "arn:aws:ec2:eu-west-1:{account}:vpc-flow-log/*",
];

const site = [
  "arn:aws:acm:eu-west-1:{account}:certificate/*",
  "arn:aws:acm:us-east-1:{account}:certificate/*",
  "arn:aws:cloudfront::{account}:distribution/*",
];

/** What the roles that deploy change of the network, and of what stands at its edge. */
export const changesOfNetwork: SettledStatements = {
  MakeTagged: reach(
    [
      [
        "ec2",
        "AllocateAddress AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateFlowLogs",
        "CreateInternetGateway CreateNatGateway CreateRouteTable CreateSecurityGroup CreateSubnet",
        "CreateVolume CreateVpc CreateVpcEndpoint RunInstances",
      ],
    ],
    network,
    asked,
  ),
  UseAndChangeOwn: reach(
    [
      [
        "ec2",
        "AllocateAddress AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateFlowLogs",
        "CreateInternetGateway CreateNatGateway CreateRouteTable CreateSecurityGroup CreateSubnet",
        "CreateVolume CreateVpc CreateVpcEndpoint RunInstances AssociateAddress AssociateIamInstanceProfile",
        "AssociateRouteTable AttachInternetGateway AttachVolume CreateRoute CreateTags DeleteFlowLogs",
        "DeleteInternetGateway DeleteNatGateway DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSubnet",
        "DeleteTags DeleteVolume DeleteVpc DeleteVpcEndpoints DetachInternetGateway DetachVolume",
        "DisassociateAddress DisassociateIamInstanceProfile DisassociateRouteTable ModifyInstanceAttribute",
        "ModifyInstanceCreditSpecification ModifyInstanceMetadataOptions ModifySecurityGroupRules",
        "ModifySubnetAttribute ModifyVolume ModifyVpcAttribute ModifyVpcEndpoint MonitorInstances",
        "ReleaseAddress ReplaceRoute ReplaceRouteTableAssociation RevokeSecurityGroupEgress",
        "RevokeSecurityGroupIngress StartInstances StopInstances TerminateInstances UnmonitorInstances",
        "UpdateSecurityGroupRuleDescriptionsEgress UpdateSecurityGroupRuleDescriptionsIngress",
      ],
    ],
    network,
    own,
  ),
  TagNew: reach([["ec2", "CreateTags"]], network, claimed),
  StartFromImage: reach(
    [["ec2", "RunInstances"]],
    [
      "arn:aws:ec2:eu-west-1::image/*",
      "arn:aws:ec2:eu-west-1::snapshot/*",
      "arn:aws:ec2:eu-west-1:{account}:network-interface/*",
      "arn:aws:ec2:eu-west-1:{account}:volume/*",
    ],
  ),
  MakeInterfaces: reach(
    [["ec2", "CreateNetworkInterface DeleteNetworkInterface"]],
    ["arn:aws:ec2:eu-west-1:{account}:network-interface/*"],
  ),
  PutInterfacesIntoOwn: reach(
    [["ec2", "CreateNetworkInterface"]],
    ["arn:aws:ec2:eu-west-1:{account}:security-group/*", "arn:aws:ec2:eu-west-1:{account}:subnet/*"],
    own,
  ),
  ChangeLoadBalancers: reach(
    [
      [
        "elasticloadbalancing",
        "AddListenerCertificates AddTags CreateListener CreateLoadBalancer CreateRule CreateTargetGroup",
        "CreateWebACLAssociation DeleteListener DeleteLoadBalancer DeleteRule DeleteTargetGroup",
        "DeleteWebACLAssociation ModifyListener",
        "ModifyListenerAttributes ModifyLoadBalancerAttributes ModifyRule ModifyTargetGroup",
        "ModifyTargetGroupAttributes RemoveListenerCertificates RemoveTags SetIpAddressType SetRulePriorities",
        "SetSecurityGroups SetSubnets SetWebAcl",
      ],
    ],
    [
      "arn:aws:elasticloadbalancing:eu-west-1:{account}:listener/app/{stack}-*",
      "arn:aws:elasticloadbalancing:eu-west-1:{account}:listener-rule/app/{stack}-*",
      "arn:aws:elasticloadbalancing:eu-west-1:{account}:loadbalancer/app/{stack}-*",
      "arn:aws:elasticloadbalancing:eu-west-1:{account}:targetgroup/{stack}-*",
    ],
  ),
  ChangeWebAcls: reach(
    [
      [
        "wafv2",
        "AssociateWebACL CreateIPSet CreateWebACL DeleteIPSet DeleteLoggingConfiguration DeleteWebACL",
        "DisassociateWebACL PutLoggingConfiguration TagResource UntagResource UpdateIPSet UpdateWebACL",
      ],
    ],
    [
      "arn:aws:wafv2:eu-west-1:{account}:regional/ipset/{stack}-*",
      "arn:aws:wafv2:eu-west-1:{account}:regional/webacl/{stack}-*",
      "arn:aws:wafv2:eu-west-1:{account}:regional/managedruleset/*",
      "arn:aws:wafv2:us-east-1:{account}:global/ipset/{stack}-*",
      "arn:aws:wafv2:us-east-1:{account}:global/webacl/{stack}-*",
      "arn:aws:wafv2:us-east-1:{account}:global/managedruleset/*",
      "arn:aws:elasticloadbalancing:eu-west-1:{account}:loadbalancer/app/{stack}-*",
    ],
  ),
  RequestCertificatesAndMakeDistributions: reach(
    [
      ["acm", "RequestCertificate"],
      ["cloudfront", "CreateDistribution"],
    ],
    ["*"],
    asked,
  ),
  TagNewCertificatesAndDistributions: reach(
    [
      ["acm", "AddTagsToCertificate"],
      ["cloudfront", "TagResource"],
    ],
    site,
    claimed,
  ),
  ChangeCertificatesAndDistributions: reach(
    [
      ["acm", "AddTagsToCertificate DeleteCertificate RemoveTagsFromCertificate UpdateCertificateOptions"],
      [
        "cloudfront",
        "AllowVendedLogDeliveryForResource CreateInvalidation DeleteDistribution TagResource UntagResource",
        "UpdateDistribution",
      ],
    ],
    site,
    own,
  ),
  MakeSiteSettings: reach(
    [["cloudfront", "CreateCachePolicy CreateFunction CreateOriginAccessControl CreateResponseHeadersPolicy"]],
    ["*"],
  ),
  ChangeSiteSettings: reach(
    [
      [
        "cloudfront",
        "DeleteCachePolicy DeleteFunction DeleteOriginAccessControl DeleteResponseHeadersPolicy",
        "PublishFunction UpdateCachePolicy UpdateFunction UpdateOriginAccessControl",
        "UpdateResponseHeadersPolicy",
      ],
    ],
    [
      "arn:aws:cloudfront::{account}:cache-policy/*",
      "arn:aws:cloudfront::{account}:function/{stack}-*",
      "arn:aws:cloudfront::{account}:origin-access-control/*",
      "arn:aws:cloudfront::{account}:response-headers-policy/*",
    ],
  ),
  ChangeRecords: reach(
    [["route53", "ChangeResourceRecordSets"]],
    ["arn:aws:route53:::hostedzone/*"],
    [
      {
        test: "ForAllValues:StringLike",
        variable: "route53:ChangeResourceRecordSetsNormalizedRecordNames",
        values: ["{domain}", "*.{domain}", "{stack}.local", "*.{stack}.local"],
      },
    ],
  ),
  MakeZones: reach([["route53", "CreateHealthCheck CreateHostedZone"]], ["*"]),
  ChangeZones: reach(
    [
      [
        "route53",
        "AssociateVPCWithHostedZone ChangeTagsForResource CreateQueryLoggingConfig DeleteHealthCheck",
        "DeleteHostedZone DeleteQueryLoggingConfig UpdateHealthCheck UpdateHostedZoneComment",
      ],
    ],
    [
      "arn:aws:route53:::healthcheck/*",
      "arn:aws:route53:::hostedzone/*",
      "arn:aws:route53:::queryloggingconfig/*",
      "arn:aws:ec2:eu-west-1:{account}:vpc/*",
    ],
  ),
};
