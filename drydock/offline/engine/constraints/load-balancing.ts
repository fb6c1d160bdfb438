/**
 * Elastic Load Balancing.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html
 */
import { CloudRefusal } from "../cloud/refusal";
import { inGroup, inSubnet, refuseWithoutGateway, vpcOfSubnets } from "./network";
import { writtenByAwsType } from "./storage";
import type { Constraints, Reference, Situation } from "./types";
import { textAt, textsAt } from "../values";

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";
const listenerType = "aws:lb/listener:Listener";
const ruleType = "aws:lb/listenerRule:ListenerRule";
export const targetGroupType = "aws:lb/targetGroup:TargetGroup";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
const name32 = { most: 32, pattern: /^[A-Za-z0-9](?!.*--)[A-Za-z0-9-]*[A-Za-z0-9]$/ };

const forwardsTo = (path: string): Reference => ({
  path,
  to: targetGroupType,
  missing: "TargetGroupNotFound: One or more target groups not found: {value}",
  inUse: "ResourceInUse: Target group '{value}' is currently in use by a listener or a rule",
});

const forwards = (actions: string): Reference[] => [
  forwardsTo(`${actions}.*.targetGroupArn`),
  forwardsTo(`${actions}.*.forward.targetGroups.*.arn`),
];

const certificate: Reference = {
  path: "certificateArn",
  to: "aws:acm/certificate:Certificate",
  // A certificate of the stack file exists before the program runs; the model's own are looked up.
  outside: /^arn:aws[a-z-]*:(acm|iam):/,
  missing: "CertificateNotFound: Certificate '{value}' not found",
  inUse: "ResourceInUseException: Certificate {value} is in use.",
};

export const loadBalancing: Constraints = {
  [loadBalancerType]: {
    exclusive: [
      ["name", "namePrefix"],
      ["subnets", "subnetMappings"],
    ],
    oneOf: {
      loadBalancerType: ["application", "network", "gateway"],
      desyncMitigationMode: ["monitor", "defensive", "strictest"],
    },
    texts: { name: name32 },
    references: [
      inSubnet("subnets.*"),
      inGroup("securityGroups.*"),
      {
        path: "accessLogs.bucket",
        to: "aws:s3/bucket:Bucket",
        missing:
          "InvalidConfigurationRequest: Access Denied for bucket: {value}. The bucket does not exist",
      },
    ],
    unique: [
      {
        by: ["name"],
        taken: "DuplicateLoadBalancerName: A load balancer with the name '{name}' already exists",
      },
    ],
    onCreate: (situation) => {
      const { store, object } = situation;
      if (object.inputs["internal"] === true) return;
      const vpcId = vpcOfSubnets(store, textsAt(object.inputs, "subnets.*"));
      refuseWithoutGateway(situation, vpcId, "InvalidSubnet: VPC {vpc} has no internet gateway");
    },
    onWrite: refuseUnwritableLogs,
    afterWrite: writeTestLog,
    onDelete: ({ object }) => {
      if (object.inputs["enableDeletionProtection"] !== true) return;
      throw new CloudRefusal(
        "OperationNotPermitted",
        `Load balancer '${object.id}' cannot be deleted because deletion protection is enabled`,
      );
    },
  },
  [listenerType]: {
    required: ["defaultActions", "loadBalancerArn"],
    oneOf: { protocol: ["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE"] },
    references: [
      {
        path: "loadBalancerArn",
        to: loadBalancerType,
        missing: "LoadBalancerNotFound: Load balancer '{value}' not found",
      },
      certificate,
      ...forwards("defaultActions"),
    ],
    unique: [
      {
        by: ["loadBalancerArn", "port"],
        taken: "DuplicateListener: A listener already exists on port {port} for this load balancer",
      },
    ],
    onWrite: ({ object }) => {
      if (object.inputs["protocol"] !== "HTTPS" || textAt(object.inputs, "certificateArn") !== "")
        return;
      throw new CloudRefusal(
        "ValidationError",
        "A certificate must be specified for HTTPS listeners",
      );
    },
  },
  [ruleType]: {
    required: ["actions", "conditions", "listenerArn"],
    references: [
      {
        path: "listenerArn",
        to: listenerType,
        missing: "ListenerNotFound: One or more listeners not found: {value}",
      },
      ...forwards("actions"),
    ],
    unique: [
      {
        by: ["listenerArn", "priority"],
        taken: "PriorityInUse: Priority '{priority}' is currently in use",
      },
    ],
  },
  [targetGroupType]: {
    exclusive: [["name", "namePrefix"]],
    oneOf: {
      targetType: ["instance", "ip", "lambda", "alb"],
      protocol: ["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE"],
    },
    texts: { name: name32 },
    references: [
      {
        path: "vpcId",
        to: "aws:ec2/vpc:Vpc",
        missing: "ValidationError: The VPC ID '{value}' is not found",
      },
    ],
    unique: [
      {
        by: ["name"],
        taken:
          "DuplicateTargetGroupName: A target group with the same name '{name}' exists, but with different settings",
      },
    ],
  },
};

/** True where a listener or a rule sends requests to the group: only then is it part of a load balancer. */
export function isAttached(store: Situation["store"], targetGroupArn: string): boolean {
  const users = [
    ...store.ofType(listenerType).map(({ inputs }) => ({ inputs, actions: "defaultActions" })),
    ...store.ofType(ruleType).map(({ inputs }) => ({ inputs, actions: "actions" })),
  ];
  return users.some(({ inputs, actions }) =>
    forwards(actions).some(({ path }) => textsAt(inputs, path).includes(targetGroupArn)),
  );
}

/** See {@link refuseUnwritableLogs}. */
function writeTestLog({ store, object }: Situation): void {
  const bucket = textAt(object.inputs, "accessLogs.bucket");
  if (bucket === "") return;
  const key = "ELBAccessLogTestFile";
  const inputs = { bucket, key };
  const id = `${bucket}/${key}`;
  store.put({ ...object, type: writtenByAwsType, id, inputs, state: inputs });
}

/**
 * AWS writes a test object as soon as access logs are switched on.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
function refuseUnwritableLogs({ store, object }: Situation): void {
  const bucket = textAt(object.inputs, "accessLogs.bucket");
  if (bucket === "") return;
  const policies = store.ofType("aws:s3/bucketPolicy:BucketPolicy");
  if (policies.some(({ inputs }) => textAt(inputs, "bucket") === bucket)) return;
  throw new CloudRefusal(
    "InvalidConfigurationRequest",
    `Access Denied for bucket: ${bucket}. Please check S3bucket permission`,
  );
}
