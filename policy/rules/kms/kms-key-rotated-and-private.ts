import { readDocument, type Statement } from "../../lib/iam/statements";
import { securityHub } from "../../lib/links";
import { publicProblem } from "../../lib/public-policy";
import { known, readBoolean, readNumber, readString } from "../../lib/reading";
import { decide, levels, resourceRule, type ResourceInputs } from "../../lib/rule";

export const kmsKeyRotatedAndPrivate = resourceRule({
  name: "kms-key-rotated-and-private",
  row: 78,
  title: "A KMS key is rotated, private, and not deleted at once",
  controls: ["KMS.4", "KMS.5", "CKV_AWS_7", "CKV_AWS_33", "AwsSolutions-KMS5", "CIS-AWS-7.0-4.6"],
  severity: "medium",
  levels: levels.mandatory,
  why: "What a key encrypted is lost with the key, and open to all with an open key policy.",
  fix: "Set enableKeyRotation to true and deletionWindowInDays to 14 or more, and name principals in the policy.",
  url: securityHub("kms-4"),
  decidedBy: "drydock:encryption.deletionWindowDays",
  options: {
    minimumDeletionWindowDays: {
      schema: { type: "integer", minimum: 7, maximum: 30, default: 14 },
      stricter: "higher",
    },
  },
  kinds: ["key", "keyPolicy"],
  check(check) {
    const { resource, options, report, defer } = check;
    const { inputs } = resource;
    const document = readDocument(inputs, "policy");
    if (document.state === "unknown") defer("policy");
    const problem = publicProblem(document);
    if (problem !== undefined) report({ problem, property: "policy" });
    if (document.state === "known" && document.statements.some(grantsFreely)) {
      report({ problem: "lets grants be made for anybody", property: "policy" });
    }
    if (resource.type.includes("keyPolicy")) return;
    const minimum = options.number("minimumDeletionWindowDays");
    decide(check, readNumber(inputs, "deletionWindowInDays"), {
      property: "deletionWindowInDays",
      known: (days) =>
        days < minimum ? `can be restored for fewer than ${minimum} days` : undefined,
    });
    if (!canRotate(resource)) return;
    const notRotated = "is not rotated";
    decide(check, readBoolean(inputs, "enableKeyRotation"), {
      property: "enableKeyRotation",
      absent: notRotated,
      known: (rotates) => (rotates ? undefined : notRotated),
    });
  },
  remediate(resource) {
    const rotation = readBoolean(resource.inputs, "enableKeyRotation");
    const isRight = rotation.state === "unknown" || known(rotation) === true;
    if (isRight || resource.type.includes("keyPolicy") || !canRotate(resource)) return undefined;
    return { enableKeyRotation: true };
  },
});

/**
 * Grants pass rights on. A statement that names CreateGrant without AWS's own condition lets its principals
 * hand the key to anybody (https://docs.aws.amazon.com/kms/latest/developerguide/grants.html).
 */
function grantsFreely({ effect, actions, conditions }: Statement): boolean {
  return (
    effect === "Allow" &&
    actions.includes("kms:CreateGrant") &&
    !conditions.some(({ key }) => key === "kms:grantisforawsresource")
  );
}

/** Only symmetric keys whose material AWS makes are rotated by AWS. */
function canRotate({ inputs }: ResourceInputs): boolean {
  const usage = known(readString(inputs, "keyUsage")) ?? "ENCRYPT_DECRYPT";
  const spec = known(readString(inputs, "customerMasterKeySpec")) ?? "SYMMETRIC_DEFAULT";
  const store = readString(inputs, "customKeyStoreId");
  return usage === "ENCRYPT_DECRYPT" && spec === "SYMMETRIC_DEFAULT" && store.state === "absent";
}
