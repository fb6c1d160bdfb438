import type { Reason } from "./left-out";

const refused = "AWS or its provider refuses it, before anything is created";
const same = "AWS's default is the value that the program sets";
const works = "decides whether and how fast the program works, not who may do what";
const naming = "names, tags and descriptions";

/** The stack of each of the examples. */
const example = /^urn:pulumi:example:/;

/** Mutants of queues, jobs and what exists already that weaken nothing. */
export const leftOutOfExamples: readonly Reason[] = [
  {
    urn: example,
    type: /^Cluster$/,
    place: /^configuration\b/,
    because: "no task of the example has a shell that could be recorded",
  },
  {
    urn: example,
    type: /^VpcEndpoint$/,
    place: /^$|^(privateDnsEnabled|securityGroupIds|subnetIds)$/,
    because: "an endpoint for the program's own calls, without which they end nowhere",
    name: /(sqs|monitoring)$/,
  },
  {
    type: /^Service$/,
    operator: "remove",
    place: /^networkConfiguration\.securityGroups$/,
    change: /^all but/,
    because: "fewer groups admit and let out less",
  },
  {
    urn: example,
    type: /^SecurityGroup(EgressRule)?$/,
    operator: "delete",
    place: /^$/,
    because: "less is let out",
  },
  {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    type: /^MetricAlarm$/,
    place: /^(metricName|namespace|period|statistic)$/,
    because: refused,
  },
  {
    urn: example,
    type: /^MetricAlarm$/,
    place: /^(alarmActions|actionsEnabled)$/,
    because: "reported already: the example has no alerts",
    name: /^(report|sweep)/,
  },
  {
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
    type: /^MetricAlarm$/,
    operator: "remove",
    place: /^dimensions(\.RuleName)?$/,
    because: "EventBridge counts failures of all rules as well, and the alarm hears of more",
    name: /-failed$/,
  },
  {
    urn: example,
    type: /^MetricAlarm$/,
    place: /^dimensions$/,
    because: "the shop's own metric has none",
    name: /^shop-steps-/,
  },
  {
    type: /^Policy$/,
    place: /^stepScalingPolicyConfiguration\b/,
    because: "capacity, cost and housekeeping",
  },

  {
    type: /^Queue$/,
    place: /^(visibilityTimeoutSeconds|receiveWaitTimeSeconds)$/,
    because: works,
  },
  {
    type: /^Queue$/,
    operator: "weaken",
    place: /^messageRetentionSeconds$/,
    because: refused,
  },
  {
    type: /^Queue$/,
    place: /^redrivePolicy\.json\.(deadLetterTargetArn|maxReceiveCount)$/,
    because: refused,
  },
  {
    type: /^RedriveAllowPolicy$/,
    place: /sourceQueueArns/,
    because: "the queue's own messages are then no longer taken, or it is refused",
  },

  { type: /^Schedule$/, operator: "delete", place: /^$/, because: works },
  {
    type: /^Schedule$/,
    operator: "remove",
    place: /^(actionAfterCompletion|state)$/,
    because: same,
  },
  {
    type: /^Schedule$/,
    operator: "remove",
    place:
      /^(flexibleTimeWindow\.mode|target\.(arn|roleArn)|target\.ecsParameters(\.(taskDefinitionArn|networkConfiguration(\.subnets)?))?)$/,
    because: refused,
  },
  {
    type: /^Schedule$/,
    place:
      /^(groupName|scheduleExpressionTimezone)$|^target\.retryPolicy|EcsManagedTags$|propagateTags$|launchType$/,
    because: works,
  },
  {
    type: /^Schedule$/,
    operator: "remove",
    place: /(subnets|securityGroups)$/,
    change: /^all but/,
    because: "fewer groups admit and let out less",
  },
  {
    type: /^(Schedule|StateMachine)$/,
    operator: "rewire",
    place: /(roleArn|taskDefinitionArn|Arguments\.TaskDefinition)$/,
    because: "the other role trusts no scheduler, and the role may run its own task only",
  },

  { type: /^StateMachine$/, operator: "remove", place: /^type$/, because: same },
  { type: /^StateMachine$/, place: /json\.Comment$/, because: naming },
  {
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
    type: /^StateMachine$/,
    operator: "remove",
    place: /\.AssignPublicIp$/,
    because: same,
  },
  {
    type: /^StateMachine$/,
    operator: "remove",
    place: /\.SecurityGroups$|\.Subnets$/,
    change: /^all but/,
    because: "fewer groups admit and let out less",
  },
  {
    // https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
    type: /^StateMachine$/,
    place:
      /json\.(StartAt|QueryLanguage|States)$|json\.States\.[^.]+$|\.(Type|Resource|Next|Default|End|Condition|ErrorEquals)$|\.Choices(\.#)?$/,
    because: refused,
  },
  {
    type: /^StateMachine$/,
    place:
      /\.(Retry\b.*|TimeoutSeconds|Output(\.others)?|StatusFilter|StateMachineArn|EnableECSManagedTags|PropagateTags|LaunchType)$/,
    because: works,
  },
  {
    type: /^StateMachine$/,
    operator: "remove",
    place:
      /\.Arguments(\.(Cluster|TaskDefinition|NetworkConfiguration(\.AwsvpcConfiguration(\.Subnets)?)?))?$/,
    because: "no task starts without it",
  },

  {
    type: /^TaskDefinition$/,
    operator: "remove",
    place: /json\.#\.command$/,
    because: works,
  },
  {
    urn: example,
    type: /^TaskDefinition$/,
    operator: "remove",
    place: /^volumes$|json\.#\.portMappings(\.#)?$/,
    because: "refused where something refers to it; else nothing does",
  },
  { urn: example, type: /^TaskDefinition$/, operator: "delete", place: /^$/, because: works },
  {
    urn: example,
    type: /^(Service|ListenerRule)$/,
    place: /^$|^loadBalancers(\.#)?$|targetGroupArn$|^actions\.#$/,
    because:
      "no request then reaches the service through the load balancer, which is another team's",
  },
];
