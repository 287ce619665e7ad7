import { platform } from "../../environments/platform";
import { type Environment, isLabel } from "../../environments/schema";
import { infrastructureGroups } from "./groups";
import type { Program, Service } from "./service";
import type { Catalogue } from "./services";
import { siteLabel } from "./site";
import type { Tasks } from "./tasks";

/** Everything in a catalogue that names what does not exist, or names something twice; each line says where. */
export function problemsOf(services: Catalogue, tasks: Tasks, environment: Environment): string[] {
  const entries = Object.entries(services);
  return [
    ...infrastructureGroups.flatMap((key) =>
      key in services ? [`services.${key}: found a service; allowed: a key that no other security group has`] : [],
    ),
    ...problemsOfKeys(services, tasks),
    ...entries.flatMap(([key, service]) => [
      ...problemsOfService(`services.${key}`, service),
      ...problemsOfHost(`services.${key}`, service),
    ]),
    ...entries.flatMap(([key, service]) => problemsOfImage(`services.${key}`, service, services)),
    ...Object.entries(tasks).flatMap(([key, task]) => problemsOfImage(`tasks.${key}`, task, services)),
    ...repeated(entries, "priority", ({ host }) =>
      host === undefined ? undefined : `${host.priority} on the ${host.loadBalancer} load balancer`,
    ),
    ...repeated(entries, "subdomain", ({ host }) => host?.subdomain),
    ...problemsOfSpot(services, environment),
    ...problemsOfNames(services, environment),
  ];
}

/** Keys that are the name of something of the same kind already, and what that is. */
const reserved: Readonly<Record<string, string>> = { exec: "the log of ECS Exec", site: "the health check of the site" };

/** A key is the name of a program, of its log, its roles and its repository. */
function problemsOfKeys(services: Catalogue, tasks: Tasks): string[] {
  const programs = Object.entries({ services, tasks }).flatMap(([kind, entries]) =>
    Object.keys(entries).map((key) => ({ path: `${kind}.${key}`, key })),
  );
  return [
    ...programs.flatMap(({ path, key }) =>
      /(^|-).(-|$)/.test(key)
        ? [`${path}: found a word of one letter; allowed: longer ones, since a letter is a zone's and a digit a member's`]
        : [],
    ),
    ...programs.flatMap(({ path, key }) =>
      reserved[key] === undefined ? [] : [`${path}: found ${key}; allowed: another key, since ${reserved[key]} has this one`],
    ),
    ...Object.keys(tasks).flatMap((key) => (key in services ? [`tasks.${key}: found a task; allowed: a key that no service has`] : [])),
  ];
}

function problemsOfService(path: string, { ports = {}, health, host, numbered }: Service): string[] {
  return [
    ...(health !== undefined && "port" in health && !(health.port in ports)
      ? [`${path}.health.port: found ${health.port}; allowed: ${Object.keys(ports).join(", ") || "nothing, it has no ports"}`]
      : []),
    ...(host !== undefined && numbered !== undefined ? [`${path}.host: found a host; allowed: none, since it is numbered`] : []),
  ];
}

/** What a load balancer would not find at a service that it is to serve; each line says where. */
function problemsOfHost(path: string, { host, ports = {}, health }: Service): string[] {
  if (host === undefined) return [];
  const known = Object.keys(ports);
  return [
    ...(known.includes(host.port)
      ? []
      : [`${path}.host.port: found ${host.port}; allowed: ${known.join(", ") || "nothing, it has no ports"}`]),
    ...(isLabel(host.subdomain)
      ? []
      : [`${path}.host.subdomain: found ${host.subdomain}; allowed: 1 to 63 lower-case letters, digits and, inside, hyphens`]),
    ...(host.subdomain === siteLabel ? [`${path}.host.subdomain: found ${siteLabel}; allowed: another one, since the site has it`] : []),
    ...(health !== undefined && "path" in health ? [] : [`${path}.health: found no path; allowed: one that answers 200`]),
  ];
}

function problemsOfImage(path: string, { image }: Program, services: Catalogue): string[] {
  if ("thirdParty" in image)
    return image.thirdParty.tag === "latest" ? [`${path}.image.thirdParty.tag: found latest; allowed: a version`] : [];
  if ("own" in image) return [];
  const owners = Object.entries(services).flatMap(([key, service]) => ("of" in service.image ? [] : [key]));
  return owners.includes(image.of) ? [] : [`${path}.image.of: found ${image.of}; allowed: ${owners.join(", ")}`];
}

function repeated(entries: readonly (readonly [string, Service])[], what: string, of: (service: Service) => string | undefined): string[] {
  return entries.flatMap(([key, service], index) => {
    const value = of(service);
    const first = entries.slice(0, index).find(([, other]) => value !== undefined && of(other) === value);
    return first === undefined
      ? []
      : [`services.${key}.host.${what}: found ${String(value)}; allowed: one that services.${first[0]} does not have`];
  });
}

function problemsOfSpot(services: Catalogue, { ecs: { spot }, name }: Environment): string[] {
  const [list, keys] = "only" in spot ? (["only", spot.only] as const) : (["allBut", spot.allBut] as const);
  return keys.flatMap((key) =>
    key in services ? [] : [`${name}.ecs.spot.${list}: found ${key}; allowed: ${Object.keys(services).join(", ")}`],
  );
}

/** A name is that of one host, or of one other environment's zone; and no name says the same word twice. */
function problemsOfNames(services: Catalogue, { name, domain, dns }: Environment): string[] {
  const hosts = [siteLabel, ...Object.values(services).flatMap(({ host }) => host?.subdomain ?? [])];
  const own = domain === platform.baseDomain ? [] : [domain.slice(0, -`.${platform.baseDomain}`.length)];
  const taken = (path: string, found: string, labels: readonly string[], label: string): string[] =>
    labels.includes(label) ? [`${name}.${path}: found ${found}; allowed: none of ${labels.join(", ")}`] : [];
  return [
    ...own.flatMap((label) => taken("domain", domain, hosts, label)),
    ...dns.delegations.flatMap(({ label }, index) => taken(`dns.delegations.${index}.label`, label, [...hosts, ...own], label)),
  ];
}
