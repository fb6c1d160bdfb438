/** Log groups and alarms. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const cloudwatch: ResourceModels = {
  "aws:cloudwatch/logGroup:LogGroup": {
    documentation: awsPage("cloudwatch_log_group"),
    tagged: true,
    autoName: { property: "name", maxLength: 512 },
    defaults: { retentionInDays: 0, skipDestroy: false },
    replaceOn: ["name", "namePrefix", "logGroupClass"],
    id: (facts) => facts.text("name"),
    outputs: (facts, id) => ({
      arn: facts.arn("logs", `log-group:${id}`),
      logGroupClass: "STANDARD",
    }),
  },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": {
    documentation: awsPage("cloudwatch_log_resource_policy"),
    replaceOn: ["policyName", "resourceArn"],
    id: (facts) => facts.text("policyName"),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    documentation: awsPage("cloudwatch_metric_alarm"),
    tagged: true,
    autoName: { property: "name", maxLength: 255 },
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    replaceOn: ["name"],
    id: (facts) => facts.text("name"),
    outputs: (facts, id) => ({ arn: facts.arn("cloudwatch", `alarm:${id}`) }),
  },
};
