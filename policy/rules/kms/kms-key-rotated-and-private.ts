import { holds } from "../../lib/iam/conditions";
import { readDocument, type Statement } from "../../lib/iam/document";
import { allowsAction } from "../../lib/iam/evaluate";
import { securityHub } from "../../lib/links";
import { known, readBoolean, readNumber, readString } from "../../lib/reading";
import { reportForeigners, reportStrangers } from "../../lib/resource-policies";
import { decide, type ResourceCheck, type ResourceInputs, stackRule } from "../../lib/rule";
import { checkProperty } from "../../lib/settings";

export const kmsKeyRotatedAndPrivate = stackRule({
  name: "kms-key-rotated-and-private",
  row: 78,
  title: "A KMS key is rotated, private, and not deleted at once",
  controls: [
    "KMS.4",
    "KMS.5",
    "CKV_AWS_7",
    "CKV_AWS_33",
    "CKV_AWS_227",
    "AwsSolutions-KMS5",
    "CIS-AWS-7.0-4.6",
  ],
  severity: "medium",
  why: "Data is lost with its key, and open to all with an open key policy.",
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
  checkResource(check) {
    const { resource, report } = check;
    reportStrangers(check);
    const document = readDocument(resource.inputs, "policy");
    if (document.state === "known" && document.statements.some(grantsFreely)) {
      report({ problem: "lets anybody be given a grant", property: "policy" });
    }
    if (!resource.type.includes("keyPolicy")) checkKey(check);
  },
  check(check) {
    const { stack } = check;
    reportForeigners(check, [...stack.ofKind("key"), ...stack.ofKind("keyPolicy")]);
  },
  remediate(resource) {
    const rotation = readBoolean(resource.inputs, "enableKeyRotation");
    const isRight = rotation.state === "unknown" || known(rotation) === true;
    if (isRight || resource.type.includes("keyPolicy") || !canRotate(resource)) return undefined;
    return { enableKeyRotation: true };
  },
});

function checkKey(check: ResourceCheck): void {
  const { resource, options } = check;
  const { inputs } = resource;
  const minimum = options.number("minimumDeletionWindowDays");
  decide(check, readNumber(inputs, "deletionWindowInDays"), {
    property: "deletionWindowInDays",
    known: (days) =>
      days < minimum ? `can be restored for fewer than ${minimum} days` : undefined,
  });
  decide(check, readBoolean(inputs, "isEnabled"), {
    property: "isEnabled",
    known: (isEnabled) => (isEnabled ? undefined : "is disabled, so nothing can be decrypted"),
  });
  decide(check, readBoolean(inputs, "bypassPolicyLockoutSafetyCheck"), {
    property: "bypassPolicyLockoutSafetyCheck",
    known: (bypasses) => (bypasses ? "may lock everybody out of its own policy" : undefined),
  });
  if (!canRotate(resource)) return;
  checkProperty(check, inputs, {
    property: "enableKeyRotation",
    right: ["true"],
    problem: "is not rotated",
  });
}

const grantsForAws = "kms:grantisforawsresource";

/**
 * Grants pass rights on. A statement that allows CreateGrant without AWS's own condition lets its principals
 * hand the key to anybody (https://docs.aws.amazon.com/kms/latest/developerguide/grants.html). Who may write the
 * policy itself can do so in any case.
 */
function grantsFreely(statement: Statement): boolean {
  if (!allowsAction(statement, "kms:CreateGrant")) return false;
  if (allowsAction(statement, "kms:PutKeyPolicy")) return false;
  const conditions = statement.conditions.filter(({ key }) => key === grantsForAws);
  const others = [new Map<string, string>(), new Map([[grantsForAws, "false"]])];
  return others.some((context) => conditions.every((one) => holds(one, context)));
}

/** AWS rotates only symmetric keys whose material it creates. */
function canRotate({ inputs }: ResourceInputs): boolean {
  const usage = known(readString(inputs, "keyUsage")) ?? "ENCRYPT_DECRYPT";
  const spec = known(readString(inputs, "customerMasterKeySpec")) ?? "SYMMETRIC_DEFAULT";
  const store = readString(inputs, "customKeyStoreId");
  return usage === "ENCRYPT_DECRYPT" && spec === "SYMMETRIC_DEFAULT" && store.state === "absent";
}
