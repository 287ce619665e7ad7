import type { Service } from "./service";
import { blnk } from "./services/blnk";
import { observability } from "./services/observability";
import { ohi } from "./services/ohi";

/** Services by their key, which is their name, their security group and their tag `Service`. */
export type Catalogue = Readonly<Record<string, Service>>;

/** Every program of the platform. A new one is an entry here and its edges in `connections.ts`. */
export const services = { ...ohi, ...blnk, ...observability } as const satisfies Catalogue;

/** Key of a service of the platform. */
export type ServiceKey = keyof typeof services;
