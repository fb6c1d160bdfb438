import { attachingKinds, awsManagedPolicies } from "../../lib/managed-policies";
import { resourceRule } from "../../lib/rule";
import { shown } from "../../lib/shown";

/** Policies of AWS for administrators, those that grant a whole service, and those that read all it stores. */
const broad =
  /(^AdministratorAccess|Full_?Access|PowerUser|ReadWrite$|Administrator$|^ReadOnlyAccess$|^DataScientist$|^Amazon(S3|DynamoDB|SSM|SQS|Kinesis|RDSData)ReadOnlyAccess)/;

export const noBroadManagedPolicies = resourceRule({
  name: "no-broad-managed-policies",
  row: 75,
  title: "No identity has a policy of AWS that grants a whole service",
  controls: ["CKV_AWS_274", "AwsSolutions-IAM4"],
  severity: "high",
  why: "A policy written for everyone grants actions that this program does not need.",
  fix: "Write a policy that names the actions and resources in use.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  kinds: attachingKinds,
  check({ resource, report }) {
    for (const { name, property } of awsManagedPolicies(resource.inputs)) {
      if (!broad.test(name)) continue;
      report({ problem: `attaches ${shown(name, "name")} of AWS`, property });
    }
  },
});
