import { leftOutOfExamples } from "./left-out-examples";
import type { Mutant, Operator } from "./mutants";

/** Mutants of one sort, and why. */
export interface Reason {
  /** The class of the type, such as `Bucket`; absent for every type. */
  readonly type?: RegExp;
  /** The resource's name; absent for any. */
  readonly name?: RegExp;
  /** The resource's URN, which names its stack; absent for any. */
  readonly urn?: RegExp;
  readonly operator?: Operator;
  /** The place, `#` for any position in a list. */
  readonly place: RegExp;
  /** The value after the change; absent for any. */
  readonly change?: RegExp;
  readonly because: string;
}

/** `Bucket` of `aws:s3/bucket:Bucket`. */
export function classOf({ resource }: Pick<Mutant, "resource">): string {
  return resource.type.split(":").at(-1) ?? "";
}

/** True when a reason is about a mutant. */
export function concerns(reason: Reason, mutant: Mutant): boolean {
  const { type, name, urn, operator, place, change } = reason;
  return (
    (type === undefined || type.test(classOf(mutant))) &&
    (name === undefined || name.test(mutant.resource.name)) &&
    (urn === undefined || urn.test(mutant.resource.urn)) &&
    (operator === undefined || operator === mutant.operator) &&
    place.test(mutant.place) &&
    (change === undefined || change.test(mutant.change))
  );
}

const naming = "names, tags and descriptions";
const refused = "AWS or its provider refuses it, before anything is created";
const same = "AWS's default is the value that the program sets";
const works = "decides whether and how fast the program works, not who may do what";
const capacity = "capacity, cost and housekeeping";

const keyRewired =
  "another customer-managed key is a customer-managed key; leaving it out is a separate mutant";

