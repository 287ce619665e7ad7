import { EC2Client } from "@aws-sdk/client-ec2";
import { meantBy } from "../../../emulator/meant/meant";
import { differencesFrom } from "../../../emulator/read-back/differences";
import "../../support/aws-answers";

describe("an account that has nothing", () => {
  test("differs from an environment in everything that is meant", async () => {
    const ofEveryClient = Object.getPrototypeOf(EC2Client.prototype) as { send: () => Promise<object> }; // the class that all clients extend
    jest.spyOn(ofEveryClient, "send").mockResolvedValue({});
    const meant = meantBy({ name: "ohi-prod", environment: "prod" });
    if (meant === undefined) throw new Error("prod is an environment");

    const differences = await differencesFrom(meant, { url: "http://127.0.0.1:1", region: "eu-west-1" }, "ohi-prod");

    const { network, edge, ...things } = meant;
    const kinds: Readonly<Record<string, object>> = { ...things, ...edge };
    const names = Object.values(kinds).flatMap((kind) => Object.keys(kind));
    expect(differences.filter((line) => line.endsWith(" is missing"))).toHaveLength(names.length);
    expect(differences).toEqual(expect.arrayContaining(names.map((name) => `${name} is missing`)));
    expect(differences).toHaveLength(names.length + 1 + network.subnets.length + network.flows.length);
  });
});
