import { securityHub } from "../../lib/links";
import { readBoolean } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";

export const efsEncrypted = resourceRule({
  name: "efs-encrypted",
  row: 49,
  title: "An EFS file system is encrypted at rest",
  controls: ["EFS.1", "EFS.8", "CKV_AWS_42", "AwsSolutions-EFS1", "CIS-AWS-7.0-3.3.1"],
  severity: "high",
  levels: levels.mandatory,
  why: "Encryption at rest can only be chosen when the file system is made.",
  fix: "Set encrypted to true.",
  url: securityHub("efs-1"),
  decidedBy: "drydock:fileSystems.{name}",
  exemptible: false,
  kinds: ["fileSystem"],
  check(check) {
    const problem = "is not encrypted at rest";
    decide(check, readBoolean(check.resource.inputs, "encrypted"), {
      property: "encrypted",
      absent: problem,
      known: (encrypted) => (encrypted ? undefined : problem),
    });
  },
});
