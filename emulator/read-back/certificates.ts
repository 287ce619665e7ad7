import { type ACMClient, type CertificateDetail, DescribeCertificateCommand, paginateListCertificates } from "@aws-sdk/client-acm";
import type { Things } from "./facts";

/** What is looked at of a certificate. */
export interface CertificateFacts {
  /** Names that it covers, in order. */
  readonly covers: readonly string[];
  /** `ISSUED` once it has been validated. */
  readonly status: string | undefined;
  /** How whoever asked for it showed that the names are theirs, once for each way. */
  readonly validation: readonly (string | undefined)[];
}

/** The certificates of several regions, and what others say of them. */
export interface FoundCertificates {
  readonly certificates: Things<CertificateFacts>;
  /** What a certificate is called here, by its ARN. */
  readonly nameByArn: ReadonlyMap<string | undefined, string>;
  /** Names of the records, with the last dot, by which they are validated. */
  readonly validationRecords: ReadonlySet<string | undefined>;
}

/** A certificate has no name of its own: this is its domain and its region. */
export function certificateName(domain: string, region: string): string {
  return `certificate ${domain} in ${region}`;
}

/** Reads the certificates of regions back through AWS's own interface. */
export async function readCertificates(clients: Readonly<Record<string, ACMClient>>): Promise<FoundCertificates> {
  const certificates: Record<string, CertificateFacts> = {};
  const nameByArn = new Map<string | undefined, string>();
  const validationRecords = new Set<string | undefined>();
  for (const [region, client] of Object.entries(clients)) {
    for await (const detail of detailsOf(client)) {
      const { DomainName = "?", SubjectAlternativeNames = [], Status, DomainValidationOptions = [] } = detail;
      const name = certificateName(DomainName, region);
      certificates[name] = {
        covers: SubjectAlternativeNames.toSorted(),
        status: Status,
        validation: [...new Set(DomainValidationOptions.map(({ ValidationMethod }) => ValidationMethod))],
      };
      nameByArn.set(detail.CertificateArn, name);
      for (const { ResourceRecord } of DomainValidationOptions) validationRecords.add(ResourceRecord?.Name);
    }
  }
  return { certificates, nameByArn, validationRecords };
}

async function* detailsOf(client: ACMClient): AsyncGenerator<CertificateDetail> {
  for await (const { CertificateSummaryList = [] } of paginateListCertificates({ client }, {})) {
    for (const { CertificateArn } of CertificateSummaryList) {
      const { Certificate = {} } = await client.send(new DescribeCertificateCommand({ CertificateArn }));
      yield Certificate;
    }
  }
}
