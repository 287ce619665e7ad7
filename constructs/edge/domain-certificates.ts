import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { nameOf } from "../foundation/names";
import { PlatformStack } from "../foundation/platform-stack";
import { tag } from "../foundation/tags";
import { watch } from "../operations/watch";
import { certificateAlarms } from "./certificate-alarms";

export interface DomainCertificatesProps {
  /** Domain that they cover, with every name directly under it. */
  readonly domain: string;
  /** Id of the domain's hosted zone. */
  readonly zoneId: string;
}

/** Long enough for a record to spread; without a delegation it never does, and an apply should say so soon. */
const validationTimeout = "15m";

/**
 * The certificates of a domain: one in the stack's region for load balancers, one in us-east-1 for CloudFront.
 *
 * ACM asks for the same record for a domain and its wildcard, in every region, so there is exactly one. The ARNs are those
 * of the validations: whoever uses a certificate waits until it is valid.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export class DomainCertificates extends Construct {
  /** For load balancers. */
  public readonly regionalArn: string;
  /** For CloudFront. */
  public readonly edgeArn: string;

  public constructor(scope: Construct, id: string, props: DomainCertificatesProps) {
    super(scope, id);
    tag(this, { Service: "dns", DataClassification: "public" });
    const { edgeProvider } = PlatformStack.of(this);
    const regional = this.certificate("regional", props.domain);
    const edge = this.certificate("edge", props.domain, edgeProvider);
    watch(this, "regional", certificateAlarms(regional.arn, "home"));
    watch(this, "edge", certificateAlarms(edge.arn, "edge"));
    const fqdn = this.validationRecord(regional, props.zoneId);
    this.regionalArn = this.validation("regional", regional, fqdn);
    this.edgeArn = this.validation("edge", edge, fqdn, edgeProvider);
  }

  private certificate(id: string, domain: string, provider?: AwsProvider): AcmCertificate {
    return new AcmCertificate(this, id, {
      domainName: domain,
      subjectAlternativeNames: [`*.${domain}`],
      validationMethod: "DNS",
      lifecycle: { createBeforeDestroy: true },
      tags: { Name: nameOf(this, "aws_acm_certificate", id, "certificate") },
      ...(provider === undefined ? {} : { provider }),
    });
  }

  private validationRecord(certificate: AcmCertificate, zoneId: string): string {
    const option = certificate.domainValidationOptions.get(0);
    return new Route53Record(this, "validation-record", {
      zoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 300,
    }).fqdn;
  }

  private validation(id: string, certificate: AcmCertificate, fqdn: string, provider?: AwsProvider): string {
    return new AcmCertificateValidation(this, `${id}-validation`, {
      certificateArn: certificate.arn,
      validationRecordFqdns: [fqdn],
      timeouts: { create: validationTimeout },
      ...(provider === undefined ? {} : { provider }),
    }).certificateArn;
  }
}
