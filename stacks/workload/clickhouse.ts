import { configFile } from "./config-file";

/** Where ClickHouse listens: for programs, for queries by HTTP, and for other ClickHouse servers. */
export const clickhousePorts = { native: 9000, http: 8123, replication: 9009 } as const;

/** The release with long support that SigNoz's queries were tried with; its newest patch is installed. */
const version = "24.8";

/** Public parameter that names the newest Amazon Linux 2023. */
export const imageParameter = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

/** What the host has to know of the environment. */
export interface ClickhouseFacts {
  readonly region: string;
  /** Id of the volume that keeps the data. */
  readonly dataVolumeId: string;
  /** ARN of the secret with user and password. */
  readonly secretArn: string;
  /** Name of the log group to which it reports how it booted. */
  readonly logGroup: string;
  /** Host names of the ZooKeeper servers. */
  readonly zookeepers: readonly string[];
  readonly zookeeperPort: number;
}

/**
 * User data of ClickHouse's host: a script that cloud-init runs at each boot and not only at the first, so that a changed configuration
 * takes effect when the host is stopped and started.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html#user-data-mime-multi
 */
export function clickhouseUserData(facts: ClickhouseFacts): string {
  const boundary = "==ohi==";
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "MIME-Version: 1.0",
    "",
    `--${boundary}`,
    'Content-Type: text/cloud-config; charset="us-ascii"',
    "",
    "#cloud-config",
    "cloud_final_modules:",
    "  - [scripts-user, always]",
    "",
    `--${boundary}`,
    'Content-Type: text/x-shellscript; charset="us-ascii"',
    "",
    clickhouseBootScript(facts),
    `--${boundary}--`,
    "",
  ].join("\n");
}

/** The script itself. */
export function clickhouseBootScript({ region, dataVolumeId, secretArn, logGroup, zookeepers, zookeeperPort }: ClickhouseFacts): string {
  return [
    "#!/usr/bin/env bash",
    "set -euo pipefail",
    `AWS_REGION="${region}"`,
    `CLICKHOUSE_VERSION="${version}"`,
    `DATA_VOLUME_ID="${dataVolumeId}"`,
    `SECRET_ARN="${secretArn}"`,
    `LOG_GROUP="${logGroup}"`,
    "write_configuration() {",
    file("server.xml", serverXml()),
    file("zookeeper.xml", zookeeperXml(zookeepers, zookeeperPort)),
    "}",
    configFile("clickhouse/boot.sh"),
  ].join("\n");
}

/** ClickHouse's settings, but for what depends on the environment. */
export function serverXml(): string {
  return configFile("clickhouse/server.xml");
}

/** Where ClickHouse finds ZooKeeper. */
export function zookeeperXml(hosts: readonly string[], port: number): string {
  const nodes = hosts.map((host) => `    <node><host>${host}</host><port>${port}</port></node>`);
  return ['<?xml version="1.0"?>', "<clickhouse>", '  <zookeeper replace="replace">', ...nodes, "  </zookeeper>", "</clickhouse>", ""].join(
    "\n",
  );
}

function file(name: string, text: string): string {
  return `cat > /etc/clickhouse-server/config.d/${name} << 'XML'\n${text.trimEnd()}\nXML`;
}
