import { securityHub } from "../../lib/links";
import { known, readString } from "../../lib/reading";
import { isCopied, type Setting, settingsRule } from "../../lib/settings";

const settings: readonly Setting[] = [
  {
    kinds: ["database", "databaseCluster"],
    property: "deletionProtection",
    right: ["true"],
    problem: "can be deleted at any time",
    isApart: (inputs) => known(readString(inputs, "replicateSourceDb")) !== undefined,
  },
  {
    kinds: ["table"],
    property: "deletionProtectionEnabled",
    right: ["true"],
    problem: "can be deleted at any time",
  },
  {
    kinds: ["database", "databaseCluster", "warehouse"],
    property: "skipFinalSnapshot",
    right: ["false"],
    byDefault: "false",
    problem: "is deleted without a final snapshot",
    isApart: isCopied,
  },
];

export const dataStoreDeletionProtected = settingsRule({
  name: "data-store-deletion-protected",
  row: 99,
  title: "A production database or table cannot be deleted by a single call",
  controls: ["RDS.7", "RDS.8", "DynamoDB.6", "CKV_AWS_139", "CKV_AWS_293"],
  severity: "medium",
  levels: { test: "disabled", production: "mandatory", default: "advisory" },
  why: "Pulumi's protection does not stop a delete in the console or by a stolen key.",
  fix: "Turn deletion protection on, and leave skipFinalSnapshot out.",
  url: securityHub("rds-8"),
  settings,
});
