import { dev } from "../../../environments/dev";
import { prod } from "../../../environments/prod";
import { staging } from "../../../environments/staging";
import { problemsOf } from "../../../stacks/workload/check-catalogue";
import { resolveSettings } from "../../../stacks/workload/resolve-settings";
import type { Scale, Service } from "../../../stacks/workload/service";
import { type Catalogue, services } from "../../../stacks/workload/services";
import { type Tasks, tasks } from "../../../stacks/workload/tasks";
import { rows } from "./expected";
import { surroundingsOf } from "./surroundings";

const catalogue: Catalogue = services;
const { api } = services;

const sizeOf = ({ cpu, memory, count, upTo }: Scale): string => `${cpu}/${memory} ×${count}${upTo === undefined ? "" : ` → ${upTo}`}`;

function imageOf({ image }: Service): string {
  if ("own" in image) return "own";
  return "of" in image ? `of ${image.of}` : `${image.thirdParty.repository}:${image.thirdParty.tag}`;
}

function healthOf({ health }: Service): string | undefined {
  if (health === undefined) return undefined;
  return "path" in health ? health.path : /ruok/.exec(health.command)?.[0];
}

function thrownBy(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (error) {
    return error;
  }
}

describe("the catalogue", () => {
  test("has the services of the requirement and no others", () => {
    expect(Object.keys(catalogue).toSorted()).toEqual(Object.keys(rows).toSorted());
  });

  test.each(Object.entries(rows))("gives %s its ports, health check, sizes and image", (key, row) => {
    const service = catalogue[key];

    expect(service && [Object.values(service.ports ?? {}), healthOf(service), imageOf(service)]).toEqual([
      row.ports,
      row.health,
      row.image,
    ]);
    expect([dev, staging, prod].map(({ ecs }) => service && sizeOf(service.scale[ecs.sizing]))).toEqual(row.sizes);
  });

  test("has nothing wrong with it in any environment", () => {
    expect([dev, staging, prod].flatMap((environment) => problemsOf(catalogue, tasks, environment))).toEqual([]);
  });
});

describe("a setting is refused", () => {
  const refused = (setting: Service["settings"][string]): (() => unknown) => {
    return () => resolveSettings("services.api.settings", { URL: setting }, surroundingsOf(dev));
  };

  test("that names a service which does not exist, and told which do", () => {
    expect(refused(({ peers }) => peers.addressOf("ledger", "http"))).toThrow(
      "ohi-dev: 1 problem\n  services.api.settings.URL: found ledger; allowed: clickhouse, api, graphql, sse, provider-api, blnk-api, otel-collector",
    );
  });

  test("that names a service without a name of its own", () => {
    expect(refused(({ peers }) => peers.addressOf("reindexer", "http"))).toThrow("found reindexer; allowed: clickhouse, api");
    expect(refused(({ peers }) => peers.addressOf("zookeeper", "client"))).toThrow("found zookeeper; allowed: clickhouse, api");
  });

  test("that names a port which the service does not have", () => {
    expect(refused(({ peers }) => peers.addressOf("otel-collector", "udp"))).toThrow(
      "found port udp of otel-collector; allowed: grpc, http, health",
    );
  });

  test("that lists the members of a service which has no numbers", () => {
    expect(refused(({ peers }) => peers.membersOf("api").join())).toThrow("found api; allowed: zookeeper");
  });

  test("for no fault of its own when finding its value breaks: that error is passed on as it is", () => {
    const broken = new TypeError("no databases at all");

    const attempt = refused(() => {
      throw broken;
    });

    expect(thrownBy(attempt)).toBe(broken);
  });
});

