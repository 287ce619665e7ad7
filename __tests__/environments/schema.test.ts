import { z } from "zod";
import { dev } from "../../environments/dev";
import { problemsOf } from "../../environments/problems";
import { problems } from "./problems";

const spot = (value: unknown): object => ({ ...dev, ecs: { ...dev.ecs, spot: value } });

const network = (changes: object): object => ({ ...dev, network: { ...dev.network, ...changes } });

describe("a record", () => {
  test.each([20, 100, 110, 59_000])("may let %i GiB of storage grow by exactly a tenth", (storageGib) => {
    expect(problems({ ...dev, postgres: { ...dev.postgres, storageGib, maxStorageGib: Math.ceil((11 * storageGib) / 10) } })).toEqual([]);
  });
});

describe("a record is refused for", () => {
  test.each<[string, object, string]>([
    [
      "host bits in its range",
      network({ cidr: "10.0.0.1/16" }),
      'dev.network.cidr: found "10.0.0.1/16"; allowed: an IPv4 range without host bits, for example 10.0.0.0/16',
    ],
    [
      "a range that is none",
      network({ cidr: "10.0.0.0" }),
      'dev.network.cidr: found "10.0.0.0"; allowed: an IPv4 range without host bits, for example 10.0.0.0/16',
    ],
    [
      "an impossible range",
      network({ cidr: "10.0.300.0/16" }),
      'dev.network.cidr: found "10.0.300.0/16"; allowed: an IPv4 range without host bits, for example 10.0.0.0/16',
    ],
    [
      "a public range",
      network({ cidr: "54.0.0.0/16" }),
      'dev.network.cidr: found "54.0.0.0/16"; allowed: a private (RFC 1918) range between /16 and /19',
    ],
    ["one zone", network({ zones: ["eu-west-1a"] }), 'dev.network.zones: found ["eu-west-1a"]; allowed: at least 2 entries'],
    ["four zones", network({ zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c", "eu-west-1a"] }), "allowed: at most 3 entries"],
    [
      "a zone twice",
      network({ zones: ["eu-west-1a", "eu-west-1a"] }),
      'dev.network.zones: found ["eu-west-1a","eu-west-1a"]; allowed: each zone once',
    ],
    [
      "a zone of another region",
      network({ zones: ["eu-west-1a", "us-east-1b"] }),
      'dev.network.zones.1: found "us-east-1b"; allowed: one of eu-west-1a, eu-west-1b, eu-west-1c',
    ],
    [
      "a bad range of Atlas",
      network({ mongoAtlasCidrs: ["1.2.3.4"] }),
      'dev.network.mongoAtlasCidrs.0: found "1.2.3.4"; allowed: an IPv4 range without host bits',
    ],
    [
      "an unknown database class",
      { ...dev, blnkPostgres: { instanceClass: "db.m5.large", multiAz: false } },
      'dev.blnkPostgres.instanceClass: found "db.m5.large"; allowed: one of db.t4g.micro, db.t4g.small, db.t4g.medium, db.t4g.large',
    ],
    [
      "half a replica",
      { ...dev, postgres: { ...dev.postgres, readReplicas: 0.5 } },
      "dev.postgres.readReplicas: found 0.5; allowed: a value of type int",
    ],
    [
      "a storage ceiling within 10 % of the start",
      { ...dev, postgres: { ...dev.postgres, maxStorageGib: 105, storageGib: 100 } },
      "dev.postgres.maxStorageGib: found 105; allowed: at least 10 % above storageGib",
    ],
    ["two ZooKeeper servers", { ...dev, zookeeperNodes: 2 }, "dev.zookeeperNodes: found 2; allowed: one of 1, 3, 5"],
    [
      "a domain outside the base domain",
      { ...dev, domain: "dev.example.com" },
      'dev.domain: found "dev.example.com"; allowed: ohealth-ng.com or a name directly under it',
    ],
    ["a domain that only looks like the base domain", { ...dev, domain: "dev-ohealth-ng.com" }, 'dev.domain: found "dev-ohealth-ng.com"'],
    ["a domain two labels under the base domain", { ...dev, domain: "a.dev.ohealth-ng.com" }, 'dev.domain: found "a.dev.ohealth-ng.com"'],
    [
      "a day that does not exist",
      { ...dev, createdDate: "2026-02-30" },
      'dev.createdDate: found "2026-02-30"; allowed: a day as YYYY-MM-DD',
    ],
    [
      "a creator with spaces",
      { ...dev, createdBy: "some body" },
      'dev.createdBy: found "some body"; allowed: 1 to 64 lower-case letters, digits and hyphens',
    ],
    [
      "a name too long for target groups",
      { ...dev, name: "developing" },
      'developing.name: found "developing"; allowed: 2 to 8 lower-case letters',
    ],
    [
      "a missing setting",
      { ...dev, deletionProtection: undefined },
      "dev.deletionProtection: found nothing; allowed: a value of type boolean",
    ],
    ["a text where a list belongs", network({ zones: "eu-west-1a" }), 'dev.network.zones: found "eu-west-1a"; allowed: a list'],
    [
      "an image tag that says nothing",
      { ...dev, ecs: { ...dev.ecs, defaultImageTag: "latest" } },
      'dev.ecs.defaultImageTag: found "latest"; allowed: a tag that says which image it is',
    ],
    [
      "a sizing that the catalogue does not know",
      { ...dev, ecs: { ...dev.ecs, sizing: "huge" } },
      'dev.ecs.sizing: found "huge"; allowed: one of minimal, reduced, full',
    ],
    [
      "an address in plain text",
      { ...dev, integrations: { ...dev.integrations, typesenseUrl: "http://search.example.com" } },
      'dev.integrations.typesenseUrl: found "http://search.example.com"; allowed: an https:// address',
    ],
    [
      "an address with a slash at its end",
      { ...dev, integrations: { ...dev.integrations, providerLlmApiEndpoint: "https://a.example.com/" } },
      "dev.integrations.providerLlmApiEndpoint: found",
    ],
    [
      "a number that is none",
      { ...dev, integrations: { ...dev.integrations, whatsappPhoneNumberId: "+234" } },
      'dev.integrations.whatsappPhoneNumberId: found "+234"; allowed: 10 to 20 digits',
    ],
    [
      "the name of the account's stack",
      { ...dev, name: "account" },
      'account.name: found "account"; allowed: a name that is not the account\'s, which are account and shared',
    ],
    ["the account's own name", { ...dev, name: "shared" }, "shared.name"],
    ["a domain that ends a word with a hyphen", { ...dev, domain: "dev-.ohealth-ng.com" }, 'dev.domain: found "dev-.ohealth-ng.com"'],
    [
      "zones in another order",
      network({ zones: ["eu-west-1b", "eu-west-1a"] }),
      'dev.network.zones: found ["eu-west-1b","eu-west-1a"]; allowed: zones in the order of their letters',
    ],
    [
      "a range of Atlas twice",
      network({ mongoAtlasCidrs: ["192.0.2.0/24", "192.0.2.0/24"] }),
      'dev.network.mongoAtlasCidrs: found ["192.0.2.0/24","192.0.2.0/24"]; allowed: each range once',
    ],
    ["an address for alarms twice", { ...dev, alarmEmails: ["a@example.org", "a@example.org"] }, "dev.alarmEmails: found"],
    [
      "less time at the most than by default",
      { ...dev, edge: { ...dev.edge, defaultTtlSeconds: 301, maxTtlSeconds: 300 } },
      "dev.edge.maxTtlSeconds: found 300; allowed: no less than defaultTtlSeconds",
    ],
    [
      "a source of pages that is no header",
      { ...dev, edge: { ...dev.edge, contentSources: { ...dev.edge.contentSources, fonts: ["https://é.example.org"] } } },
      "dev.edge.contentSources.fonts.0: found",
    ],
    [
      "an address with a query",
      { ...dev, integrations: { ...dev.integrations, typesenseUrl: "https://search.example.com/a?b" } },
      "dev.integrations.typesenseUrl: found",
    ],
    [
      "an address on another port",
      { ...dev, integrations: { ...dev.integrations, typesenseUrl: "https://a.example.com:8443" } },
      'dev.integrations.typesenseUrl: found "https://a.example.com:8443"; allowed: an https:// address on port 443',
    ],
    [
      "an address with a place in its page",
      { ...dev, integrations: { ...dev.integrations, typesenseUrl: "https://a.example.com/a#b" } },
      'dev.integrations.typesenseUrl: found "https://a.example.com/a#b"; allowed: an https:// address',
    ],
    ["no Spot services at all", spot({}), "dev.ecs.spot: found {}; allowed: a list as allBut, or a list as only"],
    ["both ways to name Spot services", spot({ allBut: [], only: [] }), "; allowed: nothing as only, or nothing as allBut"],
    [
      "a way to name Spot services that is written wrong",
      spot({ allbut: ["sse"] }),
      'dev.ecs.spot: found {"allbut":["sse"]}; allowed: a list as allBut, or a list as only',
    ],
    [
      "a Spot service that is no text",
      spot({ allBut: [1] }),
      'dev.ecs.spot: found {"allBut":[1]}; allowed: a value of type string as allBut.0, or a list as only',
    ],
    [
      "Spot services that are no list",
      spot({ only: "sse" }),
      'dev.ecs.spot: found {"only":"sse"}; allowed: a list as allBut, or a list as only',
    ],
    ["Spot services in a list", spot([]), "dev.ecs.spot: found []; allowed: a value of type object"],
  ])("%s", (_what, record, expected) => {
    const found = problems(record);

    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  test("being no record at all", () => {
    expect(problems("dev")).toEqual(['environments[0]: found "dev"; allowed: a value of type object']);
  });

  test("everything that is wrong with it, all at once", () => {
    const bad = { ...dev, domain: "example.com", network: { ...dev.network, cidr: "10.0.0.1/16", zones: ["eu-west-1a"] }, extra: 1 };

    const paths = problems(bad).map((line) => line.split(":")[0]);

    expect(paths.toSorted()).toEqual(["dev.domain", "dev.extra", "dev.network.cidr", "dev.network.zones"]);
  });
});

test("a problem with the only value that is allowed says that value", () => {
  const input = { kind: "subnet" };
  const { error } = z.object({ kind: z.literal("vpc") }).safeParse(input);

  expect(error === undefined ? [] : problemsOf(error, input)).toEqual([{ path: "kind", found: "subnet", allowed: "vpc" }]);
});
