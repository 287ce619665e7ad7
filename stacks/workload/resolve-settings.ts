import { Refusal } from "../../constructs/foundation/refusal";
import { Unknown } from "./peers";
import type { Setting } from "./service";
import type { Surroundings } from "./surroundings";

/**
 * The values of a program's settings in an environment.
 *
 * @param path place of the settings, for example `services.api.settings`.
 * @throws Refusal listing every setting that names a service without a name or a port.
 */
export function resolveSettings(path: string, settings: Readonly<Record<string, Setting>>, of: Surroundings): Record<string, string> {
  const results = Object.entries(settings).map(([name, setting]) => ({ name, result: resolve(setting, of) }));
  const problems = results.flatMap(({ name, result }) => (typeof result === "string" ? [] : [`${path}.${name}: ${result.message}`]));
  if (problems.length > 0) throw new Refusal(of.namePrefix, problems);
  return Object.fromEntries(results.map(({ name, result }) => [name, String(result)]));
}

function resolve(setting: Setting, of: Surroundings): string | Unknown {
  try {
    return typeof setting === "string" ? setting : setting(of);
  } catch (error) {
    if (error instanceof Unknown) return error;
    throw error;
  }
}
