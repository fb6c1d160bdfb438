import { securityHub } from "../../lib/links";
import { settingsRule } from "../../lib/settings";

export const efsEncrypted = settingsRule({
  name: "efs-encrypted",
  row: 49,
  title: "An EFS file system is encrypted at rest",
  controls: ["EFS.1", "EFS.8", "CKV_AWS_42", "AwsSolutions-EFS1", "CIS-AWS-7.0-3.3.1"],
  severity: "high",
  why: "Encryption at rest can only be chosen when the file system is created.",
  fix: "Set encrypted to true.",
  url: securityHub("efs-1"),
  decidedBy: "drydock:fileSystems.{name}",
  exemptible: false,
  settings: [
    {
      kinds: ["fileSystem"],
      property: "encrypted",
      right: ["true"],
      problem: "is not encrypted at rest",
    },
  ],
});
