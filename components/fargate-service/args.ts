// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { FargateTaskArgs } from "../fargate-task/args";
import type { WorkloadArgs } from "../fargate-job/args";

/** What a load balancer leads to a service. */
export const RouteProtocol = { Http: "http", Tcp: "tcp", Tls: "tls" } as const;
/** What a load balancer leads to a service. */
export type RouteProtocol = (typeof RouteProtocol)[keyof typeof RouteProtocol];

/** How a load balancer talks to tasks. */
export const ProtocolVersion = { Http1: "http1", Http2: "http2", Grpc: "grpc" } as const;
/** How a load balancer talks to tasks. */
export type ProtocolVersion = (typeof ProtocolVersion)[keyof typeof ProtocolVersion];

/** An OpenID Connect provider. */
export interface OidcArgs {
  /** The issuer, as the provider's tokens name it. */
  issuer: pulumi.Input<string>;
  /** Where users sign in. */
  authorizationEndpoint: pulumi.Input<string>;
  /** Where the load balancer exchanges codes for tokens. */
  tokenEndpoint: pulumi.Input<string>;
  /** Where the load balancer asks for the user's claims. */
  userInfoEndpoint: pulumi.Input<string>;
  /** The client that the provider knows the load balancer by. */
  clientId: pulumi.Input<string>;
  /** The client's secret, which is a secret in the state too. */
  clientSecret: pulumi.Input<string>;
}

/** A user pool of Amazon Cognito. */
export interface CognitoArgs {
  /** The user pool. */
  userPoolArn: pulumi.Input<string>;
  /** A client of the pool, which needs a secret; AWS reads it itself. */
  clientId: pulumi.Input<string>;
  /** The domain of the pool: its prefix, or a whole name. */
  domain: pulumi.Input<string>;
}

/** What happens to requests of users who have not signed in. */
export const Unauthenticated = {
  Authenticate: "authenticate",
  Deny: "deny",
  Allow: "allow",
} as const;
/** What happens to requests of users who have not signed in. */
export type Unauthenticated = (typeof Unauthenticated)[keyof typeof Unauthenticated];

/** Who signs users in before a route. */
export interface SignInArgs {
  /** An OpenID Connect provider. Defaults to none. */
  oidc?: OidcArgs;
  /** A user pool of Amazon Cognito, in place of oidc. Defaults to none. */
  cognito?: CognitoArgs;
  /** The claims to ask for, such as openid email. Defaults to openid. */
  scope?: string;
  /** Hours after which a user signs in again, 1 to 168. Defaults to 168. */
  sessionTimeoutHours?: number;
  /** The cookie that holds the session. Routes with another client on the same host need another one. Defaults to AWSELBAuthSessionCookie. */
  sessionCookieName?: string;
  /** What happens to a request without a session: authenticate sends it to the provider, deny answers 401, allow passes it on without claims. Defaults to authenticate. */
  unauthenticated?: Unauthenticated;
}

