/** Certificates and their validation. */
import { CloudRefusal } from "../refusal";
import type { ResourceModels } from "../types";
import { textsAt } from "../values";
import { recordType } from "./route53";

export const certificateType = "aws:acm/certificate:Certificate";

export const acm: ResourceModels = {
  [certificateType]: {
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
    exclusive: [
      ["domainName", "privateKey"],
      ["validationMethod", "privateKey"],
    ],
    oneOf: { validationMethod: ["DNS", "EMAIL"] },
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    replaceOn: ["certificateArn", "validationRecordFqdns"],
    // The time of issue: two certificates have different ones.
    id: (facts) => `2026-01-01 00:00:00.${facts.digits(9)} +0000 UTC`,
    references: [
      {
        path: "certificateArn",
        to: certificateType,
        by: "arn",
        missing: "ResourceNotFoundException: Could not find certificate {value}.",
      },
    ],
    // Without its DNS record a certificate waits until the provider gives up.
    onCreate: ({ store, object }) => {
      const records = store.ofType(recordType).flatMap(({ inputs }) => {
        const { name } = inputs;
        return typeof name === "string" ? [withoutDot(name)] : [];
      });
      const absent = textsAt(object.inputs, "validationRecordFqdns.*").find(
        (name) => !records.includes(withoutDot(name)),
      );
      if (absent === undefined) return;
      throw new CloudRefusal(
        "Timeout",
        `waiting for ACM Certificate to be issued: the record ${absent} does not exist`,
      );
    },
  },
};

const withoutDot = (name: string): string => name.replace(/\.$/, "");
