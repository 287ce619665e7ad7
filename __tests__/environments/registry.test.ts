import { environments } from "../../environments";
import { dev } from "../../environments/dev";
import { prod } from "../../environments/prod";
import { checkEnvironments } from "../../environments/registry";
import { staging } from "../../environments/staging";
import { problems } from "./problems";

const delegating = (...delegations: object[]): object => ({ ...prod, dns: { ...prod.dns, delegations } });

describe("the environments", () => {
  test("are dev, prod and staging, and nothing is wrong with them", () => {
    expect(checkEnvironments(environments).map(({ name }) => name)).toEqual(["dev", "prod", "staging"]);
  });

  test("come out in the same order however they were registered", () => {
    expect(checkEnvironments([staging, prod, dev])).toEqual(checkEnvironments([dev, staging, prod]));
  });

  test("cannot be none", () => {
    expect(problems()).toEqual(["environments: found []; allowed: at least one record"]);
  });
});

describe("a delegation", () => {
  test.each(["feature-x", "x2"])("may name any word that another environment's domain has, such as %s", (label) => {
    const other = { ...dev, name: "other", domain: `${label}.ohealth-ng.com` };

    expect(problems(delegating({ label, nameServers: [] }), other)).toEqual([]);
  });
});

describe("a record is refused for", () => {
  test.each<[string, object, string]>([
    [
      "a label that is delegated twice",
      delegating({ label: "dev", nameServers: [] }, { label: "dev", nameServers: [] }),
      "prod.dns.delegations: found",
    ],
    [
      "a name server twice",
      delegating({ label: "dev", nameServers: ["ns.example.org", "ns.example.org"] }),
      'prod.dns.delegations.0.nameServers: found ["ns.example.org","ns.example.org"]; allowed: each server once',
    ],
    [
      "a name server that is none",
      delegating({ label: "dev", nameServers: ["-.example.org"] }),
      'prod.dns.delegations.0.nameServers.0: found "-.example.org"; allowed: the name of a server',
    ],
    [
      "a name server with a dot at its end",
      delegating({ label: "dev", nameServers: ["ns.example.org."] }),
      'prod.dns.delegations.0.nameServers.0: found "ns.example.org."; allowed: the name of a server, without a dot at its end',
    ],
    [
      "a label that is none",
      delegating({ label: "-dev", nameServers: [] }),
      'prod.dns.delegations.0.label: found "-dev"; allowed: the first word of the other environment\'s domain',
    ],
    [
      "a label that no other environment has",
      delegating({ label: "stagign", nameServers: [] }),
      'prod.dns.delegations.0.label: found "stagign"; allowed: the word before ohealth-ng.com in another environment\'s domain: dev, staging',
    ],
  ])("%s, although the zones of others are there", (_what, record, expected) => {
    const found = problems(dev, staging, record);

    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  test("a delegation below a domain that no other is below", () => {
    const record = { ...dev, dns: { ...dev.dns, delegations: [{ label: "prod", nameServers: [] }] } };

    expect(problems(record, prod, staging)).toEqual([
      'dev.dns.delegations.0.label: found "prod"; allowed: the word before dev.ohealth-ng.com in another environment\'s domain: none',
    ]);
  });
});

describe("two records are refused for", () => {
  test("the same name, domain and range, together with whatever else is wrong", () => {
    const twin = { ...dev, zookeeperNodes: 4 };

    expect(problems(dev, twin)).toEqual([
      "dev.zookeeperNodes: found 4; allowed: one of 1, 3, 5",
      'dev.name: found "dev"; allowed: a name, and with it a state key, that dev does not have',
      'dev.domain: found "dev.ohealth-ng.com"; allowed: a domain that dev does not have',
      'dev.network.cidr: found "10.0.0.0/16"; allowed: a range that does not overlap 10.0.0.0/16 of dev',
    ]);
  });

  test("ranges of which one holds the other", () => {
    const inside = { ...staging, network: { ...staging.network, cidr: "10.0.32.0/19" } };

    expect(problems(dev, inside)).toEqual([
      'staging.network.cidr: found "10.0.32.0/19"; allowed: a range that does not overlap 10.0.0.0/16 of dev',
    ]);
    expect(problems(inside, dev)).toEqual([
      'dev.network.cidr: found "10.0.0.0/16"; allowed: a range that does not overlap 10.0.32.0/19 of staging',
    ]);
  });

  test("each pair that collides, also among three", () => {
    const domains = [dev, staging, delegating()].map((record) => ({ ...record, domain: "ohealth-ng.com" }));

    expect(problems(...domains)).toEqual([
      'staging.domain: found "ohealth-ng.com"; allowed: a domain that dev does not have',
      'prod.domain: found "ohealth-ng.com"; allowed: a domain that dev does not have',
      'prod.domain: found "ohealth-ng.com"; allowed: a domain that staging does not have',
    ]);
  });
});