/** Which requests the load balancer sends to the service. */
export interface RouteArgs {
  /** The listener that gets the rule; needed with http. */
  listenerArn?: pulumi.Input<string>;
  /** The network load balancer that gets a listener; needed with tcp and tls. */
  loadBalancerArn?: pulumi.Input<string>;
  /** The certificate of the listener; needed with tls. */
  certificateArn?: pulumi.Input<string>;
  /** Seconds that the listener keeps an idle connection, with tcp. Defaults to 350. */
  idleTimeoutSeconds?: number;
  /** The load balancer's security group. */
  loadBalancerSecurityGroupId: pulumi.Input<string>;
  /** The last part of the load balancer's ARN, such as app/name/0123456789abcdef. */
  loadBalancerArnSuffix: pulumi.Input<string>;
  /** A security group that the load balancer reaches, which the tasks get beside their own. Defaults to none: the two groups get rules for each other. */
  sharedSecurityGroupId?: pulumi.Input<string>;
  /** The target group's name. Defaults to the component's name with a random end. */
  targetGroupName?: string;
  /** http: requests of an application load balancer. tcp and tls: connections to port of a network load balancer, which ends TLS itself with tls. Defaults to http. */
  protocol?: RouteProtocol;
  /** The port of the network load balancer; needed with tcp and tls, and only there. */
  port?: number;
  /** Let tasks behind a network load balancer see the client's address in place of the load balancer's; a task can then not reach itself through it. Defaults to false. */
  preserveClientAddress?: boolean;
  /** Path patterns that lead to this service; * and ? are wildcards. Defaults to any path. */
  paths?: string[];
  /** Host names that lead to this service; * and ? are wildcards. Defaults to any host. */
  hosts?: string[];
  /** The order of the rule, lowest first. Defaults to after every other. */
  priority?: number;
  /** How the load balancer talks to the tasks. http2 and grpc need a load balancer with HTTPS. Defaults to http1. */
  protocolVersion?: ProtocolVersion;
  /** The load balancer asks for this path, with grpc for this method. Defaults to /, with grpc to /AWS.ALB/healthcheck. */
  healthCheckPath?: string;
  /** Answers that are healthy: HTTP statuses, with grpc codes of gRPC. Defaults to 200, with grpc to 12, which every server answers to a method that it does not know. */
  healthCheckCodes?: string;
  /** Seconds that open requests get before a task leaves, 0 to 3600. Defaults to 30. */
  deregistrationDelaySeconds?: number;
  /** Send a client to the same task for this long. Defaults to no stickiness. */
  stickySessionSeconds?: number;
  /** Users sign in before a request reaches the service, which then has their claims in a signed header. Needs HTTPS and a rolling deployment. Defaults to no sign-in. */
  signIn?: SignInArgs;
}

/** A value to hold by adding and removing tasks. */
export interface ScalingTargetArgs {
  /** The value to hold. */
  target: number;
  /** Seconds to wait after removing tasks. Defaults to 300. */
  scaleInCooldownSeconds?: number;
  /** Seconds to wait after adding tasks. Defaults to 60. */
  scaleOutCooldownSeconds?: number;
}

/** How CloudWatch aggregates a metric's samples. */
export const MetricStatistic = {
  Average: "Average",
  Minimum: "Minimum",
  Maximum: "Maximum",
  Sum: "Sum",
  SampleCount: "SampleCount",
} as const;
/** How CloudWatch aggregates a metric's samples. */
export type MetricStatistic = (typeof MetricStatistic)[keyof typeof MetricStatistic];

/** A CloudWatch metric to hold at a value; it has to fall as tasks are added. */
export interface ScalingMetricArgs {
  /** The CloudWatch namespace. */
  namespace: string;
  /** The CloudWatch metric. */
  metricName: string;
  /** Its dimensions. Defaults to none. */
  dimensions?: Record<string, string>;
  /** The statistic. Defaults to Average. */
  statistic?: MetricStatistic;
  /** The value per task to hold. */
  target: number;
  /** Seconds to wait after removing tasks. Defaults to 300. */
  scaleInCooldownSeconds?: number;
  /** Seconds to wait after adding tasks. Defaults to 60. */
  scaleOutCooldownSeconds?: number;
}

/** What to do while the metric is in a range. */
export interface ScalingStepArgs {
  /** Lower bound of the metric, inclusive. Defaults to no bound. */
  from?: number;
  /** Upper bound of the metric, exclusive. Defaults to no bound. */
  to?: number;
  /** Tasks to add, or with a minus sign to remove. */
  change: number;
}

/** Scaling in steps on a CloudWatch metric. */
export interface StepScalingArgs {
  /** The CloudWatch namespace. */
  namespace: string;
  /** The CloudWatch metric. */
  metricName: string;
  /** Its dimensions. Defaults to none. */
  dimensions?: Record<string, string>;
  /** The statistic. Defaults to Average. */
  statistic?: MetricStatistic;
  /** Seconds a sample covers. Defaults to 60. */
  periodSeconds?: number;
  /** Samples in a row that must agree. Defaults to 3. */
  evaluationPeriods?: number;
  /** Seconds to wait after a step. Defaults to 120. */
  cooldownSeconds?: number;
  /** What to do in which range of the metric; ranges may not overlap. */
  steps: ScalingStepArgs[];
}

