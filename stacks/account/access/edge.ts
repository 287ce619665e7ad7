import { privateZoneOf } from "../../../constructs/compute/private-dns-namespace";
import { type Grant, named } from "../../../constructs/security/policy-document";
import { anywhere, atEdge, claiming, type DeliveryScope, here, tagged, tagging } from "./scope";

/** What the world reaches: load balancers, the site, certificates, names and web ACLs. */
export function edgeGrants(scope: DeliveryScope): Grant[] {
  return [...loadBalancers(scope), ...distributionsAndCertificates(scope), ...siteSettings(scope), ...zones(scope)];
}

function loadBalancers(scope: DeliveryScope): Grant[] {
  const { prefix } = scope;
  return [
    {
      sid: "ChangeLoadBalancers",
      actions: named(
        "elasticloadbalancing",
        "AddListenerCertificates",
        "AddTags",
        "CreateListener",
        "CreateLoadBalancer",
        "CreateRule",
        "CreateTargetGroup",
        "CreateWebACLAssociation",
        "DeleteListener",
        "DeleteLoadBalancer",
        "DeleteRule",
        "DeleteTargetGroup",
        "DeleteWebACLAssociation",
        "ModifyListener",
        "ModifyListenerAttributes",
        "ModifyLoadBalancerAttributes",
        "ModifyRule",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "RemoveListenerCertificates",
        "RemoveTags",
        "SetIpAddressType",
        "SetRulePriorities",
        "SetSecurityGroups",
        "SetSubnets",
        "SetWebAcl",
      ),
      resources: here(
        scope,
        "elasticloadbalancing",
        ...["listener/app", "listener-rule/app", "loadbalancer/app", "targetgroup"].map((kind) => `${kind}/${prefix}-*`),
      ),
    },
    {
      sid: "ChangeWebAcls",
      actions: named(
        "wafv2",
        "AssociateWebACL",
        "CreateIPSet",
        "CreateWebACL",
        "DeleteIPSet",
        "DeleteLoggingConfiguration",
        "DeleteWebACL",
        "DisassociateWebACL",
        "PutLoggingConfiguration",
        "TagResource",
        "UntagResource",
        "UpdateIPSet",
        "UpdateWebACL",
      ),
      resources: [
        ...here(scope, "wafv2", `regional/ipset/${prefix}-*`, `regional/webacl/${prefix}-*`, "regional/managedruleset/*"),
        ...atEdge(scope, "wafv2", `global/ipset/${prefix}-*`, `global/webacl/${prefix}-*`, "global/managedruleset/*"),
        ...here(scope, "elasticloadbalancing", `loadbalancer/app/${prefix}-*`),
      ],
    },
  ];
}

/** What is known by tags alone. */
function distributionsAndCertificates(scope: DeliveryScope): Grant[] {
  const distributions = anywhere(scope, "cloudfront", "distribution/*");
  const certificates = [...here(scope, "acm", "certificate/*"), ...atEdge(scope, "acm", "certificate/*")];
  const resources = [...certificates, ...distributions];
  return [
    // AWS's reference knows no resource of these two, some of its refusals name one.
    {
      sid: "RequestCertificatesAndMakeDistributions",
      actions: ["acm:RequestCertificate", "cloudfront:CreateDistribution"],
      resources: ["*"],
      conditions: tagging(scope),
    },
    {
      sid: "TagNewCertificatesAndDistributions",
      actions: ["acm:AddTagsToCertificate", "cloudfront:TagResource"],
      resources,
      conditions: claiming(scope),
    },
    {
      sid: "ChangeCertificatesAndDistributions",
      actions: [
        ...named("acm", "AddTagsToCertificate", "DeleteCertificate", "RemoveTagsFromCertificate", "UpdateCertificateOptions"),
        ...named("cloudfront", "AllowVendedLogDeliveryForResource", "CreateInvalidation", "DeleteDistribution", "TagResource"),
        ...named("cloudfront", "UntagResource", "UpdateDistribution"),
      ],
      resources,
      conditions: tagged(scope),
    },
  ];
}

/** CloudFront looks at no tags of these, and they hold nothing that could be taken. What is new has no ARN yet that AWS would look at. */
function siteSettings(scope: DeliveryScope): Grant[] {
  const names = ["CachePolicy", "Function", "OriginAccessControl", "ResponseHeadersPolicy"];
  const does = (verb: string): string[] => names.map((name) => `${verb}${name}`);
  return [
    { sid: "MakeSiteSettings", actions: named("cloudfront", ...does("Create")), resources: ["*"] },
    {
      sid: "ChangeSiteSettings",
      actions: named("cloudfront", ...does("Delete"), "PublishFunction", ...does("Update")),
      resources: anywhere(
        scope,
        "cloudfront",
        "cache-policy/*",
        `function/${scope.prefix}-*`,
        "origin-access-control/*",
        "response-headers-policy/*",
      ),
    },
  ];
}

/** Route 53 looks at no tags: records are held to the environment's domain and its directory, zones themselves to nothing. */
function zones({ domain, prefix, region, accountId }: DeliveryScope): Grant[] {
  const privateZone = privateZoneOf(prefix);
  const kinds = (...words: readonly string[]): string[] => words.map((kind) => `arn:aws:route53:::${kind}/*`);
  return [
    {
      sid: "ChangeRecords",
      actions: named("route53", "ChangeResourceRecordSets"),
      resources: kinds("hostedzone"),
      conditions: [
        {
          test: "ForAllValues:StringLike",
          variable: "route53:ChangeResourceRecordSetsNormalizedRecordNames",
          values: [domain, `*.${domain}`, privateZone, `*.${privateZone}`],
        },
      ],
    },
    { sid: "MakeZones", actions: named("route53", "CreateHealthCheck", "CreateHostedZone"), resources: ["*"] },
    {
      sid: "ChangeZones",
      actions: named(
        "route53",
        "AssociateVPCWithHostedZone",
        "ChangeTagsForResource",
        "CreateQueryLoggingConfig",
        "DeleteHealthCheck",
        "DeleteHostedZone",
        "DeleteQueryLoggingConfig",
        "UpdateHealthCheck",
        "UpdateHostedZoneComment",
      ),
      resources: [...kinds("healthcheck", "hostedzone", "queryloggingconfig"), `arn:aws:ec2:${region}:${accountId}:vpc/*`],
    },
  ];
}
