import { ACMClient } from "@aws-sdk/client-acm";
import { readCertificates } from "../../../emulator/read-back/certificates";
import { compareThings } from "../../../emulator/read-back/facts";
import { answered, nowhere } from "../../support/aws-answers";

const CertificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/1";
const detail = {
  CertificateArn,
  DomainName: "example.com",
  SubjectAlternativeNames: ["example.com", "*.example.com"],
  Status: "ISSUED",
  DomainValidationOptions: ["example.com", "*.example.com"].map((name) => ({
    DomainName: name,
    ValidationMethod: "DNS",
    ResourceRecord: { Name: "_1.example.com.", Type: "CNAME", Value: "_2.acm-validations.aws." },
  })),
};
const home = (certificate: object | undefined): ACMClient =>
  answered(new ACMClient(nowhere), {
    ListCertificatesCommand: { CertificateSummaryList: [{ CertificateArn }] },
    DescribeCertificateCommand: { Certificate: certificate },
  });

describe("reading certificates back", () => {
  test("calls each by its domain and region, and says what others need to know of it", async () => {
    const edge = answered(new ACMClient(nowhere), {});

    expect(await readCertificates({ "eu-west-1": home(detail), "us-east-1": edge })).toEqual({
      certificates: {
        "certificate example.com in eu-west-1": { covers: ["*.example.com", "example.com"], status: "ISSUED", validation: ["DNS"] },
      },
      nameByArn: new Map([[CertificateArn, "certificate example.com in eu-west-1"]]),
      validationRecords: new Set(["_1.example.com."]),
    });
  });

  test.each<[string, object | undefined, string[]]>([
    [
      "does not cover the hosts",
      { ...detail, SubjectAlternativeNames: ["example.com"] },
      ['certificate example.com in eu-west-1 has covers ["example.com"]; meant is ["*.example.com","example.com"]'],
    ],
    [
      "was never validated",
      { ...detail, Status: "PENDING_VALIDATION" },
      ['certificate example.com in eu-west-1 has status "PENDING_VALIDATION"; meant is "ISSUED"'],
    ],
    [
      "is of another domain",
      { ...detail, DomainName: "example.org" },
      ["certificate example.com in eu-west-1 is missing", "certificate example.org in eu-west-1 is not meant to be there"],
    ],
    [
      "is nothing that AWS says a word about",
      undefined,
      ["certificate ? in eu-west-1 is not meant to be there", "certificate example.com in eu-west-1 is missing"],
    ],
  ])("finds one that %s", async (_, certificate, differences) => {
    const { certificates: meant } = await readCertificates({ "eu-west-1": home(detail) });
    const { certificates: found } = await readCertificates({ "eu-west-1": home(certificate) });

    expect(compareThings(found, meant)).toEqual(differences);
  });
});