/** New limits at a time. */
export interface ScalingScheduleArgs {
  /** When: an Application Auto Scaling schedule expression. */
  at: string;
  /** The IANA time zone of the expression. Defaults to Etc/UTC. */
  timezone?: string;
  /** Fewest tasks from then on. Defaults to no change. */
  min?: number;
  /** Most tasks from then on. Defaults to no change. */
  max?: number;
}

/** A queue whose length decides the number of tasks. */
export interface BacklogArgs {
  /** The queue's name in AWS. */
  queueName: string;
  /** Seconds one task needs for one message, on average. */
  secondsPerMessage: number;
  /** Seconds a message may wait: as many tasks run as are needed for that. */
  maxLatencySeconds: number;
  /** Seconds to wait after removing tasks. Defaults to 300. */
  scaleInCooldownSeconds?: number;
  /** Seconds to wait after adding tasks. Defaults to 60. */
  scaleOutCooldownSeconds?: number;
}

/** When the number of tasks changes by itself. Several policies may act: the one that wants most tasks wins. */
export interface ScalingArgs {
  /** Fewest tasks. */
  min: number;
  /** Most tasks. */
  max: number;
  /** Hold this average CPU use, in percent. Defaults to none. */
  cpuPercent?: ScalingTargetArgs;
  /** Hold this average memory use, in percent. Defaults to none. */
  memoryPercent?: ScalingTargetArgs;
  /** Hold this many requests a minute for each task. Needs a route. Defaults to none. */
  requestsPerTarget?: ScalingTargetArgs;
  /** Hold this many bytes received a second by each task. Needs Container Insights. Defaults to none. */
  networkReceivedBytesPerSecond?: ScalingTargetArgs;
  /** Hold this many bytes sent a second by each task. Needs Container Insights. Defaults to none. */
  networkSentBytesPerSecond?: ScalingTargetArgs;
  /** Hold any CloudWatch metric, by a name of yours. Defaults to none. */
  metrics?: Record<string, ScalingMetricArgs>;
  /** Scale in steps on a metric, by a name of yours. Defaults to none. */
  steps?: Record<string, StepScalingArgs>;
  /** Change the limits by the clock, by a name of yours. Defaults to none. */
  schedules?: Record<string, ScalingScheduleArgs>;
  /** Hold the messages for each task at what it can work off in time, from no task up and down to none. Needs Container Insights. Defaults to none. */
  backlogs?: Record<string, BacklogArgs>;
}

/** On demand and Spot: a share of the tasks each, by weight. */
export interface CapacityArgs {
  /** Tasks that always run on demand, before weights count. Defaults to 0. */
  onDemandBase?: number;
  /** Share of the further tasks on demand. Defaults to 1. */
  onDemandWeight?: number;
  /** Share of the further tasks on Fargate Spot. Defaults to 0. */
  spotWeight?: number;
}

/** Ways in which a new version replaces the old one. */
export const DeploymentStrategy = {
  Rolling: "rolling",
  BlueGreen: "blueGreen",
  Linear: "linear",
  Canary: "canary",
} as const;
/** Ways in which a new version replaces the old one. */
export type DeploymentStrategy = (typeof DeploymentStrategy)[keyof typeof DeploymentStrategy];

/** The alarms of a service that a deployment can watch. */
export const WatchedAlarm = {
  HealthyTasks: "healthyTasks",
  Errors: "errors",
  Latency: "latency",
  Cpu: "cpu",
  Memory: "memory",
} as const;
/** The alarms of a service that a deployment can watch. */
export type WatchedAlarm = (typeof WatchedAlarm)[keyof typeof WatchedAlarm];

/** What happens to a deployment that nobody decided on. */
export const ApprovalTimeout = { Rollback: "rollback", Continue: "continue" } as const;
/** What happens to a deployment that nobody decided on. */
export type ApprovalTimeout = (typeof ApprovalTimeout)[keyof typeof ApprovalTimeout];

