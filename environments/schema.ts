import { z } from "zod";
import { block24, isAlignedCidr, isPrivate, prefixLength } from "./cidr";
import { platform } from "./platform";
import { lastBlock, zones } from "./subnets";

/** Classes of database instance, with the memory in GiB from which `max_connections` follows. @see https://aws.amazon.com/rds/instance-types/ */
export const databaseMemoryGib = { "db.t4g.micro": 1, "db.t4g.small": 2, "db.t4g.medium": 4, "db.t4g.large": 8 } as const;

/** GiB of the largest gp3 disk of a database. @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage */
const largestDiskGib = 65_536;

/** GiB of the largest disk that leaves room for a ceiling a tenth above it, as storage autoscaling wants it. */
const largestFirstDiskGib = Math.floor((10 * largestDiskGib) / 11);

const cacheNodeTypes = ["cache.t4g.micro", "cache.t4g.small", "cache.t4g.medium"] as const;
/** How large and how many the programs are; the catalogue says for each service what that means. */
const sizeTiers = ["minimal", "reduced", "full"] as const;

/** One of the size tiers. */
export type SizeTier = (typeof sizeTiers)[number];

const clickhouseInstanceTypes = ["t3.medium", "t3.large", "r6i.large"] as const;

/** Days for which CloudWatch Logs can keep a log; it takes no other number. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const logRetentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

const cidr = z.string().refine(isAlignedCidr, "an IPv4 range without host bits, for example 10.0.0.0/16");

const vpcCidr = cidr.refine((range) => !isAlignedCidr(range) || (isPrivate(range) && prefixLength(range) >= 16 && hasAllTiers(range)), {
  message: `a private (RFC 1918) range between /16 and /19: it has to hold the /24 blocks of all tiers, the last of which is number ${lastBlock}`,
});

function hasAllTiers(range: `${string}/${number}`): boolean {
  try {
    block24(range, lastBlock);
    return true;
  } catch {
    return false;
  }
}

function isEachOnce(list: readonly unknown[]): boolean {
  return new Set(list).size === list.length;
}

function isSorted(list: readonly string[]): boolean {
  return list.every((item, index) => index === 0 || item >= (list[index - 1] ?? item));
}

const databaseClass = z.enum(Object.keys(databaseMemoryGib) as (keyof typeof databaseMemoryGib)[]);

const cache = z.strictObject({
  /** Node type. Graviton, burstable. */
  nodeType: z.enum(cacheNodeTypes),
  /** Nodes, 1 to 6. From two on there is a replica, automatic failover and Multi-AZ. */
  nodes: z.int().min(1).max(6),
});

/** Tag of an image; `latest` says nothing about what runs. @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html */
export const imageTag = z
  .string()
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/,
    "up to 128 letters, digits, dots, underscores and hyphens, beginning with a letter, digit or underscore",
  )
  .refine((tag) => tag !== "latest", "a tag that says which image it is, not latest");

/** What belongs to no environment is called so: a second stack or name like it would take its place. */
const accountNames: readonly string[] = Object.values(platform.account);

/** A word of a host name. @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1 */
const word = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** Whether the text can stand between two dots of a host name: 1 to 63 lower-case letters, digits and, inside, hyphens. */
export function isLabel(text: string): boolean {
  return new RegExp(`^${word}$`).test(text);
}

/** Its path has any character that is not blank, `?` or `#`. */
const httpsUrl = z
  .string()
  .regex(
    new RegExp(`^https://${word}(\\.${word})+(/[!"$->@-~]*[!"$-.0->@-~])?$`),
    "an https:// address on port 443 without a query, and without a slash at its end",
  );

/** Sources in a content security policy. @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy */
const contentSources = z.array(
  z.string().regex(/^[!-+\--:<-~]+$/, "one source of a content security policy, such as https://cdn.example.com, data: or 'unsafe-inline'"),
);

/**
 * The one definition of what may differ between environments.
 *
 * A record has no defaults: each value is written down, so two environments differ only where a reader can see it.
 */
