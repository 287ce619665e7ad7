import { DataHost } from "../../constructs/compute/data-host";
import type { PrivateDnsNamespace } from "../../constructs/compute/private-dns-namespace";
import { literal } from "../../constructs/foundation/literal";
import { tag } from "../../constructs/foundation/tags";
import { LogGroup } from "../../constructs/operations/log-group";
import { LoggedFailure } from "../../constructs/operations/logged-failure";
import { GeneratedCredential } from "../../constructs/secrets/generated-credential";
import type { EncryptionKey } from "../../constructs/security/encryption-key";
import { Refusal } from "../../constructs/foundation/refusal";
import type { EnvironmentStack } from "../environment-stack";
import { keepingOf } from "../secret-keeping";
import { clickhouseUserData, imageParameter } from "../workload/clickhouse";
import { peersOf } from "../workload/peers";
import { secrets } from "../workload/secrets";
import { services } from "../workload/services";
import { clickhouseLogin } from "../workload/services/observability";
import type { NetworkSection } from "./network";
import type { SecretsSection } from "./secrets";

/** The password of ClickHouse's user. It stands before the host, like the credentials of all stores. */
export function addClickhouseCredential(stack: EnvironmentStack, { key }: { readonly key: EncryptionKey }): GeneratedCredential {
  const credential = new GeneratedCredential(stack, "clickhouse-credential", {
    name: secrets.clickhouse.name,
    user: clickhouseLogin.settings.CLICKHOUSE_USER,
    keeping: keepingOf(stack, key),
  });
  tag(credential, { Service: "clickhouse" });
  return credential;
}

export interface ClickhouseProps {
  readonly key: EncryptionKey;
  readonly network: NetworkSection;
  readonly directory: PrivateDnsNamespace;
  readonly secrets: SecretsSection;
  readonly credential: GeneratedCredential;
}

/** The database of all telemetry, on a host of its own, with its name in the private zone. */
export function addClickhouse(stack: EnvironmentStack, props: ClickhouseProps): void {
  const { environment, namePrefix, region, workload } = stack;
  const { network, matrix } = props.network;
  const [subnet] = network.privateTier.subnets;
  if (subnet === undefined) throw new Refusal(stack.node.path, ["it has no private subnet; ClickHouse needs one"]);

  const logGroup = new LogGroup(stack, "clickhouse-log-group", {
    name: `/ec2/${namePrefix}/clickhouse`,
    kmsKeyArn: props.key.arn,
    retentionDays: environment.logRetentionDays,
  });
  tag(logGroup, { Service: "clickhouse" });
  new LoggedFailure(stack, "clickhouse-boot", {
    name: "clickhouse",
    kind: "boot-failed",
    meaning: "The host has started, and what sets ClickHouse up did not come to its end.",
    logGroupName: logGroup.resource.name,
    word: "FAILED",
  });
  const host = new DataHost(stack, "clickhouse", {
    name: "clickhouse",
    imageParameter,
    instanceType: environment.clickhouse.instanceType,
    zone: subnet.zone,
    subnetId: subnet.subnet.id,
    securityGroupIds: [matrix.idOf("clickhouse")],
    kmsKeyArn: props.key.arn,
    dataGib: environment.clickhouse.volumeGib,
    userData: (dataVolumeId) =>
      literal(
        clickhouseUserData({
          region,
          dataVolumeId,
          secretArn: props.secrets.arnOf("clickhouse"),
          logGroup: logGroup.resource.name,
          zookeepers: peersOf(workload.services, { namePrefix, environment }).membersOf("zookeeper"),
          zookeeperPort: services.zookeeper.ports.client,
        }),
      ),
    grants: [
      ...props.secrets.readGrants(["clickhouse"]),
      { sid: "ReportBoot", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logGroup.arn}:*`] },
    ],
    protect: environment.deletionProtection,
    // The first boot reads the password, and fetches packages from the internet.
    dependsOn: [props.credential.seed, network.privateTier.internetRouteIn(subnet.zone)],
  });
  tag(host, { Service: "clickhouse" });
  props.directory.registerAddress("clickhouse", "clickhouse", host.privateIp);
}
