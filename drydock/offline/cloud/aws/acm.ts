/** Certificates and their validation. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const acm: ResourceModels = {
  "aws:acm/certificate:Certificate": {
    documentation: awsPage("acm_certificate"),
    tagged: true,
    replaceOn: [
      "domainName",
      "subjectAlternativeNames",
      "validationMethod",
      "validationOptions",
      "keyAlgorithm",
      "certificateAuthorityArn",
    ],
    id: (facts) => facts.arn("acm", `certificate/${facts.uuid()}`),
    outputs: (facts, id) => ({
      arn: id,
      status: "PENDING_VALIDATION",
      domainValidationOptions: [
        {
          domainName: facts.text("domainName"),
          resourceRecordName: `_${facts.hex(32, "record")}.${facts.text("domainName")}.`,
          resourceRecordType: "CNAME",
          resourceRecordValue: `_${facts.hex(32, "value")}.acm-validations.aws.`,
        },
      ],
    }),
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    documentation: awsPage("acm_certificate_validation"),
    replaceOn: ["certificateArn", "validationRecordFqdns"],
    id: () => "2026-01-01 00:00:00 +0000 UTC",
  },
};
