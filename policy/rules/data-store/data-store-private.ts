import { kindOf } from "../../lib/kinds";
import { securityHub } from "../../lib/links";
import { readStrings } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";
import { checkSettings, kindsOf, type Setting } from "../../lib/settings";

const settings: readonly Setting[] = [
  {
    kinds: ["database", "clusterInstance", "warehouse", "warehouseWorkgroup", "broker"],
    property: "publiclyAccessible",
    right: ["false"],
    byDefault: "false",
    problem: "has a public address",
  },
  // The provider's default, which AWS does not share.
  {
    kinds: ["replicator"],
    property: "publiclyAccessible",
    right: ["false"],
    problem: "has a public address",
  },
  {
    kinds: ["eventStream"],
    property: "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
    right: ["disabled"],
    byDefault: "disabled",
    problem: "has public addresses",
  },
];

export const dataStorePrivate = resourceRule({
  name: "data-store-private",
  row: 97,
  title: "A database, broker or warehouse has no public address, and its snapshots are not public",
  controls: ["RDS.1", "RDS.2", "Redshift.1", "DMS.1", "MQ.4", "CKV_AWS_17", "CKV_AWS_87"],
  severity: "critical",
  why: "Anyone on the internet can try passwords on a database with a public address.",
  fix: "Set publiclyAccessible to false and place it in private subnets; share snapshots with named accounts only.",
  url: securityHub("rds-2"),
  kinds: [...kindsOf(settings), "databaseSnapshot"],
  check(check) {
    checkSettings(check, settings);
    const { type, inputs } = check.resource;
    if (kindOf(type) !== "databaseSnapshot") return;
    if (readStrings(inputs, "sharedAccounts").values.includes("all")) {
      check.report({ problem: "can be restored by everybody", property: "sharedAccounts" });
    }
  },
});
