import { securityHub } from "../../lib/links";
import type { StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { readStrings } from "../../lib/reading";
import { stackRule } from "../../lib/rule";
import { checkPropertyOf } from "../../lib/settings";

export const efsBackedUp = stackRule({
  name: "efs-backed-up",
  row: 52,
  title: "An EFS file system is backed up",
  controls: ["EFS.2", "EFS.7", "CKV2_AWS_18", "AwsSolutions-EFSInBackupPlan"],
  severity: "medium",
  why: "Files that a program deletes are lost without a backup.",
  fix: "Add an efs.BackupPolicy with status ENABLED, or select the file system in an AWS Backup plan.",
  url: securityHub("efs-7"),
  decidedBy: "drydock:fileSystems.{name}.backup",
  kinds: ["fileSystem", "backupPolicy", "backupSelection"],
  check(check) {
    const { stack, report } = check;
    for (const fileSystem of stack.ofKind("fileSystem")) {
      if (isSelected(stack, fileSystem)) continue;
      const [policy] = stack.referrers(fileSystem, "backupPolicy", "fileSystemId");
      if (policy === undefined) {
        report(fileSystem, { problem: "is not backed up" });
        continue;
      }
      checkPropertyOf(check, policy, {
        property: "backupPolicy.status",
        right: ["enabled"],
        problem: "turns backups off",
      });
    }
  },
});

function isSelected(stack: StackModel, fileSystem: StackResource): boolean {
  return (
    stack.referrers(fileSystem, "backupSelection", "resources").length > 0 ||
    stack
      .ofKind("backupSelection")
      .some(({ properties }) => readStrings(properties, "resources").values.includes("*"))
  );
}
