import { DomainCertificates } from "../../../constructs/edge/domain-certificates";
import { render, resources, tags, testStack, type Values } from "../../support/stack";

describe("the certificates of a domain", () => {
  const stack = testStack();
  const certificates = new DomainCertificates(stack, "certificates", { domain: "dev.example.com", zoneId: "Z1" });
  stack.output("regional", "for load balancers", certificates.regionalArn);
  stack.output("edge", "for CloudFront", certificates.edgeArn);
  const json = render(stack);

  test("cover it and every name directly under it, one in each region", () => {
    const certificate = (region: string): Values => ({
      domain_name: "dev.example.com",
      subject_alternative_names: ["*.dev.example.com"],
      validation_method: "DNS",
      lifecycle: { create_before_destroy: true },
      tags: tags({ Service: "dns", DataClassification: "public", Name: `ohi-test-${region}-certificate` }),
    });

    expect(resources(json, "aws_acm_certificate")).toEqual({
      certificates_regional: certificate("regional"),
      certificates_edge: { ...certificate("edge"), provider: "aws.us-east-1" },
    });
  });

  test("share one validation record", () => {
    const option = (attribute: string): string =>
      `\${tolist(aws_acm_certificate.certificates_regional.domain_validation_options).0.resource_record_${attribute}}`;

    expect(resources(json, "aws_route53_record")).toEqual({
      "certificates_validation-record": { zone_id: "Z1", name: option("name"), type: option("type"), records: [option("value")], ttl: 300 },
    });
  });

  test("are used once they are valid, for which an apply waits a quarter of an hour and no longer", () => {
    const validation = (region: string): Values => ({
      certificate_arn: `\${aws_acm_certificate.certificates_${region}.arn}`,
      validation_record_fqdns: ["${aws_route53_record.certificates_validation-record.fqdn}"],
      timeouts: { create: "15m" },
    });

    expect(resources(json, "aws_acm_certificate_validation")).toEqual({
      "certificates_regional-validation": validation("regional"),
      "certificates_edge-validation": { ...validation("edge"), provider: "aws.us-east-1" },
    });
    expect(json.output?.["regional"]?.["value"]).toBe("${aws_acm_certificate_validation.certificates_regional-validation.certificate_arn}");
    expect(json.output?.["edge"]?.["value"]).toBe("${aws_acm_certificate_validation.certificates_edge-validation.certificate_arn}");
  });
});