/** A pause in which somebody decides whether a deployment goes on. */
export interface ApprovalArgs {
  /** Minutes to wait for the decision, up to 14 days. Defaults to 60. */
  timeoutMinutes?: number;
  /** What happens without a decision: rollback or continue. Defaults to rollback. */
  onTimeout?: ApprovalTimeout;
}

/** Requests that try the new tasks before anybody else's requests reach them. */
export interface TestTrafficArgs {
  /** The header that a test request has. Defaults to x-drydock-test. */
  header?: string;
  /** Its value; * and ? are wildcards. Defaults to green. */
  value?: string;
  /** IPv4 ranges that test requests may come from, as the load balancer sees them. Nobody else reaches the new tasks. */
  allowedCidrs: string[];
}

/** How a new version replaces the old one; a failed one is rolled back. */
export interface DeploymentArgs {
  /** rolling: replace tasks a few at a time. blueGreen: start all new tasks, then send them every request at once. canary: a share of the requests first. linear: a share at each step. Defaults to rolling. */
  strategy?: DeploymentStrategy;
  /** Share of the requests in the first step of canary, or in each step of linear, in percent. Defaults to 10. */
  percent?: number;
  /** Minutes between the steps of canary and linear. Defaults to 5. */
  stepMinutes?: number;
  /** Minutes that the old tasks stay after the last step, for a rollback at once. Not for rolling. Defaults to 10. */
  bakeMinutes?: number;
  /** Alarms of this service: one that goes off during a deployment rolls it back. Defaults to none. */
  rollbackOn?: WatchedAlarm[];
  /** Further CloudWatch alarms that do so, by name. Defaults to none. */
  alarmNames?: string[];
  /** Pause every deployment until somebody approves it: before the first new task with rolling, else before the first request to the new tasks. Defaults to none. */
  approval?: ApprovalArgs;
  /** Requests that go to the new tasks first: once these are healthy and until the deployment ends. Not for rolling. Defaults to none. */
  test?: TestTrafficArgs;
  /** Healthy tasks that a rolling deployment keeps, in percent. Defaults to 100. */
  minimumHealthyPercent?: number;
  /** Most tasks during a rolling deployment, in percent. Defaults to 200. */
  maximumPercent?: number;
  /** Minutes an update waits for the service to be stable. Defaults to 20, and to what steps, bake time and approval take in addition. */
  timeoutMinutes?: number;
}

/** How other services find this one. */
export const Discovery = {
  None: "none",
  DnsA: "dnsA",
  DnsSrv: "dnsSrv",
  ServiceConnect: "serviceConnect",
} as const;
/** How other services find this one. */
export type Discovery = (typeof Discovery)[keyof typeof Discovery];

/** Fewer tasks are healthy, or run where there is no route, than there have to be. */
export interface HealthyTasksAlarmArgs {
  /** Whether there is this alarm. Defaults to true. */
  enabled?: boolean;
  /** Fewest healthy tasks. Defaults to 1 with a route, and otherwise to scaling.min or desiredCount. */
  minimum?: number;
  /** Minutes in a row with fewer. Defaults to 3 with a route, and otherwise to 10. */
  minutes?: number;
}

/** The share of answers with a status of 500 or more is too large. Needs a route. */
export interface ErrorsAlarmArgs {
  /** Whether there is this alarm. Defaults to true. */
  enabled?: boolean;
  /** Share of the answers, in percent. Defaults to 1. */
  percent?: number;
  /** Requests in these minutes below which the alarm stays quiet. Defaults to 100. */
  minimumRequests?: number;
  /** Minutes over which answers count. Defaults to 5. */
  minutes?: number;
}

/** Answers take too long. Needs a route. */
export interface LatencyAlarmArgs {
  /** Milliseconds in which 95 of 100 requests must be answered. */
  p95Milliseconds: number;
  /** Requests in these minutes below which the alarm stays quiet. Defaults to 100. */
  minimumRequests?: number;
  /** Minutes over which answers count. Defaults to 5. */
  minutes?: number;
}

