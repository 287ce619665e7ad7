import type { Finding, Reporter } from "../../finding";
import type { Element } from "../../model";
import { at, show, type Value } from "../../value";

/** What of a resource is not as it has to be, by path: `lifecycle.prevent_destroy`. */
export function unlike(element: Element, report: Reporter, wanted: Readonly<Record<string, Value>>): Finding[] {
  return Object.entries(wanted).flatMap(([path, value]) => {
    const found = at(element.values, ...path.split("."));
    return found === value ? [] : [report.violation(element, `${path} ${show(found)}`, show(value))];
  });
}
