/** Log groups, saved queries, alarms and dashboards. */
import { CloudRefusal } from "../refusal";
import type { ResourceModels, Situation } from "../types";
import { textAt } from "../values";
import { keyType } from "./kms";

export const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

export const cloudwatch: ResourceModels = {
  [logGroupType]: {
    autoName: { property: "name", maxLength: 512 },
    defaults: { retentionInDays: 0, skipDestroy: false },
    replaceOn: ["name", "namePrefix", "logGroupClass"],
    outputs: (facts, id) => ({
      arn: facts.arn("logs", `log-group:${id}`),
      logGroupClass: "STANDARD",
    }),
    exclusive: [["name", "namePrefix"]],
    oneOf: { retentionInDays: retentionDays },
    texts: { name: { most: 512, pattern: /^[A-Za-z0-9_/.#-]+$/ } },
    unique: [
      {
        by: ["name"],
        taken: "ResourceAlreadyExistsException: The specified log group already exists",
      },
    ],
    onWrite: refuseKeyThatLogsCannotUse,
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
    replaceOn: ["policyName", "resourceArn"],
    id: (facts) => facts.text("policyName"),
  },
  "aws:cloudwatch/queryDefinition:QueryDefinition": {
    replaceOn: [],
    id: (facts) => `${facts.text("name")}_${facts.uuid()}`,
    outputs: (facts) => ({ queryDefinitionId: facts.uuid() }),
    texts: { name: { most: 255 }, queryString: { most: 10000 } },
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    replaceOn: ["dashboardName"],
    id: (facts) => facts.text("dashboardName"),
    outputs: (facts, id) => ({
      dashboardArn: `arn:${facts.partition}:cloudwatch::${facts.account}:dashboard/${id}`,
    }),
    json: ["dashboardBody"],
    texts: { dashboardName: { most: 255, pattern: /^[A-Za-z0-9_-]+$/ } },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    autoName: { property: "name", maxLength: 255 },
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    replaceOn: ["name"],
    outputs: (facts, id) => ({ arn: facts.arn("cloudwatch", `alarm:${id}`) }),
    texts: { name: { most: 255 } },
  },
};

/**
 * A log group takes a key only if the key's policy admits CloudWatch Logs.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function refuseKeyThatLogsCannotUse({ store, object }: Situation): void {
  const keyArn = textAt(object.inputs, "kmsKeyId");
  const key = store.ofType(keyType).find(({ state }) => state["arn"] === keyArn);
  if (keyArn === "" || (key !== undefined && textAt(key.inputs, "policy").includes("logs."))) {
    return;
  }
  if (key === undefined && !keyArn.includes(":key/")) return;
  throw new CloudRefusal(
    "AccessDeniedException",
    `The specified KMS key does not exist or is not allowed to be used with ${object.id}`,
  );
}
