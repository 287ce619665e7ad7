import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { RDSClient } from "@aws-sdk/client-rds";
import { Route53Client } from "@aws-sdk/client-route-53";
import type { Meant } from "../meant/meant";
import { compareEdges, edgeClients, readEdge } from "./edge";
import { clientFor, compareThings, type Place } from "./facts";
import { readHosts } from "./hosts";
import { compareNetworks, readNetwork } from "./network";
import { readServices } from "./services";
import { readCaches, readDatabases } from "./stores";

/** Reads an applied stack back through AWS's own interface, and says in what it differs from what is meant; nothing when it does not. */
export async function differencesFrom(meant: Meant, place: Place, prefix: string): Promise<readonly string[]> {
  const client = clientFor(place);
  const [network, databases, caches, services, hosts, edge] = await Promise.all([
    readNetwork(new EC2Client(client)),
    readDatabases(new RDSClient(client)),
    readCaches(new ElastiCacheClient(client)),
    readServices(new ECSClient(client), `${prefix}-cluster`),
    readHosts(new ElasticLoadBalancingV2Client(client), new Route53Client(client)),
    readEdge(edgeClients(place)),
  ]);
  return [
    ...compareNetworks(network, meant.network),
    ...compareThings(databases, meant.databases),
    ...compareThings(caches, meant.caches),
    ...compareThings(services, meant.services),
    ...compareThings(hosts, meant.hosts),
    ...compareEdges(edge, meant.edge),
  ];
}
