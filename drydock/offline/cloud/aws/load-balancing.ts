/** Application load balancers, their listeners, rules and target groups. */
import type { PropertyBag } from "../../capture/types";
import { CloudRefusal } from "../refusal";
import type { CloudObject } from "../store";
import type { Facts, Reference, ResourceModels, Situation } from "../types";
import { textAt, textsAt } from "../values";
import { certificateType } from "./acm";
import { actionsAt, listenerType, refuseChain, ruleType } from "./listener-actions";
import { bucketType, writtenByAwsType } from "./s3";
import { inGroup } from "./security-groups";
import { inSubnet, refuseWithoutGateway, vpcOfSubnets, vpcType } from "./vpc";

/** AWS limits load balancer and target group names to 32 characters. */
const name32 = { property: "name", maxLength: 32 };
const text32 = { most: 32, pattern: /^[A-Za-z0-9](?!.*--)[A-Za-z0-9-]*[A-Za-z0-9]$/ };

/** `app/<name>/<hash>` from a load balancer's ARN. */
const loadBalancerPart = (arn: string): string => arn.split("loadbalancer/")[1] ?? "";

/** `app/<name>/<hash>/<hash>` from a listener's ARN. */
const listenerPart = (arn: string): string => arn.split("listener/")[1] ?? "";

const kindOf = ({ loadBalancerType }: PropertyBag): "app" | "net" =>
  loadBalancerType === "network" ? "net" : "app";

const elb = (facts: Facts, resource: string): string => facts.arn("elasticloadbalancing", resource);

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";
export const targetGroupType = "aws:lb/targetGroup:TargetGroup";

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
  to: certificateType,
  // A certificate of the stack file exists before the program runs; only the model's are looked up.
  outside: /^arn:aws[a-z-]*:(acm|iam):/,
  missing: "CertificateNotFound: Certificate '{value}' not found",
  inUse: "ResourceInUseException: Certificate {value} is in use.",
};

export const loadBalancing: ResourceModels = {
  [loadBalancerType]: {
    autoName: name32,
    defaults: {
      loadBalancerType: "application",
      idleTimeout: 60,
      enableHttp2: true,
      enableDeletionProtection: false,
      desyncMitigationMode: "defensive",
      preserveHostHeader: false,
      xffHeaderProcessingMode: "append",
    },
    replaceOn: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool"],
    id: (facts) =>
      elb(facts, `loadbalancer/${kindOf(facts.inputs)}/${facts.text("name")}/${facts.hex(16)}`),
    outputs: (facts, id) => ({
      arn: id,
      arnSuffix: loadBalancerPart(id),
      dnsName: `${facts.inputs["internal"] === true ? "internal-" : ""}${facts.text("name")}-${facts.digits(10)}.${facts.region}.elb.amazonaws.com`,
      zoneId: `Z${facts.base36(13)}`,
      vpcId: `vpc-0${facts.hex(16, "vpc")}`,
      ipAddressType: "ipv4",
    }),
    exclusive: [
      ["name", "namePrefix"],
      ["subnets", "subnetMappings"],
    ],
    oneOf: {
      loadBalancerType: ["application", "network", "gateway"],
      desyncMitigationMode: ["monitor", "defensive", "strictest"],
    },
    texts: { name: text32 },
    references: [
      inSubnet("subnets.*"),
      inGroup("securityGroups.*"),
      {
        path: "accessLogs.bucket",
        to: bucketType,
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
    replaceOn: ["loadBalancerArn"],
    id: (facts) =>
      elb(facts, `listener/${loadBalancerPart(facts.text("loadBalancerArn"))}/${facts.hex(16)}`),
    outputs: (_facts, id) => ({ arn: id }),
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
    onWrite: (situation) => {
      refuseSecondBalancer(situation);
      const { object } = situation;
      const protocol = textAt(object.inputs, "protocol");
      refuseChain(actionsAt(object.inputs, "defaultActions"), protocol);
      const secured = protocol === "HTTPS" || protocol === "TLS";
      if (!secured || textAt(object.inputs, "certificateArn") !== "") return;
      throw new CloudRefusal(
        "ValidationError",
        `A certificate must be specified for ${protocol} listeners`,
      );
    },
  },
  "aws:lb/listenerCertificate:ListenerCertificate": {
    replaceOn: ["listenerArn", "certificateArn"],
    id: (facts) => `${facts.text("listenerArn")}_${facts.text("certificateArn")}`,
  },
  [ruleType]: {
    replaceOn: ["listenerArn"],
    sentWhenChanged: ["actions"],
    id: (facts) =>
      elb(facts, `listener-rule/${listenerPart(facts.text("listenerArn"))}/${facts.hex(16)}`),
    outputs: (_facts, id) => ({ arn: id }),
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
    onWrite: (situation) => {
      refuseSecondBalancer(situation);
      const { store, object } = situation;
      const listener = store.find(listenerType, textAt(object.inputs, "listenerArn"));
      refuseChain(
        actionsAt(object.inputs, "actions"),
        listener && textAt(listener.inputs, "protocol"),
      );
    },
  },
  [targetGroupType]: {
    autoName: name32,
    defaults: { deregistrationDelay: 300, slowStart: 0, targetType: "instance" },
    replaceOn: [
      "name",
      "namePrefix",
      "port",
      "protocol",
      "protocolVersion",
      "targetType",
      "vpcId",
      "ipAddressType",
    ],
    id: (facts) => elb(facts, `targetgroup/${facts.text("name")}/${facts.hex(16)}`),
    outputs: (_facts, id) => ({
      arn: id,
      arnSuffix: `targetgroup/${id.split("targetgroup/")[1] ?? ""}`,
      loadBalancerArns: [],
    }),
    exclusive: [["name", "namePrefix"]],
    oneOf: {
      targetType: ["instance", "ip", "lambda", "alb"],
      protocol: ["HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE"],
    },
    texts: { name: text32 },
    references: [
      {
        path: "vpcId",
        to: vpcType,
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

const groupsOf = ({ inputs }: CloudObject): string[] =>
  ["defaultActions", "actions"].flatMap(forwards).flatMap(({ path }) => textsAt(inputs, path));

/** The listeners and rules that send requests to the group and so attach it to a load balancer. */
const sendersTo = (store: Situation["store"], targetGroupArn: string): CloudObject[] =>
  [listenerType, ruleType]
    .flatMap((type) => store.ofType(type))
    .filter((sender) => groupsOf(sender).includes(targetGroupArn));

/** True if the group is attached to a load balancer. */
export const isAttached = (store: Situation["store"], targetGroupArn: string): boolean =>
  sendersTo(store, targetGroupArn).length > 0;

function balancerOf(store: Situation["store"], { inputs }: CloudObject): string {
  const listener = store.find(listenerType, textAt(inputs, "listenerArn"))?.inputs ?? inputs;
  return textAt(listener, "loadBalancerArn");
}

/**
 * A target group belongs to one load balancer.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
 */
function refuseSecondBalancer({ store, object }: Situation): void {
  const own = balancerOf(store, object);
  const taken = groupsOf(object).find((group) =>
    sendersTo(store, group).some(
      (sender) => sender.id !== object.id && balancerOf(store, sender) !== own,
    ),
  );
  if (taken === undefined) return;
  throw new CloudRefusal(
    "TargetGroupAssociationLimit",
    `The following target groups cannot be associated with more than one load balancer: ${taken}`,
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
