/** Application Auto Scaling, for ECS services. */
import { CloudRefusal } from "../refusal";
import type { Facts, ResourceModels } from "../types";
import { textAt } from "../values";
import { serviceType } from "./ecs";

const policyArn = (facts: Facts, kind: string): string =>
  facts.arn(
    "autoscaling",
    `${kind}:${facts.uuid()}:resource/${facts.text("serviceNamespace")}/${facts.text("resourceId")}`,
  );

const targetType = "aws:appautoscaling/target:Target";

const ofTarget = {
  path: "resourceId",
  to: targetType,
  missing: "ObjectNotFoundException: No scalable target registered for {value}",
};

export const autoscaling: ResourceModels = {
  [targetType]: {
    replaceOn: ["resourceId", "scalableDimension", "serviceNamespace"],
    id: (facts) => facts.text("resourceId"),
    outputs: (facts) => ({
      arn: facts.arn("application-autoscaling", `scalable-target/${facts.hex(24)}`),
      roleArn: facts.globalArn(
        "iam",
        "role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService",
      ),
    }),
    onCreate: ({ store, object }) => {
      const resourceId = textAt(object.inputs, "resourceId");
      if (!resourceId.startsWith("service/")) return;
      if (store.ofType(serviceType).some(({ id }) => id.endsWith(`:${resourceId}`))) return;
      throw new CloudRefusal("ValidationException", `ECS service doesn't exist: ${resourceId}`);
    },
  },
  "aws:appautoscaling/policy:Policy": {
    autoName: { property: "name", maxLength: 255 },
    defaults: { policyType: "StepScaling" },
    replaceOn: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    outputs: (facts, id) => ({
      arn: `${policyArn(facts, "scalingPolicy")}:policyName/${id}`,
      alarmArns: [],
    }),
    oneOf: { policyType: ["StepScaling", "TargetTrackingScaling", "PredictiveScaling"] },
    references: [ofTarget],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    autoName: { property: "name", maxLength: 255 },
    defaults: { timezone: "UTC" },
    replaceOn: ["name", "resourceId", "scalableDimension", "serviceNamespace"],
    id: (facts) =>
      `${facts.text("name")}-${facts.text("serviceNamespace")}-${facts.text("resourceId")}`,
    outputs: (facts) => ({
      arn: `${policyArn(facts, "scheduledAction")}:scheduledActionName/${facts.text("name")}`,
    }),
    references: [ofTarget],
  },
};
