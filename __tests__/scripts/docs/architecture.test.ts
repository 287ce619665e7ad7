import { architectureTables } from "../../../scripts/docs/architecture-tables";
import { connectionsOf } from "../../../scripts/docs/connection-rows";
import { matrix } from "../../contracts/expected/connections";
import { stackNamed } from "../../contracts/stacks";
import { draftOf } from "../../review/changes/compared";
import { rows } from "../../stacks/workload/expected";

const stacks = ["dev", "staging", "prod"].map((name) => stackNamed(`ohi-${name}`));
const tables = architectureTables(stacks);

/** Cells of a table's body. */
function bodyOf(name: string): string[][] {
  const lines = tables[name]?.().split("\n").slice(2) ?? [];
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the table of connections", () => {
  test("is the matrix of the requirement", () => {
    const shown = connectionsOf(stackNamed("ohi-prod")).flatMap(([to, ports = "", from = ""]) =>
      from.split(", ").flatMap((source) => ports.split(", ").map((port) => `${source} -> ${to}:${port}`)),
    );
    const names: Readonly<Record<string, string>> = { vpc: "VPC", "mongo atlas": "internet" }; // Atlas may be anywhere until its ranges are known
    const required = matrix.flatMap(({ from, to, ports }) =>
      from.flatMap((source) =>
        to.flatMap((target) => ports.map((port) => `${names[source] ?? source} -> ${names[target] ?? target}:${port}`)),
      ),
    );

    expect(shown.toSorted()).toEqual(required.toSorted());
  });

  test("is refused when an environment has other connections", () => {
    const odd = draftOf("ohi-dev").drop("aws_vpc_security_group_ingress_rule.security_rds-from-api-5432");
    const half = odd.drop("aws_vpc_security_group_egress_rule.security_api-to-rds-5432").model();

    expect(() => architectureTables([half, ...stacks.slice(1)])["connections"]?.()).toThrow(
      "the connections of ohi-staging, ohi-prod are not those of ohi-dev; one table cannot show both",
    );
  });

  test("is refused when a rule is no flow of one port", () => {
    const wide = draftOf("ohi-dev").set("aws_vpc_security_group_ingress_rule.security_rds-from-api-5432", { to_port: 6000 }).model();

    expect(() => connectionsOf(wide)).toThrow("no rows of a matrix: aws_vpc_security_group_ingress_rule.security_rds-from-api-5432");
  });
});

describe("the table of services", () => {
  test("has every service of the requirement, with sizes, numbers and Spot", () => {
    const body = bodyOf("services");

    expect(body.map(([name]) => name).toSorted()).toEqual(Object.keys(rows).toSorted());
    expect(body).toContainEqual([
      "api",
      "8080 http",
      "OHI's own",
      "256/512 × 1 to 2, Spot",
      "512/1024 × 2 to 5, Spot",
      "1024/2048 × 3 to 10",
    ]);
    expect(body).toContainEqual(["blnk-worker", "none", "that of blnk-api", ...Array.from({ length: 3 }, () => "256/512 × 1, Spot")]);
    expect(body.find(([name]) => name === "zookeeper")?.slice(2)).toEqual([
      "zookeeper:3.8.4",
      "256/512 × 1, Spot",
      "256/512 × 1, Spot",
      "256/512 × 3",
    ]);
  });
});

describe("the table of stores", () => {
  test("has every store, and none where an environment has none", () => {
    const body = bodyOf("stores");

    expect(body).toHaveLength(10);
    expect(body).toContainEqual([
      "postgres-primary",
      "db.t4g.micro, 20 to 100 GiB",
      "db.t4g.small, 50 to 200 GiB",
      "db.t4g.medium, 100 to 500 GiB, Multi-AZ",
    ]);
    expect(body.find(([name]) => name === "postgres-replica-2")).toEqual([
      "postgres-replica-2",
      "none",
      "none",
      "db.t4g.medium, as much disk as its source",
    ]);
  });
});

describe("the table of networks", () => {
  test("has each VPC and the ranges of its tiers, zone by zone", () => {
    const body = bodyOf("networks");

    expect(body).toHaveLength(4);
    expect(body).toContainEqual(["VPC", "10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16"]);
    expect(body.find(([name]) => name?.startsWith("database"))?.[3]).toBe("10.2.20.0/24, 10.2.21.0/24, 10.2.22.0/24");
  });
});
