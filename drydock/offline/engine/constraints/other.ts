/** Amazon CloudWatch, Amazon Route 53, AWS Cloud Map, AWS Certificate Manager, Application Auto Scaling. */
import { CloudRefusal } from "../cloud/refusal";
import { serviceType } from "./ecs";
import type { Constraints, Situation } from "./types";
import { display, textAt, textsAt } from "../values";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

const privateNamespaceType = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
const discoveryType = "aws:servicediscovery/service:Service";

const inNamespace = (path: string) => ({
  path,
  to: privateNamespaceType,
  missing: "NamespaceNotFound: Namespace {value} does not exist.",
  inUse: "ResourceInUse: Namespace {value} has associated services.",
});

const namespace = {
  required: ["name"],
  texts: { name: { most: 253 } },
  unique: [
    {
      by: ["name", "vpc"],
      taken: "NamespaceAlreadyExists: A namespace with the name {name} already exists.",
    },
  ],
};

export const other: Constraints = {
  "aws:cloudwatch/logGroup:LogGroup": {
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
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    required: ["comparisonOperator", "evaluationPeriods"],
    texts: { name: { most: 255 } },
  },
  "aws:route53/record:Record": {
    required: ["name", "type", "zoneId"],
    exclusive: [["records", "aliases"]],
    onCreate: ({ store, object }) => {
      if (object.inputs["allowOverwrite"] === true) return;
      const same = (other: Situation["object"]) =>
        ["zoneId", "name", "type", "setIdentifier"].every(
          (key) => other.inputs[key] === object.inputs[key],
        );
      if (!store.ofType(object.type).some(same)) return;
      const { name, type } = object.inputs;
      throw new CloudRefusal(
        "InvalidChangeBatch",
        `Tried to create resource record set [name='${display(name)}', type='${display(type)}'] but it already exists`,
      );
    },
  },
  "aws:acm/certificate:Certificate": {
    exclusive: [
      ["domainName", "privateKey"],
      ["validationMethod", "privateKey"],
    ],
    oneOf: { validationMethod: ["DNS", "EMAIL"] },
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    required: ["certificateArn"],
    references: [
      {
        path: "certificateArn",
        to: "aws:acm/certificate:Certificate",
        by: "arn",
        missing: "ResourceNotFoundException: Could not find certificate {value}.",
      },
    ],
    // Without its DNS record a certificate waits until the provider gives up.
    onCreate: ({ store, object }) => {
      const records = store.ofType("aws:route53/record:Record").flatMap(({ inputs }) => {
        const { name } = inputs;
        return typeof name === "string" ? [withoutDot(name)] : [];
      });
      const absent = textsAt(object.inputs, "validationRecordFqdns.*").find(
        (name) => !records.includes(withoutDot(name)),
      );
      if (absent === undefined) return;
      throw new CloudRefusal(
        "Timeout",
        `waiting for ACM Certificate to be issued: the record ${absent} does not exist`,
      );
    },
  },
  [privateNamespaceType]: {
    ...namespace,
    references: [
      {
        path: "vpc",
        to: "aws:ec2/vpc:Vpc",
        missing: "InvalidInput: VPC {value} does not exist.",
        inUse: "DependencyViolation: The vpc '{value}' has dependencies and cannot be deleted.",
      },
    ],
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": namespace,
  [discoveryType]: {
    exclusive: [["healthCheckConfig", "healthCheckCustomConfig"]],
    references: [inNamespace("namespaceId"), inNamespace("dnsConfig.namespaceId")],
    unique: [
      {
        by: ["name", "dnsConfig.namespaceId"],
        taken:
          "ServiceAlreadyExists: A service with the name {name} already exists in this namespace.",
      },
    ],
  },
  "aws:appautoscaling/target:Target": {
    required: ["maxCapacity", "minCapacity", "resourceId", "scalableDimension", "serviceNamespace"],
    onCreate: ({ store, object }) => {
      const resourceId = textAt(object.inputs, "resourceId");
      if (!resourceId.startsWith("service/")) return;
      if (store.ofType(serviceType).some(({ id }) => id.endsWith(`:${resourceId}`))) return;
      throw new CloudRefusal("ValidationException", `ECS service doesn't exist: ${resourceId}`);
    },
  },
  "aws:appautoscaling/policy:Policy": {
    required: ["resourceId", "scalableDimension", "serviceNamespace"],
    oneOf: { policyType: ["StepScaling", "TargetTrackingScaling", "PredictiveScaling"] },
    references: [scalableTarget()],
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    required: ["resourceId", "scalableDimension", "schedule", "serviceNamespace"],
    references: [scalableTarget()],
  },
};

function scalableTarget() {
  return {
    path: "resourceId",
    to: "aws:appautoscaling/target:Target",
    missing: "ObjectNotFoundException: No scalable target registered for {value}",
  };
}

const withoutDot = (name: string): string => name.replace(/\.$/, "");

/**
 * A log group takes a key only if the key's policy admits CloudWatch Logs.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function refuseKeyThatLogsCannotUse({ store, object }: Situation): void {
  const keyArn = textAt(object.inputs, "kmsKeyId");
  const key = store.ofType("aws:kms/key:Key").find(({ state }) => state["arn"] === keyArn);
  if (keyArn === "" || (key !== undefined && textAt(key.inputs, "policy").includes("logs.")))
    return;
  if (key === undefined && !keyArn.includes(":key/")) return;
  throw new CloudRefusal(
    "AccessDeniedException",
    `The specified KMS key does not exist or is not allowed to be used with ${object.id}`,
  );
}
