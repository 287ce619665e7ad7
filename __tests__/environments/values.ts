/** What a record says at a path, which has a dot before each part but the first. */
export function valueAt(record: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((found, key) => (isHolder(found) ? Reflect.get(found, key) : undefined), record);
}

/** The record with another value at a path; a number is the place of an entry in a list, of which it is the first. */
export function withValue(record: unknown, path: string, value: unknown): object {
  const [key = "", ...rest] = path.split(".");
  const held = isHolder(record) ? record : {};
  const child: unknown = rest.length === 0 ? value : withValue(Reflect.get(held, key), rest.join("."), value);
  return Array.isArray(held) ? [child, ...(held as unknown[]).slice(1)] : { ...held, [key]: child };
}

function isHolder(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
