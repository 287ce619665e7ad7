import { dev } from "../../environments/dev";
import { prod } from "../../environments/prod";
import { environmentSchema } from "../../environments/schema";
import { problems } from "./problems";
import { withValue } from "./values";

/** Paths of all objects in a value, itself included. */
function objectsIn(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, part]) => objectsIn(part, [...path, key]));
  return Array.isArray(value) ? inside : [path.join("."), ...inside];
}

const letters = (length: number): string => "a".repeat(length);
const digits = (length: number): string => "7".repeat(length);
const addresses = (count: number): string[] => Array.from({ length: count }, (_, index) => `person-${index}@example.org`);
const ranges = (count: number): string[] => Array.from({ length: count }, (_, index) => `192.0.${index}.0/24`);

/** A record in which nothing but the one setting bounds it: what others allow beside it is as wide as can be. */
const wide = { ...dev, edge: { ...dev.edge, defaultTtlSeconds: 0, maxTtlSeconds: 31_536_000 } };

/** Bounded settings: the lowest and the highest value, the values next to them, and what is said of either. */
const bounds: readonly (readonly [string, object, readonly [unknown, unknown], readonly [unknown, string], readonly [unknown, string]])[] =
  [
    ["name", wide, [letters(2), letters(8)], [letters(1), "2 to 8 lower-case"], [letters(9), "2 to 8 lower-case"]],
    ["createdBy", wide, [letters(1), letters(64)], ["", "1 to 64 lower-case"], [letters(65), "1 to 64 lower-case"]],
    ["network.cidr", wide, ["10.0.0.0/19", "10.0.0.0/16"], ["10.0.0.0/20", "between /16 and /19"], ["10.0.0.0/15", "between /16 and /19"]],
    ["network.mongoAtlasCidrs", wide, [ranges(1), ranges(8)], [[], "at least 1 entries"], [ranges(9), "at most 8 entries"]],
    ["postgres.storageGib", withValue(wide, "postgres.maxStorageGib", 65_536), [20, 59_578], [19, "20 or more"], [59_579, "59578 or less"]],
    ["postgres.maxStorageGib", wide, [22, 65_536], [21, "at least 10 % above storageGib"], [65_537, "65536 or less"]],
    ["postgres.readReplicas", wide, [0, 2], [-1, "0 or more"], [3, "2 or less"]],
    ["postgres.backupRetentionDays", wide, [1, 35], [0, "1 or more"], [36, "35 or less"]],
    ["appCache.nodes", wide, [1, 6], [0, "1 or more"], [7, "6 or less"]],
    ["blnkCache.nodes", wide, [1, 6], [0, "1 or more"], [7, "6 or less"]],
    ["logRetentionDays", wide, [1, 3653], [0, "one of 1, 3, 5"], [3654, "one of 1, 3, 5"]],
    ["secretRecoveryDays", wide, [7, 30], [6, "7 or more"], [31, "30 or less"]],
    ["ecs.defaultImageTag", wide, [letters(1), letters(128)], ["", "up to 128 letters"], [letters(129), "up to 128 letters"]],
    ["edge.defaultTtlSeconds", wide, [0, 31_536_000], [-1, "0 or more"], [31_536_001, "31536000 or less"]],
    ["edge.maxTtlSeconds", wide, [0, 31_536_000], [-1, "0 or more"], [31_536_001, "31536000 or less"]],
    ["clickhouse.volumeGib", wide, [20, 16_384], [19, "20 or more"], [16_385, "16384 or less"]],
    ["zookeeperNodes", wide, [1, 5], [0, "one of 1, 3, 5"], [6, "one of 1, 3, 5"]],
    ["integrations.whatsappPhoneNumberId", wide, [digits(10), digits(20)], [digits(9), "10 to 20 digits"], [digits(21), "10 to 20 digits"]],
  ];

