import "../support/matchers";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { expectingContracts } from "../../review/contracts";
import type { Element } from "../../review/model";
import { at, textAt } from "../../review/value";
import { stackJson } from "../support/synthesized";
import { groups } from "./expected/connections";
import { environments } from "./expected/environments";
import { subnets } from "./expected/network";
import { stackNamed } from "./stacks";

/** The part of the platform that a resource belongs to, by the beginning of its id; security groups have a table of their own. */
const services: readonly (readonly [beginning: string, service: string])[] = [
  ["network_nat_", "nat-gateway"],
  ["network_", "vpc"],
  ["endpoints_", "vpc"],
  ["permission-boundary", "governance"],
  ["key", "kms"],
];

/** What the network, the key, the boundary and the connection matrix make; other parts of the platform have tests of their own. */
const foundation = /^(network_|endpoints_|security_|permission-boundary$|key$|key_)/;

/** Types that the provider cannot tag. */
const untaggable = new Set(["aws_iam_role_policy", "aws_kms_alias", "aws_route", "aws_route_table_association"]);

/** The group of a group or a rule: the word of the id up to the flow. */
function groupOf({ type, id, values }: Element): string | undefined {
  if (type === "aws_security_group") return id.replace("security_", "");
  return /^\$\{aws_security_group\.security_(.+)\.id\}$/.exec(textAt(values, "security_group_id") ?? "")?.[1];
}

function serviceOf(resource: Element): string | undefined {
  return groups[groupOf(resource) ?? ""] ?? services.find(([beginning]) => resource.id.startsWith(beginning))?.[1];
}

/** Names by id, of what is named after a table of the requirement; rules are named after their id. */
const names: Readonly<Record<string, string>> = {
  network_vpc: "vpc",
  "network_default-security-group": "default-sg",
  "network_internet-gateway": "igw",
  "network_flow-logs_flow-log": "flow-log",
  "network_flow-logs_role": "flow-logs-role",
  "permission-boundary": "permission-boundary",
  key: "key",
  "network_public_route-table": "public-rt",
  "network_private_route-table-a": "private-rt-a",
  "network_private_route-table-b": "private-rt-b",
  "network_private_route-table-c": "private-rt-c",
  "network_database_route-table": "database-rt",
  "network_s3-endpoint": "s3-endpoint",
  ...Object.fromEntries(subnets.map(({ tier, zone }) => [`network_${tier}_${zone}`, `${tier}-subnet-${zone}`])),
  ...Object.fromEntries(
    ["a", "b", "c"].flatMap((zone) => [`network_nat_${zone}`, `network_nat_${zone}-address`].map((id) => [id, `nat-${zone}`])),
  ),
  ...Object.fromEntries(
    ["ecr-api", "ecr-dkr", "secretsmanager", "logs", "ssm", "ssmmessages", "ec2messages"].map((service) => [
      `endpoints_${service}`,
      `${service}-endpoint`,
    ]),
  ),
  ...Object.fromEntries(Object.keys(groups).map((group) => [`security_${group}`, `${group}-sg`])),
};

function nameOf(prefix: string, { id }: Element): string {
  if (id === "network_flow-logs_log-group") return `/vpc/${prefix}/flow-logs`;
  return `${prefix}-${names[id] ?? id.replace("security_", "")}`;
}

function tierOf({ type, id }: Element): Record<string, string> {
  return type === "aws_subnet" || type === "aws_route_table" ? { Tier: id.split("_")[1] ?? "" } : {};
}

describe.each(environments)("the tags of $name", ({ name: environment, stack: prefix }) => {
  const stack = stackNamed(prefix);
  const resources = stack.resources.filter(({ id }) => foundation.test(id));
  const taggable = resources.filter(({ type }) => !untaggable.has(type));
  const identity = {
    Project: "open-health-initiative",
    Environment: environment,
    Owner: "platform-team",
    CostCenter: "ohi-infrastructure",
    ManagedBy: "cdktf",
    CreatedBy: "cdktf",
    CreatedDate: "2026-02-13",
  };

  test("are on 174 resources, and on none of the 15 that cannot have any", () => {
    const others = resources.filter(({ type }) => untaggable.has(type));

    expect([taggable.length, others.length]).toEqual([174, 15]);
    expect(others.flatMap(({ address, values }) => (values["tags"] === undefined ? [] : [address]))).toEqual([]);
  });

  test.each([...new Set(taggable.map(({ type }) => type))])("are exactly these on every %s", (type) => {
    const ofType = taggable.filter((resource) => resource.type === type);

    expect(Object.fromEntries(ofType.map((resource) => [resource.address, at(resource.values, "tags")]))).toEqual(
      Object.fromEntries(
        ofType.map((resource) => [
          resource.address,
          {
            ...identity,
            Service: serviceOf(resource),
            DataClassification: type === "aws_kms_key" ? "confidential" : "internal",
            BackupPolicy: "none",
            Compliance: "gdpr",
            Name: nameOf(prefix, resource),
            ...tierOf(resource),
          },
        ]),
      ),
    );
  });

  test("stand in the Terraform that ships", () => {
    const common = { ...identity, BackupPolicy: "none", Compliance: "gdpr" };

    expect(stackJson(prefix)).toHaveResourceWithProperties(KmsKey, {
      tags: { ...common, Service: "kms", DataClassification: "confidential", Name: `${prefix}-key` },
    });
    expect(stackJson(prefix)).toHaveResourceWithProperties(Subnet, {
      tags: { ...common, Service: "vpc", DataClassification: "internal", Name: `${prefix}-public-subnet-a`, Tier: "public" },
    });
  });
});

describe("the tags that were settled on", () => {
  const settledAs = (ofType: string): string[] => {
    const settled = {
      common: { Service: "api" },
      beginnings: { ke: { Service: "vpc" }, key: { Service: "alb" } },
      types: { aws_kms_key: { Service: ofType } },
    };
    const findings = expectingContracts.settledTags.check(stackNamed("ohi-dev"), settled);
    return findings.flatMap(({ address, expected }) => (address === "aws_kms_key.key" ? [expected] : []));
  };

  test("are those of a type, whatever the id begins with", () => {
    expect([settledAs("ecr"), settledAs("kms")]).toEqual([["ecr"], []]);
  });
});
