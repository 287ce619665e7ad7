import { blocksOf, containerDefinitionsOf, containerOf } from "../../containers";
import { stackContract } from "../../contract";
import { bootScriptOf, xmlTexts } from "../../embedded";
import type { Finding, Reporter } from "../../finding";
import type { Element } from "../../model";
import { at, isBlock, listOf, show, textAt } from "../../value";

/** Settings by which a program is told where it keeps what has to outlive its task. */
const keptIn = ["ZOO_DATA_DIR", "ZOO_DATA_LOG_DIR"];

/** Settings of ClickHouse that say where it writes. */
const clickhousePaths = ["path", "tmp_path", "user_files_path"];

/**
 * What has to outlive a task or a host is kept on the file system or volume that outlives it: paths that a program is told lie below the place where
 * this is mounted. A path beside it works just as well, until the task or the host is replaced.
 *
 * ZooKeeper's image keeps its transactions in `/datalog`, when nobody says otherwise.
 */
export const keptFiles = stackContract(
  "kept-files",
  "programs keep what has to outlive them where a volume is mounted",
  (stack, report) => [
    ...stack.ofType("aws_ecs_task_definition").flatMap((definition) => ofTask(definition, report)),
    ...stack.ofType("aws_instance").flatMap((instance) => ofHost(instance, report)),
  ],
);

function ofTask(definition: Element, report: Reporter): Finding[] {
  const volumes = blocksOf(definition.values["volume"]);
  const lasting = volumes.filter((volume) => at(volume, "efs_volume_configuration") !== undefined).map((volume) => textAt(volume, "name"));
  const [container] = containerDefinitionsOf(definition);
  const mounts = listOf(at(container, "mountPoints")).filter(isBlock);
  const names = volumes.map((volume) => textAt(volume, "name"));
  const sources = mounts.map((mount) => textAt(mount, "sourceVolume"));
  const kept = mounts
    .filter((mount) => lasting.includes(textAt(mount, "sourceVolume")) && mount["readOnly"] !== true)
    .map((mount) => textAt(mount, "containerPath") ?? "");
  const told = [...(containerOf(definition)?.settings ?? [])].filter(([name]) => keptIn.includes(name));
  return [
    ...(names.map(show).toSorted().join() === sources.map(show).toSorted().join()
      ? []
      : [
          report.violation(
            definition,
            `mounts of ${sources.map(show).join(", ") || "nothing"}`,
            `one of each volume: ${names.map(show).join(", ") || "none"}`,
          ),
        ]),
    ...mounts.flatMap((mount) =>
      mount["readOnly"] === false && (textAt(mount, "containerPath") ?? "").startsWith("/")
        ? []
        : [report.violation(definition, `mount ${show(mount)}`, "a path, to write to")],
    ),
    ...told.flatMap(([name, path]) =>
      kept.some((place) => isBelow(path, place))
        ? []
        : [report.violation(definition, `${name}=${path}`, `a path below ${kept.join(", ") || "a mounted file system"}`)],
    ),
    ...(lasting.length > 0 && told.length !== keptIn.length
      ? [
          report.violation(
            definition,
            `told ${told.map(([name]) => name).join(", ") || "nothing"}`,
            `${keptIn.join(" and ")}, since it has a file system`,
          ),
        ]
      : []),
  ];
}

function ofHost(instance: Element, report: Reporter): Finding[] {
  const script = bootScriptOf(instance);
  const server = script?.files.get("server.xml");
  if (script?.mountPoint === undefined || server === undefined) {
    return [report.unresolved(instance, instance.values["user_data"], "a script with a mount_point, which writes server.xml")];
  }
  const { mountPoint } = script;
  return clickhousePaths.flatMap((name) => {
    const paths = xmlTexts(server, "clickhouse", name);
    return paths.length === 1 && paths.every((path) => isBelow(path, mountPoint))
      ? []
      : [report.violation(instance, `${name} ${paths.join(", ") || "not said"}`, `a path below ${mountPoint}`)];
  });
}

function isBelow(path: string, place: string): boolean {
  const end = (text: string): string => (text.endsWith("/") ? text : `${text}/`);
  return end(path).startsWith(end(place)) && !path.includes("..");
}