/** CPU is short although the most tasks run. */
export interface CpuAlarmArgs {
  /** Whether there is this alarm. Defaults to true. */
  enabled?: boolean;
  /** Average use of all tasks, in percent. Defaults to 90. */
  percent?: number;
  /** Minutes in a row with more. Defaults to 15. */
  minutes?: number;
}

/** Memory of a task is short. */
export interface MemoryAlarmArgs {
  /** Whether there is this alarm. Defaults to true. */
  enabled?: boolean;
  /** Use of the fullest task, in percent. Defaults to 90. */
  percent?: number;
  /** Minutes in a row with more. Defaults to 5. */
  minutes?: number;
}

/** The alarms of a service. */
export interface ServiceAlarmsArgs {
  /** Fewer tasks are healthy, or run where there is no route, than there have to be. Defaults to the defaults of its fields. */
  healthyTasks?: HealthyTasksAlarmArgs;
  /** The share of answers with a status of 500 or more is too large. Needs a route. Defaults to the defaults of its fields. */
  errors?: ErrorsAlarmArgs;
  /** Answers take too long. Needs a route. Defaults to no such alarm. */
  latency?: LatencyAlarmArgs;
  /** CPU is short although the most tasks run. Defaults to the defaults of its fields. */
  cpu?: CpuAlarmArgs;
  /** Memory of a task is short. Defaults to the defaults of its fields. */
  memory?: MemoryAlarmArgs;
  /** A message for each task that ends because its essential container did. Defaults to true. */
  restarts?: boolean;
  /** A message for each deployment that fails. Defaults to true. */
  deployment?: boolean;
}

/** Arguments of FargateService. */
export interface FargateServiceArgs extends FargateTaskArgs, WorkloadArgs {
  /** The service's name in the cluster, and its name for other services. Defaults to the component's name. */
  serviceName?: string;
  /** The cluster's name. */
  clusterName: pulumi.Input<string>;
  /** Which requests the load balancer sends to this service. Defaults to none. */
  route?: RouteArgs;
  /** Change the number of tasks by itself. Several policies may act: the one that wants most tasks wins. Defaults to none. */
  scaling?: ScalingArgs;
  /** On demand and Spot. Defaults to on demand only. */
  capacity?: CapacityArgs;
  /** How a new version replaces the old. A failed one is rolled back. Defaults to the defaults of its fields. */
  deployment?: DeploymentArgs;
  /** Seconds after the start in which failed load-balancer checks do not count. Defaults to 60. */
  healthCheckGracePeriodSeconds?: number;
  /** How other services find this one: Cloud Map A records, Cloud Map SRV records, or Service Connect. Defaults to none. */
  discovery?: Discovery;
  /** Addresses that may connect to containerPort at a task's public address, without a load balancer. Defaults to none. */
  allowedCidrs?: string[];
  /** Tasks to run where nothing scales. Defaults to 1. */
  desiredCount?: number;
  /** Its alarms: {} for the default ones. Defaults to none. */
  alarms?: ServiceAlarmsArgs;
  /** Versions of jobs that run before the service changes, by the job's name. They are tags of the ECS service, drydock:job:<name>: another version changes it and deploys nothing. Defaults to none. */
  waitsFor?: Record<string, pulumi.Input<string>>;
  /** Versions of what tasks read when they start, such as secrets, by a name of yours: another version deploys the service again. Defaults to none. */
  triggers?: Record<string, pulumi.Input<string>>;
  /** ARNs of secrets with whose rotations AWS deploys the service again, without an update. Defaults to none. */
  redeployOnRotationOf?: pulumi.Input<string>[];
  /** The Cloud Map private DNS namespace; needed for dnsA and dnsSrv. */
  dnsNamespaceId?: pulumi.Input<string>;
  /** That namespace's name, such as test.internal; needed for dnsA and dnsSrv. */
  dnsNamespaceName?: string;
  /** The Service Connect namespace; needed for serviceConnect, and by every service that calls such a service. */
  serviceConnectNamespaceArn?: pulumi.Input<string>;
}
