import { hasWildcard, literalStart } from "../../lib/iam/patterns";
import { leastNamed } from "../../lib/iam/strangers-context";
import { securityHub } from "../../lib/links";
import { known, type Properties, readList, readString, readWord } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";
import { checkProperty } from "../../lib/settings";

export const ecrScannedAndImmutable = resourceRule({
  name: "ecr-scanned-and-immutable",
  row: 81,
  title: "A repository scans its images, and its tags do not move",
  controls: ["ECR.1", "ECR.2", "CKV_AWS_163", "CKV_AWS_51", "CKV_AWS_136"],
  severity: "medium",
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
    checkProperty(check, inputs, {
      property: "imageScanningConfiguration.scanOnPush",
      right: ["true"],
      problem: "does not scan pushed images",
    });
    const mutable = "lets tags be moved";
    decide(check, readWord(inputs, "imageTagMutability"), {
      property: "imageTagMutability",
      absent: mutable,
      known: (value) => (value.startsWith("IMMUTABLE") ? undefined : mutable),
    });
    if (excludesTags(inputs)) {
      check.report({ problem: mutable, property: "imageTagMutabilityExclusionFilters" });
    }
    if (!check.options.boolean("requireKms")) return;
    const configurations = known(readList(inputs, "encryptionConfigurations")) ?? [];
    const usesKms = configurations.some((one) =>
      known(readWord(one, "encryptionType"))?.startsWith("KMS"),
    );
    if (!usesKms) {
      check.report({
        problem: "is not encrypted with a KMS key",
        property: "encryptionConfigurations",
      });
    }
  },
});

/** True when tags that nobody has named may be moved in spite of the setting, such as by the filter `*`. */
function excludesTags(inputs: Properties): boolean {
  const filters = known(readList(inputs, "imageTagMutabilityExclusionFilters")) ?? [];
  return (
    known(readWord(inputs, "imageTagMutability")) === "IMMUTABLE_WITH_EXCLUSION" &&
    filters.some((one) => {
      const filter = known(readString(one, "filter")) ?? "";
      return hasWildcard(filter) && literalStart(filter).length < leastNamed;
    })
  );
}
