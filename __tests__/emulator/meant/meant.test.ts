import { meantBy } from "../../../emulator/meant/meant";

describe("what a stack is meant to be", () => {
  const staging = meantBy({ name: "ohi-staging", environment: "staging" });
  const prod = meantBy({ name: "ohi-prod", environment: "prod" });

  test("has the network of the settings and the connection matrix, in AWS's names", () => {
    const network = staging?.network;

    expect(network?.vpcCidr).toBe("10.1.0.0/16");
    expect(network?.subnets).toHaveLength(9);
    expect(network?.subnets).toContainEqual({ name: "ohi-staging-database-subnet-c", cidr: "10.1.22.0/24", zone: "eu-west-1c" });
    expect(network?.flows).toContainEqual({ from: "ohi-staging-alb-sg", to: "ohi-staging-api-sg", port: 8080 });
    expect(network?.flows).toContainEqual({ from: "10.1.0.0/16", to: "ohi-staging-vpc-endpoints-sg", port: 443 });
    expect(network?.flows).toContainEqual({ from: "ohi-staging-ecs-tasks-sg", to: "com.amazonaws.eu-west-1.s3", port: 443 });
  });

  test("has the services of the catalogue, a numbered one as often as the environment wants it", () => {
    const services = prod?.services ?? {};

    expect(Object.keys(services).filter((name) => name.includes("zookeeper"))).toEqual(
      [1, 2, 3].map((number) => `ohi-prod-zookeeper-${number}`),
    );
    expect(Object.keys(services)).toHaveLength(13);
    expect(services["ohi-prod-sse"]).toMatchObject({ tasks: 2, size: "512/1024", ports: [8082], secrets: ["REDIS_PASSWORD"], spot: false });
  });

  test("has the stores of the settings", () => {
    expect(Object.keys(prod?.databases ?? {})).toEqual([
      "ohi-prod-postgres-primary",
      "ohi-prod-postgres-blnk",
      "ohi-prod-postgres-replica-1",
      "ohi-prod-postgres-replica-2",
    ]);
    expect(prod?.databases["ohi-prod-postgres-replica-2"]).toMatchObject({ follows: "ohi-prod-postgres-primary", protected: true });
    expect(prod?.caches).toMatchObject({
      "ohi-prod-app-cache": { nodeType: "cache.t4g.small", nodes: 2, failover: true },
      "ohi-prod-blnk-cache": { nodeType: "cache.t4g.micro", nodes: 2, failover: true },
    });
  });

  test("has the hosts of the catalogue", () => {
    expect(Object.keys(staging?.hosts ?? {})).toHaveLength(5);
    expect(prod?.hosts["api.ohealth-ng.com"]).toEqual({
      loadBalancer: "ohi-prod-alb",
      listener: 443,
      priority: 100,
      port: 8080,
      healthPath: "/health",
      record: true,
    });
  });

  test("is unknown for a stack that belongs to no environment", () => {
    expect(meantBy({ name: "ohi-account", environment: "account" })).toBeUndefined();
  });
});
