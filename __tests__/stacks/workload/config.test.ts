import { spawnSync } from "node:child_process";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { parse } from "yaml";
import { z } from "zod";
import {
  type ClickhouseFacts,
  clickhouseBootScript,
  clickhouseUserData,
  serverXml,
  zookeeperXml,
} from "../../../stacks/workload/clickhouse";
import { configFile } from "../../../stacks/workload/config-file";
import { services } from "../../../stacks/workload/services";

/** A text with references to variables, as the collector reads them. */
const text = z.string().min(1);
const pipeline = z.strictObject({ receivers: z.array(text).min(1), processors: z.array(text), exporters: z.array(text).min(1) });

/** The collector's configuration, as far as this one uses it. @see https://opentelemetry.io/docs/collector/configuration/ */
const collectorConfiguration = z.strictObject({
  receivers: z.strictObject({
    otlp: z.strictObject({
      protocols: z.strictObject({ grpc: z.strictObject({ endpoint: text }), http: z.strictObject({ endpoint: text }) }),
    }),
  }),
  processors: z.strictObject({
    memory_limiter: z.strictObject({ check_interval: text, limit_percentage: z.int(), spike_limit_percentage: z.int() }),
    resource: z.strictObject({
      attributes: z.array(z.strictObject({ key: text, value: text, action: z.enum(["insert", "update", "upsert"]) })),
    }),
    "signozspanmetrics/prometheus": z.strictObject({
      metrics_exporter: text,
      latency_histogram_buckets: z.array(z.string().regex(/^\d+(us|ms|s)$/)),
      dimensions_cache_size: z.int(),
      dimensions: z.array(z.strictObject({ name: text, default: text })),
    }),
    batch: z.strictObject({ send_batch_size: z.int(), send_batch_max_size: z.int(), timeout: text }),
  }),
  exporters: z.strictObject({
    clickhousetraces: z.strictObject({ datasource: text, low_cardinal_exception_grouping: z.boolean() }),
    clickhousemetricswrite: z.strictObject({ endpoint: text, resource_to_telemetry_conversion: z.strictObject({ enabled: z.boolean() }) }),
    clickhouselogsexporter: z.strictObject({ dsn: text, timeout: text }),
  }),
  extensions: z.strictObject({ health_check: z.strictObject({ endpoint: text }) }),
  service: z.strictObject({
    extensions: z.array(text),
    telemetry: z.strictObject({
      logs: z.strictObject({ encoding: z.enum(["json", "console"]) }),
      metrics: z.strictObject({ level: text }),
    }),
    pipelines: z.strictObject({ traces: pipeline, metrics: pipeline, logs: pipeline }),
  }),
});

describe("the collector's configuration", () => {
  const source = configFile("otel-collector.yaml");
  const configuration = collectorConfiguration.parse(parse(source));

  test("sends traces, metrics and logs through components that it defines, and defines none that it does not use", () => {
    const { receivers, processors, exporters, extensions, service } = configuration;
    const pipelines = Object.values(service.pipelines);
    const used = (kind: keyof z.infer<typeof pipeline>): string[] => [...new Set(pipelines.flatMap((each) => each[kind]))].toSorted();

    expect(used("receivers")).toEqual(Object.keys(receivers).toSorted());
    expect(used("processors")).toEqual(Object.keys(processors).toSorted());
    expect(used("exporters")).toEqual(Object.keys(exporters).toSorted());
    expect(service.extensions).toEqual(Object.keys(extensions));
  });

  test("limits memory first and batches last in each pipeline", () => {
    const orders = Object.values(configuration.service.pipelines).map(({ processors }) => [processors[0], processors.at(-1)]);

    expect(orders).toEqual([
      ["memory_limiter", "batch"],
      ["memory_limiter", "batch"],
      ["memory_limiter", "batch"],
    ]);
  });

  test("refuses data in time: before the task has no memory left, and with room for what comes between two looks", () => {
    const { limit_percentage: hard, spike_limit_percentage: spike } = configuration.processors.memory_limiter;

    expect([hard, hard - spike]).toEqual([75, 55]);
  });

  test("reads only variables that its task has", () => {
    const { settings, secrets } = services["otel-collector"];
    const read = [...source.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => name);

    // What opens the database is composed of the three variables that are left out here.
    const started = ["CLICKHOUSE_ADDRESS", "CLICKHOUSE_PASSWORD", "CLICKHOUSE_USER"];
    const given = [...Object.keys(settings), ...Object.keys(secrets), "CLICKHOUSE_URL"];
    expect([...new Set(read)].toSorted()).toEqual(
      given.filter((name) => ![...started, "COLLECTOR_CONFIGURATION", "ENV", "LOG_LEVEL", "AWS_REGION"].includes(name)).toSorted(),
    );
  });

  test("writes to the databases that ClickHouse's host creates", () => {
    const written = [...source.matchAll(/\$\{CLICKHOUSE_URL\}&database=([a-z_]+)$/gm)].map(([, name]) => name);
    const created = /for database in ([a-z_ ]+);/.exec(configFile("clickhouse/boot.sh"))?.[1];

    expect(written.join(" ")).toBe(created);
  });
});

