import { regionOf } from "./arn";
import type { Element, StackModel } from "./model";
import { at, isBlock, listOf, textAt, type Value } from "./value";

/** A certificate as something uses it, by the validation that says when it is valid. */
export interface UsedCertificate {
  readonly certificate: Element;
  readonly region: string;
  /** Names that it covers, wildcards included. */
  readonly names: readonly string[];
}

/** The certificate to whose validation a value is the reference. */
export function certificateAt(stack: StackModel, value: Value | undefined): UsedCertificate | undefined {
  const validation = stack.referent(value, "aws_acm_certificate_validation", "certificate_arn");
  const certificate =
    validation === undefined ? undefined : stack.referent(validation.values["certificate_arn"], "aws_acm_certificate", "arn");
  if (certificate === undefined) return undefined;
  const { domain_name: domain, subject_alternative_names: others } = certificate.values;
  return { certificate, region: regionOf(certificate), names: textsIn([...listOf(domain), ...listOf(others)]) };
}

/** Whether a certificate's name covers a host; a wildcard stands for one word. @see https://www.rfc-editor.org/rfc/rfc6125#section-6.4.3 */
export function coversHost(names: readonly string[], host: string): boolean {
  return names.some((name) => name === host || (name.startsWith("*.") && host.split(".").slice(1).join(".") === name.slice(2)));
}

/** Hosts to which a listener rule answers. */
export function hostsOfRule({ values }: Element): readonly string[] {
  return listOf(values["condition"]).flatMap((condition) =>
    listOf(at(condition, "host_header")).flatMap((header) => textsIn(listOf(at(header, "values")))),
  );
}

/** Listener rules with the listener that they belong to. */
export function rulesOf(stack: StackModel, listener: Element): readonly Element[] {
  return stack
    .ofType("aws_lb_listener_rule")
    .filter(({ values }) => stack.referent(values["listener_arn"], "aws_lb_listener", "arn") === listener);
}

/** The load balancer of a listener. */
export function loadBalancerOf(stack: StackModel, listener: Element): Element | undefined {
  return stack.referent(listener.values["load_balancer_arn"], "aws_lb", "arn");
}

export function isHttps({ values }: Element): boolean {
  return values["protocol"] === "HTTPS";
}

/** What a host's records of a type lead to. */
export function aliasesOf(
  stack: StackModel,
  host: string,
  type: "A" | "AAAA",
): readonly { readonly record: Element; readonly target: Element | undefined }[] {
  return stack
    .ofType("aws_route53_record")
    .filter(({ values }) => values["name"] === host && values["type"] === type)
    .map((record) => {
      const [alias] = listOf(record.values["alias"]);
      return { record, target: stack.target(at(alias, "name"))?.element };
    });
}

/** An origin of a distribution that is no bucket. */
export interface CustomOrigin {
  readonly id: string;
  readonly host: string;
  readonly config: Value;
}

export function customOrigins({ values }: Element): readonly CustomOrigin[] {
  return listOf(values["origin"]).flatMap((origin) =>
    listOf(at(origin, "custom_origin_config")).map((config) => ({
      id: textAt(origin, "origin_id") ?? "",
      host: textAt(origin, "domain_name") ?? "",
      config,
    })),
  );
}

/** Behaviors of a distribution, the default one last; its pattern is `*`. */
export function behaviorsOf({ values }: Element): readonly { readonly pattern: string; readonly behavior: Value }[] {
  const ordered = listOf(values["ordered_cache_behavior"]).map((behavior) => ({
    pattern: textAt(behavior, "path_pattern") ?? "",
    behavior,
  }));
  return [...ordered, ...listOf(values["default_cache_behavior"]).map((behavior) => ({ pattern: "*", behavior }))];
}

/** Names under which people call a distribution. */
export function viewerNames({ values }: Element): readonly string[] {
  return textsIn(listOf(values["aliases"]));
}

export function textsIn(values: readonly Value[]): string[] {
  return values.filter((value) => typeof value === "string");
}

/** Whether any of the blocks at a name says something. */
export function has(value: Value, name: string): boolean {
  return listOf(at(value, name)).some((found) => !isBlock(found) || Object.keys(found).length > 0);
}
