import { Route53Client } from "@aws-sdk/client-route-53";
import { compareThings } from "../../../emulator/read-back/facts";
import { readHealthChecks } from "../../../emulator/read-back/health-checks";
import { answered, nowhere } from "../../support/aws-answers";

const config = {
  Type: "HTTPS",
  FullyQualifiedDomainName: "api.example.com",
  ResourcePath: "/health",
  Port: 443,
  EnableSNI: true,
  RequestInterval: 30,
  FailureThreshold: 3,
  Regions: ["us-west-2", "eu-west-1", "us-east-1"],
};
const client = (...configs: readonly object[]): Route53Client =>
  answered(new Route53Client(nowhere), { ListHealthChecksCommand: { HealthChecks: configs.map((each) => ({ HealthCheckConfig: each })) } });

describe("reading health checks back", () => {
  test("calls each by the address that it asks", async () => {
    expect(await readHealthChecks(client(config))).toEqual({
      "health of https://api.example.com/health": {
        port: 443,
        namesHost: true,
        intervalSeconds: 30,
        failures: 3,
        regions: ["eu-west-1", "us-east-1", "us-west-2"],
      },
    });
  });

  test.each<[string, readonly object[], string[]]>([
    [
      "another path",
      [{ ...config, ResourcePath: "/" }],
      ["health of https://api.example.com/ is not meant to be there", "health of https://api.example.com/health is missing"],
    ],
    [
      "seldom, from two places",
      [{ ...config, RequestInterval: 10, FailureThreshold: 10, Regions: ["eu-west-1", "us-east-1"] }],
      [
        "health of https://api.example.com/health has intervalSeconds 10; meant is 30",
        "health of https://api.example.com/health has failures 10; meant is 3",
        'health of https://api.example.com/health has regions ["eu-west-1","us-east-1"]; meant is ["eu-west-1","us-east-1","us-west-2"]',
      ],
    ],
    [
      "another port, without the host's name",
      [{ ...config, Port: 8443, EnableSNI: false }],
      [
        "health of https://api.example.com/health has port 8443; meant is 443",
        "health of https://api.example.com/health has namesHost false; meant is true",
      ],
    ],
    ["what AWS does not say", [config, {}], ["health of ?://? is not meant to be there"]],
  ])("finds one that asks %s", async (_, configs, lines) => {
    expect(compareThings(await readHealthChecks(client(...configs)), await readHealthChecks(client(config)))).toEqual(lines);
  });

  test("finds one that is missing, and tells one that has no settings", async () => {
    const bare = answered(new Route53Client(nowhere), { ListHealthChecksCommand: { HealthChecks: [{}] } });

    expect(compareThings(await readHealthChecks(bare), await readHealthChecks(client(config)))).toEqual([
      "health of ?://? is not meant to be there",
      "health of https://api.example.com/health is missing",
    ]);
  });
});