export const environmentSchema = z.strictObject({
  /** Second word of every name, tag `Environment`. 2 to 8 lower-case letters: target groups have 32 characters for the whole name. */
  name: z
    .string()
    .regex(/^[a-z]{2,8}$/, "2 to 8 lower-case letters")
    .refine((name) => !accountNames.includes(name), `a name that is not the account's, which are ${accountNames.join(" and ")}`),
  /** Domain of the environment, the base domain or one label under it. */
  domain: z
    .string()
    .regex(
      new RegExp(`^(${word}\\.)?${platform.baseDomain.replaceAll(".", "\\.")}$`),
      `${platform.baseDomain} or a name directly under it`,
    ),
  /** Tag `CreatedBy`; a setting and not the person at the keyboard, so that a synth is the same for everybody. */
  createdBy: z.string().regex(/^[a-z0-9-]{1,64}$/, "1 to 64 lower-case letters, digits and hyphens"),
  /** Tag `CreatedDate`, YYYY-MM-DD; pinned, so that a synth is the same on every day. */
  createdDate: z.iso.date("a day as YYYY-MM-DD"),
  network: z.strictObject({
    /** Range of the VPC. Its /24 blocks 0, 1, 2 are public, 10, 11, 12 private, 20, 21, 22 for databases, in the zones a, b, c. */
    cidr: vpcCidr,
    /** Availability zones, two or three, each with a NAT gateway of its own. */
    zones: z
      .array(z.enum(zones))
      .min(2)
      .max(zones.length)
      .refine(isEachOnce, "each zone once")
      .refine(isSorted, "zones in the order of their letters: in the first of them are the data host and its volume"),
    /** Ranges of MongoDB Atlas that provider-api may call. `0.0.0.0/0` until a peering or a list of addresses exists. */
    mongoAtlasCidrs: z.array(cidr).min(1).max(8).refine(isEachOnce, "each range once"),
  }),
  postgres: z
    .strictObject({
      /** Class of the server and of its replicas. Graviton, burstable. */
      instanceClass: databaseClass,
      /** GiB of gp3 to start with, 20 to 59578: more leaves no room for a ceiling. */
      storageGib: z.int().min(20).max(largestFirstDiskGib),
      /** GiB up to which storage grows by itself, at least a tenth above the start, at most 65536. */
      maxStorageGib: z.int().max(largestDiskGib),
      /** A standby in a second zone, with automatic failover. */
      multiAz: z.boolean(),
      /** Read replicas, 0 to 2: `Postgres` has an address for the first and one for the last, and nobody would read a third. */
      readReplicas: z.int().min(0).max(2),
      /** Days of automated backups, 1 to 35. Zero would turn point-in-time restore off. */
      backupRetentionDays: z.int().min(1).max(35),
    })
    .refine(({ storageGib, maxStorageGib }) => storageGib > largestFirstDiskGib || 10 * maxStorageGib >= 11 * storageGib, {
      path: ["maxStorageGib"],
      message: "at least 10 % above storageGib, as storage autoscaling wants it",
    }),
  /** The ledger's own server: its class, and whether it has a standby in a second zone. It has no replicas, and the backups' days of `postgres`. */
  blnkPostgres: z.strictObject({ instanceClass: databaseClass, multiAz: z.boolean() }),
  /** The application's cache. */
  appCache: cache,
  /** The ledger's cache, which holds a queue. */
  blnkCache: cache,
  /** Deletion protection of databases and load balancers, and `prevent_destroy` on everything that holds data. */
  deletionProtection: z.boolean(),
  /** Days for which every log group keeps its events; one of CloudWatch's own numbers. */
  logRetentionDays: z.literal([...logRetentionDays]),
  /** Days in which a deleted secret can be brought back, 7 to 30. */
  secretRecoveryDays: z.int().min(7).max(30),
  ecs: z.strictObject({
    /** Size and number of the tasks of every service, by the catalogue's column of this name. */
    sizing: z.enum(sizeTiers),
    /** `allBut` these services run on Fargate Spot, or `only` these do. */
    spot: z.union([z.strictObject({ allBut: z.array(z.string()) }), z.strictObject({ only: z.array(z.string()) })]),
    /** Whether a tag in an image repository can be pointed at another image. */
    imageTags: z.enum(["MUTABLE", "IMMUTABLE"]),
    /** Tag of OHI's own images where the release names none. */
    defaultImageTag: imageTag,
  }),
  edge: z
    .strictObject({
      /** Web ACLs on the public load balancer and on CloudFront. */
      waf: z.boolean(),
      /** Rules of the web ACLs that only count what they would block: `common`, or one inside a group, `common/SizeRestrictions_BODY`. */
      wafCountOnly: z.array(
        z.string().regex(/^[a-z-]+(\/[A-Za-z0-9_]+)?$/, "a rule, or a group and a rule in it: common/SizeRestrictions_BODY"),
      ),
      /** What the site's pages may load and call, besides the site itself and its services: sources of a content security policy. */
      contentSources: z.strictObject({
        scripts: contentSources,
        styles: contentSources,
        images: contentSources,
        fonts: contentSources,
        connections: contentSources,
        /** What pages may show in a frame. */
        frames: contentSources,
      }),
      /** Where CloudFront answers from: North America and Europe, with Asia and Africa (200), or everywhere (All). */
      priceClass: z.enum(["PriceClass_100", "PriceClass_200", "PriceClass_All"]),
      /** Seconds for which CloudFront keeps what names no time of its own. */
      defaultTtlSeconds: z.int().min(0).max(31_536_000),
      /** Seconds for which CloudFront keeps anything at the most, no less than what it keeps by default. */
      maxTtlSeconds: z.int().min(0).max(31_536_000),
    })
    .refine(({ defaultTtlSeconds, maxTtlSeconds }) => maxTtlSeconds >= defaultTtlSeconds, {
      path: ["maxTtlSeconds"],
      message: "no less than defaultTtlSeconds",
    }),
  dns: z.strictObject({
    /** Names directly under the domain, each the domain of another environment, whose zone answers for it. */
    delegations: z
      .array(
        z.strictObject({
          label: z.string().refine(isLabel, "the first word of the other environment's domain"),
          /** The other zone's output `zone_name_servers`. Empty until it is known: then nothing is delegated yet. */
          nameServers: z
            .array(z.string().regex(new RegExp(`^${word}(\\.${word})+$`), "the name of a server, without a dot at its end"))
            .refine(isEachOnce, "each server once"),
        }),
      )
      .refine((delegations) => isEachOnce(delegations.map(({ label }) => label)), "each label once"),
    /** Whether the queries that the zone answers are logged. */
    queryLogging: z.boolean(),
    /** Whether the site and its public services are asked from outside if they are well. */
    healthChecks: z.boolean(),
  }),
  /** The host of the telemetry database: its type, and the GiB of gp3 of its data volume, 20 to 16384, which can grow but never shrink. */
  clickhouse: z.strictObject({ instanceType: z.enum(clickhouseInstanceTypes), volumeGib: z.int().min(20).max(16_384) }),
  /** ZooKeeper servers: 1, 3 or 5, since an even number tolerates no more failures than the odd one below it. */
  zookeeperNodes: z.literal([1, 3, 5]),
  /** What the programs talk to outside AWS. */
  integrations: z.strictObject({
    /** Address of the Typesense cluster. Production has one of its own. */
    typesenseUrl: httpsUrl,
    /** Id that Meta gives the number from which WhatsApp messages are sent: 10 to 20 digits; zeros until there is one. */
    whatsappPhoneNumberId: z.string().regex(/^\d{10,20}$/, "10 to 20 digits"),
    /** Address to which provider-api sends texts to have prices read out of them. */
    providerLlmApiEndpoint: httpsUrl,
  }),
  /** US dollars that a month may cost. Nothing stops when it costs more; somebody is told at 80, 100 and 120 %. */
  monthlyBudgetUsd: z.int().min(1),
  /** Addresses, at most ten, that get a mail for each alarm once they have confirmed it. Without one, whoever wants to hear of alarms subscribes to their topics. */
  alarmEmails: z.array(z.email("an e-mail address")).max(10).refine(isEachOnce, "each address once"),
});

/** The record of one environment, checked. */
export type Environment = z.infer<typeof environmentSchema>;
