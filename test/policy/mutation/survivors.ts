import type { Reason } from "./left-out";

/** Why a mutant that no rule reports is acceptable. A survivor without a reason here fails the tests. */
export const survivorReasons: readonly Reason[] = [
  {
    type: /^BucketPolicy$/,
    operator: "widen",
    place: /Condition/,
    because:
      "the statement still admits the load balancers' delivery service alone; AWS's documentation asks for no condition",
  },
  {
    type: /^Key$/,
    operator: "widen",
    place: /Statement/,
    because:
      "the statement is for the account itself: AWS's default key policy gives it every action without condition, and IAM policies, which rules look at, decide who has it",
  },
  {
    type: /^LogGroup$/,
    operator: "delete",
    place: /^$/,
    because:
      "the log group of Container Insights: nothing refers to it, ECS creates one of that name when it is missing, without retention",
  },
  {
    type: /^Role$/,
    operator: "widen",
    place: /Principal$/,
    because: "the condition on the account stays, which no principal outside of it meets",
  },
  {
    type: /^RolePolicy$/,
    operator: "rewire",
    place: /^role$/,
    because:
      "the rights on one log group or file system in another role of the stack; secrets and environment files have rules for who reads them",
  },
  {
    type: /^RolePolicy$/,
    operator: "widen",
    place: /Condition$/,
    because: "kms:ViaService beside a named key: the key's own policy has the same condition",
  },
  {
    type: /^RolePolicy$/,
    operator: "widen",
    place: /Resource$/,
    because: "logs:DescribeLogGroups lists names; the data set of actions gives it no resource",
  },
  {
    type: /^(MetricAlarm|Schedule|Service|StateMachine|TaskDefinition)$/,
    operator: "rewire",
    place: /^(cluster|taskDefinition|volumes|target\.arn$|dimensions\.)|\.Cluster$/,
    because: "a resource of another stack, which no policy of this stack can read",
  },
  {
    type: /^MetricAlarm$/,
    operator: "delete",
    place: /^$/,
    because:
      "one of several: rules ask for an alarm of each service and of dead letters; which further ones a program needs is its own decision",
  },
  {
    type: /^Queue$/,
    operator: "remove",
    place: /^messageRetentionSeconds$/,
    because: "SQS's default is the four days that the program sets",
  },
  {
    type: /^Role$/,
    operator: "remove",
    place: /^permissionsBoundary$/,
    because:
      "whether an account asks for a boundary is not to be seen in a stack; one that does refuses the role",
  },
  {
    type: /^(Schedule|Service|StateMachine)$/,
    operator: "remove",
    place: /securityGroups$/i,
    because:
      "the default group of the VPC, which admits nothing: default-security-group-closed holds it where the VPC is the stack's",
  },
  {
    type: /^(Schedule|Service)$/,
    operator: "weaken",
    place: /enableExecuteCommand$/,
    because:
      "the cluster records shells, which is what service-exec-audited asks for, or is another stack's",
  },
  {
    type: /^(Service|Target)$/,
    operator: "weaken",
    place: /^(deploymentMinimumHealthyPercent|minCapacity)$/,
    because: "no request waits for workers: they may be none",
  },
  {
    type: /^VpcEndpoint$/,
    operator: "rewire",
    place: /^vpcId$/,
    because: "an endpoint for the program's own calls, in a VPC of another stack: they end nowhere",
  },
  {
    type: /^VpcEndpoint$/,
    operator: "widen",
    place: /Statement/,
    because:
      "the S3 gateway's statement for the account: either its buckets are named or its account is, and the other mutant of the pair is caught",
  },
];
