import { undoing } from "../../lib/iam/powers";
import { powerKinds, reportExcess } from "../../lib/identity-policies";
import { resourceRule } from "../../lib/rule";

export const recordsAndBackupsKept = resourceRule({
  name: "records-and-backups-kept",
  row: 109,
  title: "No policy lets its holder stop what records it, or destroy keys and backups",
  severity: "high",
  why: "An attacker first stops the records, then destroys what would bring the data back.",
  fix: "Remove the action; what only operators do belongs into a role of theirs.",
  url: "https://attack.mitre.org/techniques/T1562/008/",
  decidedBy: "drydock:services.{name}.permissions",
  kinds: powerKinds,
  check(check) {
    reportExcess(check, undoing);
  },
});
