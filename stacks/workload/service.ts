import type { FargateSize } from "../../constructs/compute/fargate-size";
import type { Grant } from "../../constructs/security/policy-document";
import type { Environment, SizeTier } from "../../environments/schema";
import type { SecretReference, Surroundings } from "./surroundings";

/** What runs in a container: a service, or a task that runs once. */
export interface Program {
  readonly image: Image;
  /** Replaces the image's entry point. Default: the image's own. */
  readonly entryPoint?: readonly string[];
  /** Replaces the image's command. Default: the image's own. */
  readonly command?: readonly string[];
  /** Environment variables, exactly as the program reads them. */
  readonly settings: Readonly<Record<string, Setting>>;
  /** Environment variables whose value comes from a secret. Default: none. */
  readonly secrets?: Readonly<Record<string, SecretReference>>;
  /** What its program may do in AWS, besides what its databases and its volume need. Default: nothing. */
  readonly mayDo?: (of: Surroundings) => readonly Grant[];
  /** The databases in which it may log in by IAM. Default: none. */
  readonly databases?: readonly DatabaseKey[];
  /** Whether its root file system can be read-only; paths that it writes are then mounted. */
  readonly readOnlyRoot: boolean;
  /** Paths on which it gets an empty writable volume, gone with the task. Default: none. */
  readonly scratch?: readonly string[];
  /** User and group of the process, as numbers. Default: the image's own. */
  readonly user?: string;
}

/** One service of the platform, and everything about it. The infrastructure around it follows from this. */
export interface Service extends Program {
  /** Ports on which it listens, by what they are for. A service with ports has a name in the private zone. Default: none. */
  readonly ports?: Readonly<Record<string, number>>;
  /** How the container shows that it works. Default: it has no check, and runs for as long as its process does. */
  readonly health?: HttpHealth | CommandHealth;
  /** How much of it runs, by the size tier of the environment. */
  readonly scale: Readonly<Record<SizeTier, Scale>>;
  /** A service of its own for each number from 1 on: `zookeeper-1`. Default: one service, without a number. */
  readonly numbered?: (environment: Environment) => number;
  /** The address under which a load balancer serves it. Default: it is behind none. */
  readonly host?: Host;
  /** Seconds between the request to stop and the end, 2 to 120. */
  readonly stopTimeoutSeconds: number;
  /** A directory of its own on the shared file system, which outlives the task. Default: none. */
  readonly volume?: Volume;
}

/** An image is built by OHI, copied from somebody else's registry, or another service's. */
export type Image = { readonly own: true } | { readonly thirdParty: ThirdPartyImage } | { readonly of: string };

/** An image of somebody else, which the release copies into a repository of our own. */
export interface ThirdPartyImage {
  /** Repository in the public registry, for example `zookeeper`. */
  readonly repository: string;
  /** Never `latest`. */
  readonly tag: string;
}

/** How many tasks run and how large each is. CPU is in units of 1/1024, memory in MiB. */
export type Scale = FargateSize & {
  /** Tasks to begin with, and at the least. */
  readonly count: number;
  /** Tasks at the most. Default: as many as `count`, and no scaling. */
  readonly upTo?: number;
};

export interface HttpHealth {
  /** Name of the port that answers. */
  readonly port: string;
  /** Answers 200 when all is well. */
  readonly path: string;
}

export interface CommandHealth {
  /** Shell command that ends with 0 when all is well. */
  readonly command: string;
}

/** The address of a service behind a load balancer. */
export interface Host {
  /** Word before the environment's domain: `api` for `api.dev.ohealth-ng.com`. */
  readonly subdomain: string;
  /** The load balancer that serves it: the internet's, or the one inside the VPC. */
  readonly loadBalancer: "public" | "internal";
  /** Place of its rule in the listener, 1 to 50000, different for each service of a load balancer. */
  readonly priority: number;
  /** Name of the port to which requests go. */
  readonly port: string;
  /** Seconds for which a task that leaves may finish its requests, 0 to 3600. */
  readonly drainSeconds: number;
}

/** A value that is written here, or one that depends on the environment. */
export type Setting = string | ((of: Surroundings) => string);

/** Databases of an environment as programs see them; without replicas, who reads only reads the primary. */
export type DatabaseKey = "primary" | "reader" | "bulkReader" | "blnk";

export interface Volume {
  /** Where the container sees it. */
  readonly path: string;
  /** Numeric user and group that own it. */
  readonly owner: { readonly uid: number; readonly gid: number };
}
