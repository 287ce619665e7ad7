import { platform } from "../../environments/platform";
import type { Environment } from "../../environments/schema";
import { type CertificateFacts, certificateName } from "../read-back/certificates";
import type { Things } from "../read-back/facts";

/** What the settings say of an environment's certificates: one for load balancers, one for CloudFront, each for all names of the domain. */
export function certificatesOf({ domain }: Environment): Things<CertificateFacts> {
  const facts: CertificateFacts = { covers: [`*.${domain}`, domain], status: "ISSUED", validation: ["DNS"] };
  return Object.fromEntries([platform.region, platform.edgeRegion].map((region) => [certificateName(domain, region), facts]));
}