describe("the configuration of SigNoz's pages", () => {
  test("asks only for values that its container fills in, and loses no comment to the task", () => {
    const source = configFile("signoz-frontend.conf");
    const { settings } = services["signoz-frontend"];

    expect(
      [...new Set([...source.matchAll(/@([A-Z_]+)@/g)].map(([, name]) => name))].filter((name) => !(String(name) in settings)),
    ).toEqual([]);
    expect(source).not.toContain("#");
    expect(source.split("{").length).toBe(source.split("}").length);
  });

  test("passes on the whole address of a question: with a variable in it, nginx adds nothing of what was asked", () => {
    const asked = [...configFile("signoz-frontend.conf").matchAll(/location (?:= )?(\/api\S*) \{([^}]*)\}/g)].map(
      ([, location, body = ""]) => [location, /proxy_pass (.*);/.exec(body)?.[1]],
    );

    expect(asked).toEqual([
      ["/api", "$query$request_uri"],
      ["/api/v1/logs/tail", "$query$request_uri"],
    ]);
  });
});

describe("ClickHouse's host", () => {
  const facts: ClickhouseFacts = {
    region: "eu-west-1",
    dataVolumeId: "vol-0123456789abcdef0",
    secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ohi-dev-clickhouse-credentials-AbCdEf",
    logGroup: "/ec2/ohi-dev/clickhouse",
    zookeepers: ["zookeeper-1.ohi-prod.local", "zookeeper-2.ohi-prod.local", "zookeeper-3.ohi-prod.local"],
    zookeeperPort: 2181,
  };

  test("boots by a script that bash can read", () => {
    const env = { PATH: process.env["PATH"] }; // a locale that the machine does not have makes bash complain of it
    const { status, stderr } = spawnSync("bash", ["-n"], { input: clickhouseBootScript(facts), env, encoding: "utf8" });

    expect([status, stderr]).toEqual([0, ""]);
  });

  test("runs the script at every boot", () => {
    const userData = clickhouseUserData(facts);

    expect(userData).toContain("cloud_final_modules:\n  - [scripts-user, always]\n");
    expect(userData.split("--==ohi==")).toHaveLength(4);
    expect(userData).toContain(`\n\n${clickhouseBootScript(facts)}\n--==ohi==--\n`);
    expect(userData.length).toBeLessThan(16_384);
  });

  test("stops at the first failure, and reports it", () => {
    const script = clickhouseBootScript(facts);

    expect(script.split("\n").slice(0, 2)).toEqual(["#!/usr/bin/env bash", "set -euo pipefail"]);
    expect(script).toContain("trap on_exit EXIT");
    expect(script.match(/mkfs/g)).toHaveLength(1);
    expect(script).toContain('2) mkfs.xfs -L "$label" "$device" ;;');
  });

  test("has well-formed XML", () => {
    expect([serverXml(), zookeeperXml(facts.zookeepers, 2181)].map((xml) => XMLValidator.validate(xml))).toEqual([true, true]);
  });

  test("knows every ZooKeeper server", () => {
    expect(new XMLParser().parse(zookeeperXml(facts.zookeepers, 2181))).toMatchObject({
      clickhouse: { zookeeper: { node: facts.zookeepers.map((host) => ({ host, port: 2181 })) } },
    });
  });

  test("keeps of its own measurements only queries, and those for a week", () => {
    const { clickhouse } = z
      .object({ clickhouse: z.record(z.string(), z.unknown()) })
      .parse(new XMLParser({ ignoreAttributes: false }).parse(serverXml()));

    expect(Object.fromEntries(Object.entries(clickhouse).filter(([name]) => name.endsWith("_log")))).toEqual({
      query_log: { ttl: "event_date + INTERVAL 7 DAY DELETE" },
      ...Object.fromEntries(
        ["trace_log", "text_log", "metric_log", "asynchronous_metric_log"].map((log) => [log, { "@_remove": "remove" }]),
      ),
    });
  });

  test("keeps all data on the data volume", () => {
    const paths = [...serverXml().matchAll(/<([a-z_]*path)>(\/var[^<]*)</g)].map(([, name, path]) => [name, path]);

    expect(paths).toEqual([
      ["path", "/var/lib/clickhouse/"],
      ["tmp_path", "/var/lib/clickhouse/tmp/"],
      ["user_files_path", "/var/lib/clickhouse/user_files/"],
    ]);
    expect(configFile("clickhouse/boot.sh")).toContain("readonly mount_point=/var/lib/clickhouse\n");
  });
});
