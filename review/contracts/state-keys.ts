import { platformContract } from "../contract";
import type { Finding, Reporter } from "../finding";
import type { StackModel } from "../model";
import { expressionsIn } from "../reference";
import { regions } from "../requirement";
import { show, textAt } from "../value";

/**
 * Every stack keeps its state in S3, under a key of its own, encrypted and locked.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export const stateKeys = platformContract(
  "state-keys",
  "every stack has an encrypted and locked state of its own in S3",
  (stacks, reportOn) => {
    const places = new Map<string, string>();
    return stacks.flatMap((stack) => {
      const report = reportOn(stack);
      const place = placeOf(stack);
      const holder = place === undefined ? undefined : places.get(place);
      if (place !== undefined && holder === undefined) places.set(place, stack.name);
      return [
        ...problemsOf(stack, report),
        ...(holder === undefined ? [] : [report.violation("backend.s3", `the key of ${holder}: ${String(place)}`, "a key of its own")]),
      ];
    });
  },
);

function placeOf(stack: StackModel): string | undefined {
  const [bucket, key] = ["bucket", "key"].map((name) => textAt(stack.backends[0]?.values, name));
  return bucket === undefined || key === undefined ? undefined : `${bucket}/${key}`;
}

function problemsOf(stack: StackModel, report: Reporter): Finding[] {
  const [backend] = stack.backends;
  if (backend?.name !== "s3" || stack.backends.length !== 1) {
    return [report.violation("backend", stack.backends.map(({ name }) => name).join(", ") || "none", "s3")];
  }
  const { values } = backend;
  const expected: Readonly<Record<string, unknown>> = {
    encrypt: true,
    use_lockfile: true,
    region: regions.home,
    key: `${stack.name}/terraform.tfstate`,
  };
  const bucket = textAt(values, "bucket");
  return [
    ...Object.entries(expected).flatMap(([name, value]) =>
      values[name] === value ? [] : [report.violation(backend, `${name} ${show(values[name])}`, String(value))],
    ),
    ...(bucket !== undefined && bucket !== "" && expressionsIn(bucket).length === 0
      ? []
      : [report.unresolved(backend, bucket, "the name of a bucket")]),
    ...(values["dynamodb_table"] === undefined ? [] : [report.violation(backend, "dynamodb_table", "S3's own lock")]),
  ];
}
