/** Application Auto Scaling: what ECS services scale with. */
import { awsPage } from "../documentation";
import type { Facts, ResourceModels } from "../types";

const policyArn = (facts: Facts, kind: string): string =>
  facts.arn(
    "autoscaling",
    `${kind}:${facts.uuid()}:resource/${facts.text("serviceNamespace")}/${facts.text("resourceId")}`,
  );

export const autoscaling: ResourceModels = {
  "aws:appautoscaling/target:Target": {
    documentation: awsPage("appautoscaling_target"),
    tagged: true,
    replaceOn: ["resourceId", "scalableDimension", "serviceNamespace"],
    id: (facts) => facts.text("resourceId"),
    outputs: (facts) => ({
      arn: facts.arn("application-autoscaling", `scalable-target/${facts.hex(24)}`),
      roleArn: facts.globalArn(
        "iam",
        "role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService",
      ),
    }),
  },
  "aws:appautoscaling/policy:Policy": {
    documentation: awsPage("appautoscaling_policy"),
    autoName: { property: "name", maxLength: 255 },
    defaults: { policyType: "StepScaling" },
    replaceOn: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    id: (facts) => facts.text("name"),
    outputs: (facts, id) => ({
      arn: `${policyArn(facts, "scalingPolicy")}:policyName/${id}`,
      alarmArns: [],
    }),
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    documentation: awsPage("appautoscaling_scheduled_action"),
    autoName: { property: "name", maxLength: 255 },
    defaults: { timezone: "UTC" },
    replaceOn: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    id: (facts) =>
      `${facts.text("name")}-${facts.text("serviceNamespace")}-${facts.text("resourceId")}`,
    outputs: (facts) => ({
      arn: `${policyArn(facts, "scheduledAction")}:scheduledActionName/${facts.text("name")}`,
    }),
  },
};
