import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { containerOf } from "../../review/containers";
import type { StackModel } from "../../review/model";
import { asNamed } from "../../review/named-text";
import { environments } from "./expected/environments";
import { stackNamed } from "./stacks";

/** What a start line did until its program ran. */
interface Started {
  /** How the program was called. */
  readonly called: string;
  /** Variables that the line made or changed. */
  readonly made: Readonly<Record<string, string>>;
  /** All that it printed; logs are read by more people than passwords. */
  readonly printed: string;
  /** What it ended with. */
  readonly code: number | null;
  /** A file that it wrote. */
  readonly file: (name: string) => string;
}

/** The line of the shell by which a program starts, with the variables that its container has. A secret has the value `secret`. */
function startOf(stack: StackModel, name: string, others: Readonly<Record<string, string>> = {}): Started {
  const containers = stack.ofType("aws_ecs_task_definition").flatMap((definition) => containerOf(definition) ?? []);
  const container = containers.find((each) => each.name === name);
  const [shell, option, line = ""] = container?.entryPoint ?? [];
  expect([shell, option]).toEqual(["/bin/sh", "-c"]);
  const settings = [...(container?.settings ?? [])].map(([variable, value]) => [
    variable,
    asNamed(stack, value).replace(/^\{(.*)\}$/, "$1"),
  ]);
  const secrets = [...(container?.secrets.keys() ?? [])].map((variable) => [variable, secret(variable)]);
  return start(asNamed(stack, line), { ...(Object.fromEntries([...settings, ...secrets]) as Record<string, string>), ...others });
}

/** A password has no characters that a URL would need escaped: section 5 of the requirement. */
function secret(variable: string): string {
  return `of-${variable}`;
}

/** Runs a line in a folder that stands for the root of the container. */
function start(line: string, variables: Readonly<Record<string, string>>): Started {
  const root = mkdtempSync(path.join(tmpdir(), "start-"));
  for (const folder of ["bin", "tmp", "etc/nginx/conf.d"]) mkdirSync(path.join(root, folder), { recursive: true });
  for (const program of programs) writeFileSync(path.join(root, program), sayCall(root), { mode: 0o755 });
  const here = line.replaceAll(/(?<=[ =])\/(?=tmp|etc|signoz|var)/g, `${root}/`);
  const given: Readonly<Record<string, string>> = { ...variables, PATH: `${root}/bin:/usr/bin:/bin` };

  const { stdout, stderr, status: code } = spawnSync("/bin/sh", ["-c", here], { cwd: root, env: given, encoding: "utf8" });

  const read = (name: string): string => readFileSync(path.join(root, name), "utf8");
  const variablesThen = read("variables")
    .split("\0")
    .map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)] as const);
  return {
    called: read("called").replaceAll(`${root}/bin/`, "").replaceAll(`${root}/`, "/").trim(),
    made: Object.fromEntries(variablesThen.filter(([name, value]) => name !== "" && name !== "PWD" && given[name] !== value)),
    printed: stdout + stderr,
    code,
    file: read,
  };
}

/** Programs by their places in the images. */
const programs = ["bin/blnk", "bin/nginx", "signoz-collector", "signoz-schema-migrator", "query-service"];

/** A program that only writes down how it was called and with what, says `SAYS` and ends with `CODE`. */
function sayCall(root: string): string {
  return `#!/bin/sh\nprintf '%s\\n' "$0 $*" > ${root}/called\nenv -0 > ${root}/variables\nprintf '%b' "$SAYS" >&2\nexit "\${CODE:-0}"\n`;
}

describe.each(environments)("in $stack", ({ stack: name }) => {
  const stack = stackNamed(name);
  const database = "postgres://blnkadmin:of-DB_PASSWORD@postgres-blnk.address:5432/blnk?sslmode=require";
  const cache = "rediss://:of-REDIS_PASSWORD@blnk-cache.primary_endpoint_address:6379/0";
  const login = "username=signoz&password=of-CLICKHOUSE_PASSWORD";
  const clickhouse = `tcp://signoz:of-CLICKHOUSE_PASSWORD@clickhouse.${name}.local:9000/?${login}`;

  test.each<[program: string, called: string, made: Readonly<Record<string, string>>]>([
    ["blnk-api", "blnk start", { BLNK_DATA_SOURCE_DNS: database, BLNK_REDIS_DNS: cache }],
    ["blnk-worker", "blnk workers", { BLNK_DATA_SOURCE_DNS: database, BLNK_REDIS_DNS: cache }],
    ["blnk-migrations", "blnk migrate up", { BLNK_DATA_SOURCE_DNS: database }],
    ["otel-collector", "/signoz-collector --config=/tmp/collector.yaml", { CLICKHOUSE_URL: clickhouse }],
    [
      "signoz-query",
      "./query-service -config=/tmp/prometheus.yml",
      { CLICKHOUSE_URL: clickhouse, ClickHouseUrl: `${clickhouse}&database=signoz_traces` },
    ],
    ["signoz-migrations", `/signoz-schema-migrator --dsn=${clickhouse}`, { CLICKHOUSE_URL: clickhouse }],
    ["signoz-frontend", "nginx -g daemon off;", {}],
  ])("%s is started with the addresses that it reads, and nothing of them is printed", (program, called, made) => {
    const started = startOf(stack, program);

    expect([started.called, started.made, started.printed]).toEqual([called, made, ""]);
  });
});

describe("a start line", () => {
  const stack = stackNamed("ohi-prod");

  test("gives the collector its configuration in a file, as it was written", () => {
    const odd = 'a: "%s \\n ${CLICKHOUSE_URL}"';

    expect(startOf(stack, "otel-collector", { COLLECTOR_CONFIGURATION: odd }).file("tmp/collector.yaml")).toBe(odd);
  });

  test.each([
    ["have done something", "Applied 3 migrations!\\n", "0", 0],
    ["have nothing to do", "Applied 0 migrations!\\n", "0", 0],
    ["fail, of which Blnk only speaks", "2026/11/29 08:00:00 Error migrating up: no table\\n", "0", 1],
    ["fail, and Blnk counts them all the same", "2026/11/29 08:00:00 Error migrating up: no table\\nApplied 0 migrations!\\n", "0", 1],
    ["reach no database", "2026/11/29 08:00:00 Error connecting to database: no host\\n", "0", 1],
    ["end with a code of their own", "Applied 3 migrations!\\n", "3", 3],
    ["are stopped before they say anything", "", "137", 1],
  ])("tells by its end that the ledger's migrations %s, and what they said", (_, says, ends, expected) => {
    const { code, printed } = startOf(stack, "blnk-migrations", { SAYS: says, CODE: ends });

    expect([code, printed]).toEqual([expected, says.replaceAll("\\n", "\n")]);
  });

  test("gives the engine for Prometheus queries the database of metrics", () => {
    const { made, file } = startOf(stack, "signoz-query");

    expect(file("tmp/prometheus.yml")).toBe(`remote_read:\n  - url: ${made["CLICKHOUSE_URL"] ?? ""}&database=signoz_metrics\n`);
  });

  test("gives SigNoz's pages their port, and the address that they ask", () => {
    const pages = startOf(stack, "signoz-frontend").file("etc/nginx/conf.d/default.conf");

    expect(pages).toContain("listen 3301;");
    expect(pages).toContain("http://signoz-query.ohi-prod.local:8080");
    expect(pages.match(/@[A-Z_]+@/g)).toBeNull();
  });
});
