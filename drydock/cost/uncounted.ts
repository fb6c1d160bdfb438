/** What AWS charges for and an estimate leaves out. */
import { textAt, valuesAt } from "../offline/cloud/values";
import { inputsOf, ofType, type Resources } from "./charges";
import { familyOf } from "./tasks";

/** Types whose charge depends on use that nobody assumes. */
const byType: Readonly<Record<string, string>> = {
  "cloudwatch/dashboard:Dashboard": "dashboards beyond an account's first three",
  "ec2/flowLog:FlowLog": "flow logs",
  "ecr/repository:Repository": "stored images",
  "s3/bucket:Bucket": "stored objects",
  "sfn/stateMachine:StateMachine": "state transitions",
  "wafv2/webAcl:WebAcl": "web ACLs",
};

/** Types that are counted, or for which AWS charges nothing of its own. */
const known =
  /^aws:(?:acm\/|appautoscaling\/|cloudwatch\/(?:eventRule|eventTarget|logGroup|metricAlarm|queryDefinition|logResourcePolicy)|ec2\/(?:defaultSecurityGroup|eip|internetGateway|natGateway|route|securityGroup|subnet|vpc)|ecr\/(?:lifecyclePolicy|repositoryPolicy)|ecs\/|efs\/|iam\/|kms\/|lb\/|route53\/record|s3\/bucket(?!:)|scheduler\/|secretsmanager\/|servicediscovery\/|sns\/|sqs\/queuePolicy|ssm\/parameter|vpc\/)/;

/** Said of every environment. */
const always = ["taxes", "data to the internet", "data between zones"];

export function uncounted(resources: Resources): string[] {
  const types = new Set(Object.values(resources).map(({ type }) => type));
  const named = [...types].flatMap((type) => byType[type.slice("aws:".length)] ?? []);
  const others = [...types]
    .filter((type) => type.startsWith("aws:") && !known.test(type))
    .map((type) => type.slice("aws:".length).replace(/:.*/, ""))
    .filter((type) => !/(?:subnetGroup|[pP]arameterGroup)$/.test(type))
    .filter((type) => !Object.keys(byType).some((one) => one.startsWith(`${type}:`)));
  return [
    ...insights(resources),
    ...jobs(resources),
    ...backups(resources),
    ...named,
    ...others,
    ...always,
  ];
}

function insights(resources: Resources): string[] {
  const on = ofType(resources, "ecs/cluster:Cluster").some((cluster) =>
    /^enhanced$|^enabled$/.test(textAt(inputsOf(cluster), "settings.*.value")),
  );
  return on ? ["metrics of Container Insights"] : [];
}

/** Tasks that no service runs. */
function jobs(resources: Resources): string[] {
  const run = new Set(ofType(resources, "ecs/service:Service").map(familyOf));
  const other = ofType(resources, "ecs/taskDefinition:TaskDefinition").some(
    (task) => !run.has(textAt(inputsOf(task), "family")),
  );
  return other ? ["tasks of jobs"] : [];
}

function backups(resources: Resources): string[] {
  const on = ofType(resources, "efs/backupPolicy:BackupPolicy").some(
    (policy) => valuesAt(inputsOf(policy), "backupPolicy.status")[0] === "ENABLED",
  );
  return on ? ["backups of files"] : [];
}
