import { z } from "zod";

/** A check of Checkov's that a resource fails. */
export interface Failure {
  /** For example `CKV_AWS_338`. */
  readonly check: string;
  readonly name: string;
  readonly stack: string;
  /** The id of the resource, without its type: some of Checkov's checks do not tell it. */
  readonly resource: string;
}

/** A check that resources need not pass. */
export interface Exception {
  readonly check: string;
  /** Ids of the resources. Default all. */
  readonly resources?: readonly string[];
  /** Names of the environments. Default all. */
  readonly environments?: readonly string[];
  readonly reason: string;
}

export interface Report {
  readonly failed: readonly Failure[];
  /** Number of checks by stack, passed or failed. */
  readonly judged: ReadonlyMap<string, number>;
}

const record = z.object({ check_id: z.string(), check_name: z.string(), file_path: z.string(), resource: z.string() });
const output = z.object({ results: z.object({ passed_checks: z.array(record), failed_checks: z.array(record) }) });

/** Reads what `checkov --output json` has written; nothing when it is anything else, such as a run that found no file. */
export function readReport(text: string): Report | undefined {
  const parsed = output.safeParse(jsonIn(text));
  if (!parsed.success) return undefined;
  const { passed_checks: passed, failed_checks: failed } = parsed.data.results;
  const judged = new Map<string, number>();
  for (const { file_path: file } of [...passed, ...failed]) judged.set(stackOf(file), (judged.get(stackOf(file)) ?? 0) + 1);
  return {
    failed: failed.map((found) => ({
      check: found.check_id,
      name: found.check_name,
      stack: stackOf(found.file_path),
      resource: found.resource.split(".").at(-1) ?? found.resource,
    })),
    judged,
  };
}

/** Failures that nothing excepts, and exceptions, or resources of theirs, that nothing needs. */
export function judge({ failed }: Report, exceptions: readonly Exception[]): string[] {
  const unexcepted = failed
    .filter((failure) => !exceptions.some((exception) => covers(exception, failure)))
    .map(({ stack, resource, check, name }) => `${stack}: ${resource} fails ${check}: ${name}`);
  const idle = exceptions.flatMap((exception) =>
    parts(exception)
      .filter((part) => !failed.some((failure) => covers(part, failure)))
      .map(({ check, resources = ["any resource"], environments = ["any environment"] }) => {
        return `the exception from ${check} for ${resources.join()} in ${environments.join()} is not needed`;
      }),
  );
  return [...new Set([...unexcepted, ...idle])];
}

function covers({ check, resources, environments }: Exception, failure: Failure): boolean {
  return (
    check === failure.check &&
    (resources === undefined || resources.includes(failure.resource)) &&
    (environments === undefined || environments.some((environment) => failure.stack.endsWith(`-${environment}`)))
  );
}

/** An exception for each of its resources in each of its environments. */
function parts(exception: Exception): Exception[] {
  const { resources, environments } = exception;
  const byResource = resources === undefined ? [exception] : resources.map((resource) => ({ ...exception, resources: [resource] }));
  return byResource.flatMap((part) =>
    environments === undefined ? [part] : environments.map((environment) => ({ ...part, environments: [environment] })),
  );
}

function stackOf(file: string): string {
  return file.split("/").at(-2) ?? file;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