describe("a catalogue is refused", () => {
  test("with everything in it that names what does not exist or names something twice", () => {
    const broken: Catalogue = {
      api,
      second: { ...api, health: { port: "web", path: "/" }, host: { ...api.host, port: "web" } },
      third: { ...api, image: { of: "fourth" }, host: { ...api.host, subdomain: "third", priority: 101 }, numbered: () => 2 },
      fifth: {
        ...api,
        image: { thirdParty: { repository: "a/b", tag: "latest" } },
        host: { ...api.host, loadBalancer: "internal", subdomain: "fifth" },
      },
    };
    const environment = { ...dev, ecs: { ...dev.ecs, spot: { only: ["api", "sixth"] } } };

    expect(problemsOf(broken, {}, environment)).toEqual([
      "services.second.health.port: found web; allowed: http",
      "services.second.host.port: found web; allowed: http",
      "services.third.host: found a host; allowed: none, since it is numbered",
      "services.third.image.of: found fourth; allowed: api, second, fifth",
      "services.fifth.image.thirdParty.tag: found latest; allowed: a version",
      "services.second.host.priority: found 100 on the public load balancer; allowed: one that services.api does not have",
      "services.second.host.subdomain: found api; allowed: one that services.api does not have",
      "dev.ecs.spot.only: found sixth; allowed: api, second, third, fifth",
    ]);
  });

  test("with a host on a port that its service does not have, and with one where nothing answers when all is well", () => {
    const hidden: Service = { ...api, ports: { other: 1 }, health: { command: "true" } };

    expect(problemsOf({ ...catalogue, api: hidden }, tasks, dev)).toEqual([
      "services.api.host.port: found http; allowed: other",
      "services.api.health: found no path; allowed: one that answers 200",
    ]);
  });

  test.each([
    ["www", "another one, since the site has it"],
    ["v1.api", "1 to 63 lower-case letters, digits and, inside, hyphens"],
    ["API", "1 to 63 lower-case letters, digits and, inside, hyphens"],
  ])("with a host that is the site's, or no single word before the domain, which no certificate covers: %s", (subdomain, allowed) => {
    expect(problemsOf({ ...catalogue, api: { ...api, host: { ...api.host, subdomain } } }, tasks, dev)).toEqual([
      `services.api.host.subdomain: found ${subdomain}; allowed: ${allowed}`,
    ]);
  });

  test("with a service that would take the security group of something else", () => {
    expect(problemsOf({ ...catalogue, rds: { ...services.reindexer } }, tasks, dev)).toEqual([
      "services.rds: found a service; allowed: a key that no other security group has",
    ]);
  });

  test.each(["files-a", "a-files", "files-a-store", "a"])("with a service that is named like what stands in a zone: %s", (key) => {
    expect(problemsOf({ ...catalogue, [key]: { ...services.reindexer } }, tasks, dev)).toEqual([
      `services.${key}: found a word of one letter; allowed: longer ones, since a letter is a zone's and a digit a member's`,
    ]);
  });

  test("with a task that is named like a service, or like a member of one", () => {
    const task = tasks["api-migrations"];
    if (task === undefined) throw new Error("no api-migrations");

    expect(problemsOf(catalogue, { ...tasks, api: task, "zookeeper-1": task }, dev)).toEqual([
      "tasks.zookeeper-1: found a word of one letter; allowed: longer ones, since a letter is a zone's and a digit a member's",
      "tasks.api: found a task; allowed: a key that no service has",
    ]);
  });

  test.each([
    ["exec", "the log of ECS Exec"],
    ["site", "the health check of the site"],
  ])("with a program that is named like something else: %s", (key, holder) => {
    const task = tasks["api-migrations"];
    if (task === undefined) throw new Error("no api-migrations");

    expect(problemsOf({ ...catalogue, [key]: services.reindexer }, tasks, dev)).toEqual([
      `services.${key}: found ${key}; allowed: another key, since ${holder} has this one`,
    ]);
    expect(problemsOf(catalogue, { ...tasks, [key]: task }, dev)).toEqual([
      `tasks.${key}: found ${key}; allowed: another key, since ${holder} has this one`,
    ]);
  });

  test("but not with one whose words are longer, if only by a letter", () => {
    expect(problemsOf({ ...catalogue, "ab-cd": { ...services.reindexer } }, tasks, dev)).toEqual([]);
  });

  test("with a task whose image nobody has, or has no version", () => {
    const task = tasks["api-migrations"];
    if (task === undefined) throw new Error("no api-migrations");
    const broken: Tasks = {
      borrower: { ...task, image: { of: "fourth" } },
      stranger: { ...task, image: { thirdParty: { repository: "a/b", tag: "latest" } } },
    };

    expect(problemsOf({ api }, broken, { ...dev, ecs: { ...dev.ecs, spot: { only: [] } } })).toEqual([
      "tasks.borrower.image.of: found fourth; allowed: api",
      "tasks.stranger.image.thirdParty.tag: found latest; allowed: a version",
    ]);
  });

  test.each([
    ["allBut", { allBut: ["sse", "sixth"] }],
    ["only", { only: ["sse", "sixth"] }],
  ])("for an environment that names as %s on Spot what is no service", (way, spot) => {
    expect(problemsOf(catalogue, tasks, { ...dev, ecs: { ...dev.ecs, spot } })).toEqual([
      `dev.ecs.spot.${way}: found sixth; allowed: ${Object.keys(catalogue).join(", ")}`,
    ]);
  });

  test("with a health check on a port of a service that has none", () => {
    const deaf: Service = { ...services.reindexer, health: { port: "web", path: "/" } };

    expect(problemsOf({ ...catalogue, deaf }, tasks, dev)).toEqual([
      "services.deaf.health.port: found web; allowed: nothing, it has no ports",
    ]);
  });

  test("with a host of a service that has no ports", () => {
    const deaf: Service = { ...services.reindexer, host: { ...api.host, subdomain: "deaf", priority: 999 } };

    expect(problemsOf({ ...catalogue, deaf }, tasks, dev)).toEqual([
      "services.deaf.host.port: found http; allowed: nothing, it has no ports",
      "services.deaf.health: found no path; allowed: one that answers 200",
    ]);
  });

  test("for an environment that lives under the name of a host, or has another one do so", () => {
    const named = { ...dev, name: "api", domain: "api.ohealth-ng.com" };
    const delegating = {
      ...dev,
      dns: { ...dev.dns, delegations: ["other", "sse", "www", "dev"].map((label) => ({ label, nameServers: [] })) },
    };
    const hosts = "www, api, graphql, sse, provider, signoz";

    expect([problemsOf(catalogue, tasks, named), problemsOf(catalogue, tasks, delegating)]).toEqual([
      [`api.domain: found api.ohealth-ng.com; allowed: none of ${hosts}`],
      [
        `dev.dns.delegations.1.label: found sse; allowed: none of ${hosts}, dev`,
        `dev.dns.delegations.2.label: found www; allowed: none of ${hosts}, dev`,
        `dev.dns.delegations.3.label: found dev; allowed: none of ${hosts}, dev`,
      ],
    ]);
  });
});