/** Mutants that weaken nothing: generated and counted, and left out of the score. */
export const leftOutReasons: readonly Reason[] = [
  {
    type: /^(DefaultSecurityGroup|LoadBalancer)$/,
    operator: "unprotect",
    place: /^$/,
    because: "holds no data; AWS's own deletion protection of the load balancer has a rule",
  },
  {
    type: /^TaskDefinition$/,
    operator: "remove",
    place: /readonlyRootFilesystem$|capabilities\.add$/,
    because: "reported already: the unchanged environments have that finding",
  },
  {
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/log_configuration.html
    type: /^TaskDefinition$/,
    operator: "remove",
    place: /logConfiguration\.options\.(mode|max-buffer-size)$/,
    because: same,
  },
  { type: /^FlowLog$/, operator: "rewire", place: /^iamRoleArn$/, because: works },
  {
    type: /^(Dashboard|QueryDefinition)$/,
    place: /./,
    because: "shows metrics and logs to who may read them anyway",
  },
  { type: /^(Dashboard|QueryDefinition)$/, operator: "delete", place: /^$/, because: works },
  {
    // Whether an alarm has an action is for its rule to say.
    type: /^MetricAlarm$/,
    place:
      /^(treatMissingData|alarmDescription|comparisonOperator|evaluationPeriods|metricQueries.*|okActions.*|threshold)$/,
    because: works,
  },
  { type: /^MetricAlarm$/, operator: "remove", place: /^actionsEnabled$/, because: same },
  {
    type: /^(MetricAlarm|EventTarget|TopicSubscription)$/,
    operator: "rewire",
    place: /^(alarmActions\.#|arn|topic)$/,
    because: works,
  },
  {
    type: /^(EventRule|EventTarget)$/,
    place: /^(eventBusName|eventPattern.*|forceDestroy|state|targetId|inputTransformer.*)$/,
    because: works,
  },
  {
    type: /^TopicPolicy$/,
    operator: "widen",
    place: /Statement\.#(\.Principal)?$/,
    change: /^refusal/,
    because: "who may publish are services of AWS, which use TLS anyway",
  },
  {
    type: /^TopicPolicy$/,
    operator: "widen",
    place: /Statement\.#\.Principal$/,
    change: /^\*$/,
    because: "only services of AWS that act for this account meet the condition on the account",
  },
  {
    // https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
    type: /^TopicPolicy$/,
    operator: "widen",
    place: /Statement\.#\.(Action|Resource)$/,
    because:
      "the policy of a topic is about that topic, and Amazon SNS takes no other action in it",
  },
  { operator: "rewire", place: /(kmsKeyId|kmsKey|kmsMasterKeyId)$/, because: keyRewired },
  {
    operator: "remove",
    place: /#\.(kmsKey|kmsMasterKeyId)$|#\.applyServerSideEncryptionByDefault\.kmsMasterKeyId$/,
    because: "KMS stays; which key it is has its own rules for keys, secrets and files",
  },
  {
    type: /^VpcEndpoint$/,
    operator: "rewire",
    place: /^subnetIds\.#$/,
    because: "an interface endpoint has private addresses only, in any subnet",
  },
  {
    type: /^(Route|SecretVersion|Listener)$/,
    operator: "rewire",
    place: /^(gatewayId|secretId|loadBalancerArn)$/,
    because: works,
  },
  {
    type: /^(Listener|SecurityGroupIngressRule)$/,
    operator: "delete",
    place: /^$/,
    because: works,
  },
  { type: /^Key$/, operator: "weaken", place: /^isEnabled$/, because: works },
  {
    type: /^Role$/,
    operator: "widen",
    place: /Condition\.(ArnLike|StringEquals)\.aws:Source/,
    because: "the other condition confines the role to the account as well",
  },
  {
    type: /^RolePolicy$/,
    operator: "widen",
    place: /Statement\.#\.Action$/,
    change: /^ssmmessages:\*$/,
    because: "every action of ssmmessages opens a channel of the task itself",
  },
  {
    place: /^(tags|tagsAll|name|namePrefix|bucket|family|creationToken|description|path)\b/,
    because: naming,
  },
  { place: /(^|\.)(Sid|Version|id|description|contentType|clientToken)$/, because: naming },
  { place: /^(region|instanceTenancy)$/, because: naming },

  {
    type: /^(SecurityGroup|Subnet|Vpc|InternetGateway|TargetGroup)$/,
    operator: "remove",
    place: /^(vpcId|cidrBlock|port)$/,
    because: refused,
  },
  {
    type: /^Service$/,
    operator: "remove",
    place:
      /^(cluster|taskDefinition)$|^networkConfiguration\.subnets$|^loadBalancers\.#\.container/,
    because: refused,
  },
  {
    type: /^SecurityGroup(In|E)gressRule$/,
    operator: "remove",
    place: /^(fromPort|toPort|prefixListId|referencedSecurityGroupId|cidrIpv4)$/,
    because: refused,
  },
  {
    type: /^SecurityGroup(In|E)gressRule$/,
    operator: "weaken",
    place: /^(toPort)$/,
    because: refused,
  },
  {
    type: /^(SecurityGroup|Subnet|InternetGateway|RouteTable)$/,
    operator: "rewire",
    place: /^vpcId$/,
    because: refused,
  },
  {
    type: /^Subnet$/,
    operator: "weaken",
    place: /^assignIpv6AddressOnCreation$/,
    because: refused,
  },
  {
    type: /^RouteTableAssociation$/,
    operator: "rewire",
    place: /^subnetId$/,
    because: "the same edge as routeTableId, seen from its other end",
  },
  { type: /^(Route|RouteTableAssociation)$/, operator: "delete", place: /^$/, because: works },
  {
    type: /^(Route|RouteTableAssociation)$/,
    operator: "remove",
    place: /^(destinationCidrBlock|gatewayId|subnetId)$/,
    because: refused,
  },
  {
    type: /^Listener$/,
    operator: "remove",
    place: /^(port|protocol)$|^defaultActions\.#(\.type|\.fixedResponse.*)?$/,
    because: refused,
  },
  {
    type: /^Listener(Rule)?$/,
    place: /fixedResponse|conditions\.#|priority|actions\.#\.type$|redirect\.port$/,
    because: works,
  },
  { type: /^Listener$/, operator: "weaken", place: /^port$/, because: refused },
  {
    type: /^Listener$/,
    operator: "weaken",
    place: /statusCode$/,
    because: "no request is answered in the clear, with a permanent or a temporary redirect",
  },
  {
    type: /^VpcEndpoint$/,
    operator: "remove",
    place: /^(serviceName|vpcEndpointType)$/,
    because: refused,
  },
  {
    type: /^FlowLog$/,
    operator: "remove",
    place: /^(iamRoleArn|logDestination|trafficType)$/,
    because: refused,
  },
  { type: /^FlowLog$/, place: /^(logDestinationType|maxAggregationInterval)$/, because: works },
  {
    type: /^(Secret|Certificate|CertificateValidation|Record|Alias)$/,
    place:
      /^(domainName|validationMethod|validationRecordFqdns.*|aliases.*|records.*|ttl|allowOverwrite|type|zoneId|forceOverwriteReplicaSecret|targetKeyId)$/,
    because: works,
  },
  { type: /^(Record|Alias)$/, operator: "delete", place: /^$/, because: works },
  {
    type: /^AccessPoint$/,
    place: /creationInfo\.(ownerUid|ownerGid|permissions)$/,
    because: works,
  },
  { type: /^BucketObject(v2)?$/, place: /^(key|source|forceDestroy|content)/, because: works },
  {
    type: /^TaskDefinition$/,
    operator: "remove",
    place:
      /efsVolumeConfiguration(\.fileSystemId)?$|\.secrets\.#\.name$|environmentFiles\.#\.value$|mountPoints\.#\.|healthCheck\.command/,
    because: refused,
  },
  {
    type: /^TaskDefinition$/,
    place:
      /json\.#\.(environment|mountPoints|healthCheck|stopTimeout|versionConsistency|essential|portMappings\.#\.(name|protocol|hostPort))\b/,
    because: works,
  },
  {
    type: /^TaskDefinition$/,
    place: /^(skipDestroy|trackLatest|enableFaultInjection)$/,
    because: works,
  },
  {
    type: /^TaskDefinition$/,
    operator: "remove",
    place: /json\.#\.(secrets|environmentFiles)(\.#)?$/,
    because: works,
  },
  {
    type: /^TargetGroup$/,
    place: /^(healthCheck\.|slowStart|stickiness|port$|protocol$|deregistrationDelay$)/,
    because: works,
  },
  {
    type: /^LoadBalancer$/,
    place:
      /^(enableHttp2|idleTimeout|preserveHostHeader|xffHeaderProcessingMode|loadBalancerType)$/,
    because: works,
  },
  {
    type: /^Service$/,
    place:
      /^(enableEcsManagedTags|propagateTags|forceNewDeployment|waitForSteadyState|desiredCount|triggers(\..+)?)$/,
    because: works,
  },
  {
    type: /^(Policy|Target)$/,
    place: /^(targetTracking.*|policyType|resourceId|scalableDimension|serviceNamespace)$/,
    because: capacity,
  },
  { type: /^Policy$/, operator: "delete", place: /^$/, because: capacity },
  { type: /^(ClusterCapacityProviders)$/, place: /./, because: capacity },
  { type: /^Service$/, place: /^capacityProviderStrategies/, because: capacity },
  {
    type: /^FileSystem$/,
    place: /^(lifecyclePolicies|throughputMode|performanceMode)/,
    because: capacity,
  },
  { type: /^LifecyclePolicy$/, place: /^policy\.json/, because: capacity },
  {
    type: /^BucketLifecycleConfiguration$/,
    place:
      /^rules\.#(\.(expiration|noncurrentVersionExpiration|filter|status)\b.*)?$|daysAfterInitiation$/,
    because: capacity,
  },
  { type: /^BucketServerSide/, place: /bucketKeyEnabled$/, because: capacity },
  { type: /^SecretVersion$/, place: /^secretString/, because: works },
  { type: /^(Role)$/, place: /^(forceDetachPolicies|maxSessionDuration)$/, because: works },
  { type: /^Repository$/, place: /^imageTagMutabilityExclusionFilters/, because: works },
  { type: /^RolePolicy$/, operator: "delete", place: /^$/, because: works },

  {
    operator: "remove",
    type: /^Bucket$|^Repository$/,
    place: /^force(Destroy|Delete)$/,
    because: same,
  },
  {
    operator: "remove",
    type: /^DefaultSecurityGroup$/,
    place: /^(ingress|egress)$/,
    because: same,
  },
  {
    operator: "remove",
    type: /^Key$/,
    place: /^(customerMasterKeySpec|deletionWindowInDays|isEnabled|keyUsage)$/,
    because: same,
  },
  {
    operator: "remove",
    type: /^LoadBalancer$/,
    place: /^(desyncMitigationMode|internal)$/,
    because: same,
  },
  { operator: "remove", type: /^Secret$/, place: /^recoveryWindowInDays$/, because: same },
  {
    operator: "remove",
    type: /^Service$/,
    place:
      /^(availabilityZoneRebalancing|deployment(Maximum|MinimumHealthy)Percent|enableExecuteCommand|platformVersion|schedulingStrategy|networkConfiguration\.assignPublicIp)$/,
    because: same,
  },
  {
    operator: "remove",
    type: /^Subnet$/,
    place: /^(assignIpv6AddressOnCreation|mapPublicIpOnLaunch|availabilityZone)$/,
    because: same,
  },
  { operator: "remove", type: /^Vpc$/, place: /^enableDnsSupport$/, because: same },
  {
    operator: "remove",
    type: /^TaskDefinition$/,
    place:
      /^(runtimePlatform\.operatingSystemFamily|volumes\.#\.efsVolumeConfiguration\.rootDirectory)$/,
    because: same,
  },
  { operator: "delete", type: /^BucketOwnershipControls$/, place: /^$/, because: same },
  ...leftOutOfExamples,
];

/** The reason why a mutant is not counted, if it is not. */
export function leftOut(mutant: Mutant): Reason | undefined {
  return leftOutReasons.find((reason) => concerns(reason, mutant));
}
