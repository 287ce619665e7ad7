import { type Container, containerOf, serviceTag } from "../../containers";
import { stackContract } from "../../contract";
import { primaryOf } from "../../databases";
import type { Finding, Reporter } from "../../finding";
import type { Element, StackModel } from "../../model";
import { joined, referencesIn, soleReference } from "../../reference";
import { show, type Value } from "../../value";

/** Attributes that are a host alone, by the type of store. `endpoint` of a database has its port behind it. */
const hosts: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["address"],
  aws_elasticache_replication_group: ["primary_endpoint_address", "reader_endpoint_address"],
};

/**
 * A program is told the host of a store without a port, of the one that it may write to where it writes, and of a database the name, user and port
 * that this server has. Programs write to what `DB_HOST` and `REDIS_HOST` name, but for those that only read: nothing tells them so but the
 * replica in `DB_HOST`, and these are neither migrations nor told another host for reading.
 *
 * A port in `DB_HOST` was once refused by the driver, and a replica refuses what is written to it; both come to light in the first request.
 */
export const storeAddresses = stackContract(
  "store-addresses",
  "every program is told the host of a store that it can work with, and what belongs to it",
  (stack, report) =>
    stack.ofType("aws_ecs_task_definition").flatMap((definition) => {
      const container = containerOf(definition);
      if (container === undefined) return []; // said by the contract of task definitions
      return [
        ...[...container.settings].flatMap(([name, value]) => hostFindings(stack, definition, name, value, report)),
        ...databaseFindings(stack, definition, container, report),
        ...cacheFindings(definition, container, report),
      ];
    }),
);

/** What is named like a host is one, and what tells of a store tells its host. */
function hostFindings(stack: StackModel, definition: Element, name: string, value: string, report: Reporter): Finding[] {
  const wrong = referencesIn(value).filter(({ address, attribute }) => {
    const allowed = hosts[stack.find(address)?.type ?? ""];
    return allowed !== undefined && !allowed.includes(attribute);
  });
  const isHost = soleReference(value) !== undefined || /^[a-z0-9.-]+$/.test(value);
  return [
    ...wrong.map((reference) =>
      report.violation(definition, `${name} with ${joined(reference)}`, "the address of a store, without its port"),
    ),
    ...(name.endsWith("_HOST") && !isHost ? [report.violation(definition, `${name}=${value}`, "a host, without scheme or port")] : []),
  ];
}

function databaseFindings(stack: StackModel, definition: Element, { settings }: Container, report: Reporter): Finding[] {
  const host = settings.get("DB_HOST");
  if (host === undefined) return [];
  const server = stack.target(host)?.element;
  if (server?.type !== "aws_db_instance") return [report.unresolved(definition, host, "DB_HOST: the address of a database of this stack")];
  const primary = primaryOf(stack, server);
  const reader = settings.get("DB_READ_HOST");
  const writes = reader !== undefined || serviceTag(definition) === "migrations";
  const own: Readonly<Record<string, Value | undefined>> = {
    DB_NAME: primary.values["db_name"],
    DB_USER: primary.values["username"],
    DB_PORT: primary.values["port"],
  };
  return [
    ...(writes && server !== primary
      ? [report.violation(definition, `DB_HOST of ${server.address}`, `one that writes: ${primary.address}`)]
      : []),
    ...(reader === undefined ? [] : readerFindings(stack, definition, { reader, primary }, report)),
    ...Object.entries(own).flatMap(([name, value]) =>
      value === undefined || settings.get(name) === show(value)
        ? []
        : [report.violation(definition, `${name}=${settings.get(name) ?? "nothing"}`, `${show(value)}, as ${primary.address} says`)],
    ),
  ];
}

/** Where there are replicas, one of them is read. */
function readerFindings(
  stack: StackModel,
  definition: Element,
  { reader, primary }: { readonly reader: string; readonly primary: Element },
  report: Reporter,
): Finding[] {
  const replicas = stack.ofType("aws_db_instance").filter((one) => one !== primary && primaryOf(stack, one) === primary);
  const allowed = replicas.length === 0 ? [primary] : replicas;
  const server = stack.target(reader)?.element;
  return server !== undefined && allowed.includes(server)
    ? []
    : [report.violation(definition, `DB_READ_HOST=${reader}`, allowed.map(({ address }) => address).join(" or "))];
}

function cacheFindings(definition: Element, { settings }: Container, report: Reporter): Finding[] {
  const host = settings.get("REDIS_HOST");
  return host === undefined || soleReference(host)?.attribute === "primary_endpoint_address"
    ? []
    : [report.violation(definition, `REDIS_HOST=${host}`, "the primary's address of a cache: every program writes")];
}
