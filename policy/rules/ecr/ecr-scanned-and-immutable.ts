import { securityHub } from "../../lib/links";
import { known, readBoolean, readList, readString } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";

export const ecrScannedAndImmutable = resourceRule({
  name: "ecr-scanned-and-immutable",
  row: 81,
  title: "A repository scans its images, and its tags do not move",
  controls: ["ECR.1", "ECR.2", "CKV_AWS_163", "CKV_AWS_51", "CKV_AWS_136"],
  severity: "medium",
  levels: levels.mandatory,
  why: "A tag that moves runs what nobody reviewed; an image nobody scans carries known holes.",
  fix: "Set imageScanningConfiguration.scanOnPush and imageTagMutability IMMUTABLE, in production a KMS key.",
  url: securityHub("ecr-1"),
  options: {
    requireKms: {
      schema: { type: "boolean", default: false, description: "Ask for encryption with KMS." },
      test: true,
      production: true,
      stricter: "higher",
    },
  },
  kinds: ["repository"],
  check(check) {
    const { inputs } = check.resource;
    const notScanned = "does not scan what is pushed";
    decide(check, readBoolean(inputs, "imageScanningConfiguration.scanOnPush"), {
      property: "imageScanningConfiguration.scanOnPush",
      absent: notScanned,
      known: (scans) => (scans ? undefined : notScanned),
    });
    const mutable = "lets tags be moved";
    decide(check, readString(inputs, "imageTagMutability"), {
      property: "imageTagMutability",
      absent: mutable,
      known: (value) => (value.startsWith("IMMUTABLE") ? undefined : mutable),
    });
    if (!check.options.boolean("requireKms")) return;
    const configurations = known(readList(inputs, "encryptionConfigurations")) ?? [];
    const usesKms = configurations.some((one) =>
      known(readString(one, "encryptionType"))?.startsWith("KMS"),
    );
    if (!usesKms) {
      check.report({
        problem: "is not encrypted with a KMS key",
        property: "encryptionConfigurations",
      });
    }
  },
});
