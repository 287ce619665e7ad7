import { ACMClient } from "@aws-sdk/client-acm";
import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { type Scope, WAFV2Client } from "@aws-sdk/client-wafv2";
import { platform } from "../../environments/platform";
import { type BucketFacts, readBuckets } from "./buckets";
import { type CertificateFacts, readCertificates } from "./certificates";
import type { BehaviourFacts, OriginFacts } from "./distribution-parts";
import { type DistributionFacts, readDistributions } from "./distributions";
import { clientFor, compareThings, type Place, type Things } from "./facts";
import { type HealthCheckFacts, readHealthChecks } from "./health-checks";
import { type LoadBalancerFacts, readLoadBalancers } from "./load-balancers";
import { readWebAcls, type WebAclFacts, type WebAclRuleFacts } from "./web-acls";
import { readZones, type RecordFacts, type ZoneFacts } from "./zones";

/** How the world reaches an environment. */
export interface Edge {
  readonly certificates: Things<CertificateFacts>;
  readonly webAcls: Things<WebAclFacts>;
  readonly webAclRules: Things<WebAclRuleFacts>;
  readonly loadBalancers: Things<LoadBalancerFacts>;
  readonly distributions: Things<DistributionFacts>;
  readonly origins: Things<OriginFacts>;
  readonly behaviours: Things<BehaviourFacts>;
  readonly zones: Things<ZoneFacts>;
  readonly records: Things<RecordFacts>;
  readonly healthChecks: Things<HealthCheckFacts>;
  readonly buckets: Things<BucketFacts>;
}

/** Clients of the services that know an environment's edge. */
export interface EdgeClients {
  /** By region. */
  readonly certificates: Readonly<Record<string, ACMClient>>;
  readonly webAcls: Readonly<Record<Scope, WAFV2Client>>;
  readonly loadBalancers: ElasticLoadBalancingV2Client;
  readonly distributions: CloudFrontClient;
  readonly distributionLogs: CloudWatchLogsClient;
  readonly dns: Route53Client;
  readonly buckets: S3Client;
}

/** Clients that ask the stack's own region, and CloudFront's for what it wants to have there. */
export function edgeClients(place: Place): EdgeClients {
  const [home, edge] = [clientFor(place), clientFor({ ...place, region: platform.edgeRegion })];
  return {
    certificates: { [place.region]: new ACMClient(home), [platform.edgeRegion]: new ACMClient(edge) },
    webAcls: { REGIONAL: new WAFV2Client(home), CLOUDFRONT: new WAFV2Client(edge) },
    loadBalancers: new ElasticLoadBalancingV2Client(home),
    distributions: new CloudFrontClient(home),
    distributionLogs: new CloudWatchLogsClient(edge),
    dns: new Route53Client(home),
    buckets: new S3Client(home),
  };
}

/** Reads the edge back through AWS's own interface. */
export async function readEdge(clients: EdgeClients): Promise<Edge> {
  const { certificates, nameByArn, validationRecords } = await readCertificates(clients.certificates);
  const { loadBalancers, nameByHost: balanced } = await readLoadBalancers({
    client: clients.loadBalancers,
    waf: clients.webAcls.REGIONAL,
    certificates: nameByArn,
  });
  const { nameByHost: distributed, ...distributions } = await readDistributions({
    client: clients.distributions,
    logs: clients.distributionLogs,
    certificates: nameByArn,
  });
  return {
    certificates,
    loadBalancers,
    ...distributions,
    ...(await readWebAcls(clients.webAcls)),
    ...(await readZones({ client: clients.dns, targets: new Map([...balanced, ...distributed]), validationRecords })),
    healthChecks: await readHealthChecks(clients.dns),
    buckets: await readBuckets(clients.buckets),
  };
}

/** In what an edge found differs from the one meant, a line for each difference. */
export function compareEdges(found: Edge, meant: Edge): string[] {
  return [
    ...compareThings(found.certificates, meant.certificates),
    ...compareThings(found.webAcls, meant.webAcls),
    ...compareThings(found.webAclRules, meant.webAclRules),
    ...compareThings(found.loadBalancers, meant.loadBalancers),
    ...compareThings(found.distributions, meant.distributions),
    ...compareThings(found.origins, meant.origins),
    ...compareThings(found.behaviours, meant.behaviours),
    ...compareThings(found.zones, meant.zones),
    ...compareThings(found.records, meant.records),
    ...compareThings(found.healthChecks, meant.healthChecks),
    ...compareThings(found.buckets, meant.buckets),
  ];
}