describe("a bounded setting", () => {
  test.each(bounds)("%s takes its lowest and its highest value", (path, record, values) => {
    expect(values.flatMap((value) => problems(withValue(record, path, value)))).toEqual([]);
  });

  test.each(bounds)("%s refuses the next value on either side", (path, record, _values, ...outside) => {
    for (const [value, allowed] of outside) {
      const root = path === "name" ? String(value) : "dev";

      expect(problems(withValue(record, path, value))).toContainEqual(
        expect.stringMatching(`^${root}.${path}: found .*; allowed: .*${allowed}`),
      );
    }
  });

  test.each([
    ...bounds.flatMap(([path, record, [lowest]]) => (typeof lowest === "number" ? [[path, record, lowest + 0.5] as const] : [])),
    ["monthlyBudgetUsd", dev, 1.5] as const,
  ])("%s refuses half a step above its lowest value", (path, record, value) => {
    expect(problems(withValue(record, path, value))).toEqual([expect.stringContaining(`dev.${path}: found ${value}; allowed: `)]);
  });

  test.each([
    ["monthlyBudgetUsd, which has no highest value,", "monthlyBudgetUsd", [1, 1_000_000], 0, "1 or more"],
    ["alarmEmails, which may be none,", "alarmEmails", [[], addresses(10)], addresses(11), "at most 10 entries"],
  ])("%s has a bound on one side", (_what, path, accepted, refused, allowed) => {
    expect(accepted.flatMap((value) => problems(withValue(dev, path, value)))).toEqual([]);
    expect(problems(withValue(dev, path, refused))).toEqual([expect.stringMatching(`^dev.${path}: found .*; allowed: ${allowed}$`)]);
  });

  test("logRetentionDays takes the numbers of days that CloudWatch has, and none between them", () => {
    const { logRetentionDays } = environmentSchema.shape;

    const taken = Array.from({ length: 4000 }, (_, day) => day).filter((day) => logRetentionDays.safeParse(day).success);

    expect(taken).toEqual([...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]]);
  });

  test("storageGib is refused by itself where the largest disk leaves no room for a ceiling a tenth above it", () => {
    const record = withValue(withValue(dev, "postgres.maxStorageGib", 65_536), "postgres.storageGib", 59_579);

    expect(problems(record)).toEqual(["dev.postgres.storageGib: found 59579; allowed: 59578 or less"]);
  });
});

describe("a word of a domain", () => {
  const delegating = (label: string): object[] => [
    withValue(prod, "dns.delegations", [{ label, nameServers: [] }]),
    { ...dev, domain: `${label}.ohealth-ng.com` },
  ];

  test.each(["a", "7", "a-b", letters(63)])("may be %j", (label) => {
    expect(problems(...delegating(label))).toEqual([]);
  });

  test.each(["", "A", "a.b", "a_b", "-a", "a-", letters(64)])("may not be %j", (label) => {
    expect(problems(...delegating(label))).toEqual([
      `prod.dns.delegations.0.label: found "${label}"; allowed: the first word of the other environment's domain`,
      expect.stringContaining(`dev.domain: found "${label}.ohealth-ng.com"; allowed: `),
    ]);
  });
});

describe("a rule of the web ACLs that only counts", () => {
  test.each(["common", "common/SizeRestrictions_BODY", "known-bad-inputs/Log4JRCE_HEADER"])("may be %j", (rule) => {
    expect(problems(withValue(dev, "edge.wafCountOnly", [rule]))).toEqual([]);
  });

  test.each(["", "Common", "common/", "/Rule", "common/a/b", "common/two words", "common/Size-Restrictions"])("may not be %j", (rule) => {
    expect(problems(withValue(dev, "edge.wafCountOnly", [rule]))).toEqual([
      `dev.edge.wafCountOnly.0: found "${rule}"; allowed: a rule, or a group and a rule in it: common/SizeRestrictions_BODY`,
    ]);
  });
});

describe("a source of the site's pages", () => {
  test.each(["data:", "'unsafe-inline'", "https://cdn.example.com/a-b", "*.example.com"])("may be %j", (source) => {
    expect(problems(withValue(dev, "edge.contentSources.scripts", [source]))).toEqual([]);
  });

  test.each(["a;script-src", "a,b", "a b", ""])("may not be %j", (source) => {
    expect(problems(withValue(dev, "edge.contentSources.scripts", [source]))).toEqual([
      expect.stringContaining(`dev.edge.contentSources.scripts.0: found "${source}"; allowed: one source of a content security policy`),
    ]);
  });
});

describe("a setting that does not exist", () => {
  /** With something in each list whose entries are objects. */
  const full = withValue(prod, "dns.delegations", [{ label: "dev", nameServers: [] }]);
  const places = objectsIn(full);

  test("is looked for in objects at every depth", () => {
    expect(places).toEqual(expect.arrayContaining(["", "network", "edge.contentSources", "dns.delegations.0"]));
  });

  test.each(places)("is refused in the object at %j", (place) => {
    const path = place === "" ? "colour" : `${place}.colour`;

    expect(problems(withValue(full, path, "red"), dev)).toEqual([`prod.${path}: found "red"; allowed: no such setting`]);
  });
});
