import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { RDSClient } from "@aws-sdk/client-rds";
import { Route53Client } from "@aws-sdk/client-route-53";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { readHosts } from "../../../emulator/read-back/hosts";
import { readNetwork } from "../../../emulator/read-back/network";
import { readServices } from "../../../emulator/read-back/services";
import { readCaches, readDatabases } from "../../../emulator/read-back/stores";
import { keptSecrets } from "../../../emulator/state-scan";
import { answered, nowhere } from "../../support/aws-answers";

describe("what AWS leaves out of an answer", () => {
  test("is nothing, where it leaves out everything", async () => {
    const [balancing, dns] = [new ElasticLoadBalancingV2Client(nowhere), new Route53Client(nowhere)].map((client) => answered(client, {}));

    expect(await readHosts(balancing as ElasticLoadBalancingV2Client, dns as Route53Client)).toEqual({});
    expect(await readNetwork(answered(new EC2Client(nowhere), {}))).toEqual({ vpcCidrs: [], subnets: [], groups: [], rules: [] });
    expect(await readServices(answered(new ECSClient(nowhere), {}), "cluster")).toEqual({});
    expect(await readDatabases(answered(new RDSClient(nowhere), {}))).toEqual({});
    expect(await readCaches(answered(new ElastiCacheClient(nowhere), {}))).toEqual({});
    expect(await keptSecrets(answered(new SecretsManagerClient(nowhere), {}))).toEqual([]);
  });

  test("is told from what is meant, where it leaves out every fact", async () => {
    const services = answered(new ECSClient(nowhere), {
      ListServicesCommand: { serviceArns: ["arn:service"] },
      DescribeServicesCommand: { services: [{}] },
    });
    const databases = answered(new RDSClient(nowhere), { DescribeDBInstancesCommand: { DBInstances: [{}] } });
    const caches = answered(new ElastiCacheClient(nowhere), { DescribeReplicationGroupsCommand: { ReplicationGroups: [{}] } });

    expect(await readServices(services, "cluster")).toEqual({
      "?": { tasks: 0, size: "?/?", ports: [], settings: [], secrets: [], spot: false },
    });
    expect(Object.values(await readDatabases(databases))).toMatchObject([{ class: "?", encrypted: false, public: true, backupDays: 0 }]);
    expect(Object.values(await readCaches(caches))).toMatchObject([{ nodeType: "?", nodes: 0, encryptedAtRest: false }]);
  });

  test("of a network is told as well", async () => {
    const client = answered(new EC2Client(nowhere), {
      DescribeVpcsCommand: { Vpcs: [{}] },
      DescribeSubnetsCommand: { Subnets: [{}, { Tags: [{ Key: "Name" }] }] },
      DescribeSecurityGroupsCommand: { SecurityGroups: [{}] },
      DescribeManagedPrefixListsCommand: { PrefixLists: [{}] },
      DescribeSecurityGroupRulesCommand: { SecurityGroupRules: [{}, { GroupId: "", IsEgress: true }] },
    });
    const subnet = { name: "", cidr: "", zone: "" };

    expect(await readNetwork(client)).toEqual({
      vpcCidrs: [""],
      subnets: [subnet, subnet],
      groups: [""],
      rules: [
        { direction: "ingress", from: "?", to: "?", ports: "? ?-?" },
        { direction: "egress", from: "", to: "?", ports: "? ?-?" },
      ],
    });
  });

  test("of a container is told as well", async () => {
    const services = answered(new ECSClient(nowhere), {
      ListServicesCommand: { serviceArns: ["arn:service"] },
      DescribeServicesCommand: { services: [{ serviceName: "web" }] },
      DescribeTaskDefinitionCommand: {
        taskDefinition: { containerDefinitions: [{ portMappings: [{}], environment: [{}], secrets: [{}] }] },
      },
    });
    const unknown = answered(new ECSClient(nowhere), { ListServicesCommand: { serviceArns: ["arn:service"] } });

    expect(await readServices(services, "cluster")).toMatchObject({ web: { ports: [0], settings: ["?"], secrets: ["?"] } });
    expect(await readServices(unknown, "cluster")).toEqual({});
  });

  test("of a host is told as well", async () => {
    const condition = { Field: "host-header", HostHeaderConfig: { Values: ["a.example.com"] } };
    const balancing = answered(new ElasticLoadBalancingV2Client(nowhere), {
      DescribeLoadBalancersCommand: { LoadBalancers: [{}] },
      DescribeListenersCommand: { Listeners: [{}] },
      DescribeRulesCommand: { Rules: [{ Conditions: [condition], Actions: [{ Type: "forward", TargetGroupArn: "arn:t" }] }, {}] },
    });
    const dns = answered(new Route53Client(nowhere), { ListHostedZonesCommand: { HostedZones: [{}] }, ListResourceRecordSetsCommand: {} });

    expect(await readHosts(balancing, dns)).toEqual({
      "a.example.com": { loadBalancer: "?", listener: 0, priority: Number.NaN, port: 0, healthPath: "?", record: false },
    });
  });

  test("of a listener's rules, a rule's conditions and a record is told as well", async () => {
    const balancing = (others: object): ElasticLoadBalancingV2Client =>
      answered(new ElasticLoadBalancingV2Client(nowhere), {
        DescribeLoadBalancersCommand: { LoadBalancers: [{}] },
        DescribeListenersCommand: { Listeners: [{}] },
        ...others,
      });
    const dns = answered(new Route53Client(nowhere), {
      ListHostedZonesCommand: { HostedZones: [{}] },
      ListResourceRecordSetsCommand: { ResourceRecordSets: [{ Type: "A" }] },
    });
    const host = { Field: "host-header", HostHeaderConfig: {} };
    const rules = [{ Conditions: [{ Field: "host-header" }] }, { Conditions: [{ ...host, Values: ["a.example.com"] }] }];

    expect(await readHosts(balancing({}), dns)).toEqual({});
    expect(await readHosts(balancing({ DescribeRulesCommand: { Rules: rules } }), dns)).toMatchObject({
      "a.example.com": { port: 0, healthPath: "?", record: false },
    });
    expect(await readHosts(balancing({ DescribeListenersCommand: {} }), dns)).toEqual({});
  });
});

describe("the secrets that are kept", () => {
  test("are those with a value, as AWS tells it", async () => {
    const versions = { SecretVersionsToStages: { one: ["AWSCURRENT"] } };
    const client = answered(new SecretsManagerClient(nowhere), {
      ListSecretsCommand: {
        SecretList: [{ Name: "kept", ...versions }, { Name: "empty", SecretVersionsToStages: {} }, versions, { Name: "new" }],
      },
      GetSecretValueCommand: { SecretString: "value" },
    });

    expect(await keptSecrets(client)).toEqual([{ name: "kept", value: "value" }]);
  });
});
