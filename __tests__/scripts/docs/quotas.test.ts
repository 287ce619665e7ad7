import { quotaTables } from "../../../scripts/docs/quota-tables";
import { stackNamed } from "../../contracts/stacks";
import { draftOf } from "../../review/changes/compared";

const stacks = ["dev", "staging", "prod"].map((name) => stackNamed(`ohi-${name}`));

describe("the table of quotas", () => {
  test("adds up what the environments take, with every service scaled to its end, as the requirement has it", () => {
    expect(quotaTables(stacks)["quotas"]?.().split("\n")).toEqual([
      "| quota | dev | staging | prod | together | a new account has |",
      "| --- | --- | --- | --- | --- | --- |",
      "| VPCs per Region | 1 | 1 | 1 | 3 | 5, one of them AWS's own |",
      "| EC2-VPC Elastic IPs | 3 | 3 | 3 | **9** | 5 |",
      "| Running On-Demand Standard instances, vCPU | 2 | 2 | 2 | **6** | 5 |",
      // sse; sse and one task each of api and graphql; everything but reindexer and blnk-worker
      "| Fargate On-Demand vCPU resource count | 0.5 | 1.75 | 32.5 | **34.75** | 6 |",
      "| Fargate Spot vCPU resource count | 4.75 | 9 | 0.75 | **14.5** | 6 |",
    ]);
  });

  test("cannot count an instance whose processors nobody has written down", () => {
    const odd = draftOf("ohi-dev").set("aws_instance.clickhouse", { instance_type: "x9.huge" }).model();

    expect(() => quotaTables([odd])["quotas"]?.()).toThrow("x9.huge: nobody has written down how many vCPU it has");
  });
});
