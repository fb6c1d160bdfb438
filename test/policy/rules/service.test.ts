import { machine, piped, runState, shifting } from "../mutation/good-additions";
import { describeRules } from "../support/cases";
import {
  add,
  all,
  type Change,
  computedFrom,
  lost,
  set,
  unknown,
  unset,
  without,
} from "../mutation/graph";

const s = "service";
const exec = "configuration.executeCommandConfiguration";
const same = (graph: Parameters<ReturnType<typeof set>>[0]) => graph;

const secondGroup = all(
  add("other-group", "aws:ec2/securityGroup:SecurityGroup", {
    id: "sg-other",
    vpcId: "vpc-1",
    description: "Something else",
  }),
  add("other-host", "aws:ec2/instance:Instance", { securityGroups: ["sg-other"] }),
);

const second = (group: string) =>
  add("second-rule", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
    securityGroupId: "sg-service",
    referencedSecurityGroupId: group,
    ipProtocol: "tcp",
    fromPort: 8080,
    toPort: 8080,
    description: "Another caller",
  });

const schedule = "aws:scheduler/schedule:Schedule";
const eventTarget = "aws:cloudwatch/eventTarget:EventTarget";

/** A state machine that runs a task in one branch of a parallel state. */
const stateMachine = (network: Readonly<Record<string, string>>): Change =>
  add("nightly", "aws:sfn/stateMachine:StateMachine", {
    loggingConfiguration: { level: "ERROR" },
    definition: JSON.stringify({
      StartAt: "Both",
      States: {
        Both: {
          Type: "Parallel",
          Branches: [
            {
              StartAt: "Run",
              States: {
                Run: {
                  Type: "Task",
                  Resource: "arn:aws:states:::ecs:runTask.sync",
                  Parameters: { NetworkConfiguration: { AwsvpcConfiguration: network } },
                },
              },
            },
          ],
        },
      },
    }),
  });

describeRules({
  "service-no-public-ip": {
    bad: {
      "a pipe that gives one": piped({ assignPublicIp: "ENABLED" }),
      "a public address": set(s, "networkConfiguration.assignPublicIp", true),
      "the word true": set(s, "networkConfiguration.assignPublicIp", "true"),
      "a task set with one": add("set", "aws:ecs/taskSet:TaskSet", {
        networkConfiguration: { assignPublicIp: true },
      }),
      "a schedule that gives one": add("nightly", schedule, {
        target: { ecsParameters: { networkConfiguration: { assignPublicIp: true } } },
      }),
      "an event that gives one": add("on-upload", eventTarget, {
        ecsTarget: { networkConfiguration: { assignPublicIp: true } },
      }),
      "a state that gives one": stateMachine({ AssignPublicIp: "ENABLED" }),
    },
    fine: {
      "a schedule and an event in private": all(
        add("nightly", schedule, {
          target: { ecsParameters: { networkConfiguration: { assignPublicIp: false } } },
        }),
        add("on-upload", eventTarget, { ecsTarget: { networkConfiguration: {} } }),
      ),
      "a state in private": stateMachine({ AssignPublicIp: "DISABLED" }),
      "a schedule of something else": add("nightly", schedule, { target: { input: "{}" } }),
      "the default": unset(s, "networkConfiguration.assignPublicIp"),
      "no network configuration": unset(s, "networkConfiguration"),
    },
    unknown: { "an unknown switch": unknown(s, "networkConfiguration.assignPublicIp") },
  },
  "service-platform-version": {
    bad: {
      "1.3.0": set(s, "platformVersion", "1.3.0"),
      "no version": set(s, "platformVersion", "newest"),
      "an old one of a schedule": add("nightly", schedule, {
        target: { ecsParameters: { platformVersion: "1.3.0" } },
      }),
    },
    fine: {
      "the default": unset(s, "platformVersion"),
      "1.4.0": set(s, "platformVersion", "1.4.0"),
      "a later one": set(s, "platformVersion", "1.10.0"),
    },
    unknown: { "an unknown version": unknown(s, "platformVersion") },
  },
  "service-circuit-breaker-rolls-back": {
    bad: {
      "no breaker": unset(s, "deploymentCircuitBreaker"),
      "a breaker that is off": set(s, "deploymentCircuitBreaker.enable", false),
      "no way back": set(s, "deploymentCircuitBreaker.rollback", false),
      "the way back left out": unset(s, "deploymentCircuitBreaker.rollback"),
      "a canary deployment without alarms": all(shifting, unset(s, "alarms")),
      "alarms that roll nothing back": all(shifting, set(s, "alarms.rollback", false)),
      "alarms beside the breaker that roll nothing back": set(s, "alarms", {
        enable: true,
        rollback: false,
        alarmNames: ["web-cpu"],
      }),
      "alarms beside the breaker that are off": set(s, "alarms", {
        enable: false,
        rollback: true,
        alarmNames: ["web-cpu"],
      }),
    },
    fine: {
      CodeDeploy: all(
        unset(s, "deploymentCircuitBreaker"),
        set(s, "deploymentController", { type: "CODE_DEPLOY" }),
      ),
      "alarms of a blue/green deployment": all(
        unset(s, "deploymentCircuitBreaker"),
        set(s, "deploymentConfiguration", { strategy: "BLUE_GREEN" }),
        set(s, "alarms", { enable: true, rollback: true, alarmNames: ["web-cpu"] }),
      ),
      "alarms beside the breaker": set(s, "alarms", {
        enable: true,
        rollback: true,
        alarmNames: ["web-cpu"],
      }),
    },
    unknown: { "an unknown switch": unknown(s, "deploymentCircuitBreaker") },
  },
  "deployment-can-go-back": {
    bad: {
      "no time to go back": all(shifting, set(s, "deploymentConfiguration.bakeTimeInMinutes", "0")),
      "everything in one step": all(
        shifting,
        set(s, "deploymentConfiguration.canaryConfiguration.canaryPercent", 100),
      ),
      "everything in one linear step": all(
        shifting,
        set(s, "deploymentConfiguration", {
          strategy: "LINEAR",
          bakeTimeInMinutes: "10",
          linearConfiguration: { stepPercent: 100, stepBakeTimeInMinutes: "5" },
        }),
      ),
      "steps without a wait": all(
        shifting,
        set(s, "deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes", "0"),
      ),
      "one target group": all(shifting, unset(s, "loadBalancers.0.advancedConfiguration")),
      "a rule that leads to one group": all(
        shifting,
        unset("listener-rule", "actions.0.forward.targetGroups.1"),
      ),
      "a rule that sends nothing": all(
        shifting,
        set("listener-rule", "actions.0.forward.targetGroups.0.weight", 0),
      ),
      "groups that end tasks differently": all(shifting, set("green", "deregistrationDelay", 60)),
      "groups that check differently": all(shifting, set("green", "healthCheck.path", "/")),
      "nothing to shift between": {
        change: all(shifting, set(s, "loadBalancers", [])),
        also: ["service-ingress-from-load-balancer"],
      },
      "scaling by the requests of one group": {
        change: all(
          shifting,
          add("by-requests", "aws:appautoscaling/policy:Policy", {
            resourceId: "service/main/web",
            targetTrackingScalingPolicyConfiguration: {
              predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget" },
            },
          }),
        ),
        at: "by-requests",
      },
    },
    fine: {
      "a canary deployment": shifting,
      "a rolling deployment by its name": set(s, "deploymentConfiguration", {
        strategy: "ROLLING",
      }),
      "shares as ECS left them": all(
        shifting,
        set("listener-rule", "actions.0.forward.targetGroups.0.weight", 0),
        set("listener-rule", "actions.0.forward.targetGroups.1.weight", 1),
      ),
      "blue/green without requests from outside": all(
        set(s, "deploymentConfiguration", { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" }),
        set(s, "loadBalancers", []),
      ),
      "a first preview": all(
        shifting,
        unknown(s, "loadBalancers.0.advancedConfiguration.alternateTargetGroupArn"),
      ),
      "scaling by processors": all(
        shifting,
        add("by-cpu", "aws:appautoscaling/policy:Policy", {
          resourceId: "service/main/web",
          targetTrackingScalingPolicyConfiguration: {
            predefinedMetricSpecification: {
              predefinedMetricType: "ECSServiceAverageCPUUtilization",
            },
          },
        }),
      ),
    },
    unknown: { "an unknown strategy": unknown(s, "deploymentConfiguration") },
  },
  "service-health-check-grace-period": {
    bad: {
      "no time": unset(s, "healthCheckGracePeriodSeconds"),
      "zero seconds": set(s, "healthCheckGracePeriodSeconds", 0),
    },
    fine: {
      "no load balancer": all(
        set(s, "loadBalancers", []),
        unset(s, "healthCheckGracePeriodSeconds"),
      ),
    },
    unknown: {
      "unknown load balancers": unknown(s, "loadBalancers"),
      "an unknown time": unknown(s, "healthCheckGracePeriodSeconds"),
    },
  },
  "service-keeps-capacity": {
    bad: {
      "half of the tasks": set(s, "deploymentMinimumHealthyPercent", 50),
      "no room": set(s, "deploymentMaximumPercent", 150),
      "no rebalancing": set(s, "availabilityZoneRebalancing", "DISABLED"),
      "one task without scaling": {
        change: all(without("scaling"), set(s, "desiredCount", 1)),
        also: ["service-autoscaling-attached"],
      },
      "no count without scaling": {
        change: all(without("scaling"), unset(s, "desiredCount")),
        also: ["service-autoscaling-attached"],
      },
    },
    fine: {
      "the defaults": all(
        unset(s, "deploymentMinimumHealthyPercent"),
        unset(s, "deploymentMaximumPercent"),
      ),
      "one task with scaling": set(s, "desiredCount", 1),
      "one task where one is enough": {
        change: all(without("scaling"), set(s, "desiredCount", 1)),
        options: { minimumDesiredCount: 1 },
      },
      "a daemon": all(
        without("scaling"),
        unset(s, "desiredCount"),
        set(s, "schedulingStrategy", "DAEMON"),
      ),
    },
    unknown: { "an unknown percentage": unknown(s, "deploymentMinimumHealthyPercent") },
  },
  "service-launch-type-unambiguous": {
    bad: {
      "both ways": set(s, "capacityProviderStrategies", [
        { capacityProvider: "FARGATE", weight: 1 },
      ]),
      "Spot alone": all(
        unset(s, "launchType"),
        set(s, "capacityProviderStrategies", [{ capacityProvider: "FARGATE_SPOT", weight: 1 }]),
      ),
      "Spot alone beside an unused provider": all(
        unset(s, "launchType"),
        set(s, "capacityProviderStrategies", [
          { capacityProvider: "FARGATE_SPOT", weight: 1 },
          { capacityProvider: "FARGATE", weight: 0 },
        ]),
      ),
    },
    fine: {
      "a base on demand": all(
        unset(s, "launchType"),
        set(s, "capacityProviderStrategies", [
          { capacityProvider: "FARGATE_SPOT", weight: 3 },
          { capacityProvider: "FARGATE", base: 1, weight: 1 },
        ]),
      ),
      "Spot alone where it is allowed": {
        change: all(
          unset(s, "launchType"),
          set(s, "capacityProviderStrategies", [{ capacityProvider: "FARGATE_SPOT", weight: 1 }]),
        ),
        options: { allowSpotOnly: true },
      },
      "neither way": unset(s, "launchType"),
    },
    unknown: { "an unknown strategy": unknown(s, "capacityProviderStrategies") },
  },
  "service-exec-audited": {
    bad: {
      "a state machine in a cluster without a log": {
        change: all(
          set(s, "enableExecuteCommand", false),
          machine(),
          set("cluster", `${exec}.logging`, "NONE"),
        ),
        at: "runs",
      },
      "no log of sessions": { change: unset("cluster", `${exec}.logConfiguration`), at: s },
      "the default logging": set("cluster", `${exec}.logging`, "DEFAULT"),
      "no key": unset("cluster", `${exec}.kmsKeyId`),
      "a log that may be plain": set(
        "cluster",
        `${exec}.logConfiguration.cloudWatchEncryptionEnabled`,
        false,
      ),
      "no configuration": unset("cluster", "configuration"),
    },
    fine: {
      "exec off": all(set(s, "enableExecuteCommand", false), unset("cluster", "configuration")),
      "no key where none is asked for": {
        change: unset("cluster", `${exec}.kmsKeyId`),
        options: { requireKey: false },
      },
      "a log in S3": set("cluster", `${exec}.logConfiguration`, { s3BucketName: "sessions" }),
      "an unknown key": unknown("cluster", `${exec}.kmsKeyId`),
      "a cluster of another stack": set(s, "cluster", "arn:aws:ecs:us-east-2:1:cluster/other"),
      "a cluster found by dependency": unknown(s, "cluster"),
    },
    unknown: {
      "an unknown switch": unknown(s, "enableExecuteCommand"),
      "a cluster nobody knows": lost(s, "cluster"),
    },
  },
  "cluster-container-insights": {
    bad: {
      "no setting": { change: unset("cluster", "settings"), at: "cluster" },
      "another setting": set("cluster", "settings", [{ name: "other", value: "enabled" }]),
      "the setting off": set("cluster", "settings.0.value", "disabled"),
    },
    fine: { enabled: set("cluster", "settings.0.value", "enabled") },
    unknown: {
      "unknown settings": unknown("cluster", "settings"),
      "an unknown value": unknown("cluster", "settings.0.value"),
    },
  },
  "service-task-definition-compatible": {
    bad: {
      "a definition for EC2": {
        change: set("definition", "requiresCompatibilities", ["EC2"]),
        at: s,
      },
      "bridge mode": {
        change: set("definition", "networkMode", "bridge"),
        also: ["fargate-task-definition-complete"],
      },
      "no network configuration": {
        change: unset(s, "networkConfiguration"),
        also: ["efs-mount-targets-cover-service"],
      },
    },
    fine: {
      "a service on EC2": all(
        set(s, "launchType", "EC2"),
        set("definition", "requiresCompatibilities", ["EC2"]),
      ),
      "a definition of another stack": set(s, "taskDefinition", "web:7"),
      "unknown compatibilities": unknown("definition", "requiresCompatibilities"),
    },
    unknown: "what is not known yet is taken to fit; ECS refuses it when it does not",
  },
  "service-subnets-private": {
    bad: {
      "a state machine in public subnets": {
        change: machine(
          runState({
            NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["subnet-public-a"] } },
          }),
        ),
        at: "runs",
      },
      "a pipe in public subnets": { change: piped({ subnets: ["subnet-public-a"] }), at: "orders" },
      "public subnets": {
        change: set(s, "networkConfiguration.subnets", ["subnet-public-a", "subnet-public-b"]),
        at: s,
      },
      "a route to the internet": {
        change: set("route-out", "routeTableId", "rtb-private"),
        at: s,
        also: ["efs-mount-targets-private"],
      },
      "an inline route to the internet": {
        change: set("routes-private", "routes", [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }]),
        also: ["efs-mount-targets-private"],
      },
      "public addresses on launch": {
        change: set("private-a", "mapPublicIpOnLaunch", true),
        also: ["efs-mount-targets-private", "subnet-no-public-ip-on-launch"],
      },
      "a schedule in public subnets": {
        change: add("nightly", schedule, {
          target: { ecsParameters: { networkConfiguration: { subnets: ["subnet-public-a"] } } },
        }),
        at: "nightly",
      },
      "an event in public subnets": {
        change: add("on-upload", eventTarget, {
          ecsTarget: { networkConfiguration: { subnets: ["subnet-public-a"] } },
        }),
        at: "on-upload",
      },
      "public subnets alone, in a preview": computedFrom(s, "networkConfiguration", [
        "public-a",
        "public-b",
        "service-group",
      ]),
    },
    fine: {
      "subnets of another stack": set(s, "networkConfiguration.subnets", ["subnet-0"]),
      "private subnets, in a preview": unknown(s, "networkConfiguration.subnets"),
      "no association, with the main table of a new VPC": without("assoc-private-a"),
    },
    unknown: {
      "a list that may be either": computedFrom(s, "networkConfiguration", [
        "public-a",
        "private-a",
      ]),
      "a list from nowhere": lost(s, "networkConfiguration"),
    },
  },
  "service-ingress-from-load-balancer": {
    bad: {
      "an address range": {
        change: all(
          unset("service-rule", "referencedSecurityGroupId"),
          set("service-rule", "cidrIpv4", "10.0.0.0/16"),
        ),
        at: "service-rule",
      },
      "another group": {
        change: all(secondGroup, second("sg-other")),
        at: "second-rule",
      },
      "more ports": { change: set("service-rule", "toPort", 8081), at: "service-rule" },
      "all ports": {
        change: set("service-rule", "ipProtocol", "-1"),
        at: "service-rule",
        also: ["no-unlimited-ingress"],
      },
      "no rule for the load balancer": { change: without("service-rule"), at: s },
      "a load balancer that may not connect": { change: without("balancer-egress"), at: s },
      "a rule for another port": {
        change: all(set("service-rule", "fromPort", 9), set("service-rule", "toPort", 9)),
      },
      "a prefix list": set("service-rule", "prefixListId", "pl-1"),
      "an inline range": {
        change: all(
          without("service-rule"),
          set("service-group", "ingress", [
            {
              protocol: "tcp",
              fromPort: 8080,
              toPort: 8080,
              cidrBlocks: ["10.0.0.0/8"],
              description: "x",
            },
          ]),
        ),
        at: "service-group",
      },
      "a range in the older resource": {
        change: add("classic", "aws:ec2/securityGroupRule:SecurityGroupRule", {
          type: "ingress",
          securityGroupId: "sg-service",
          protocol: "tcp",
          fromPort: 8080,
          toPort: 8080,
          cidrBlocks: ["10.0.0.0/8"],
          description: "x",
        }),
        at: "classic",
      },
    },
    fine: {
      "another service as well": second("sg-service"),
      "a group of another stack as well": second("sg-0"),
      "the load balancer, in a preview": all(
        unknown("service-rule", "referencedSecurityGroupId"),
        unknown("service-rule", "securityGroupId"),
        unknown("definition", "containerDefinitions"),
      ),
    },
    unknown: {
      "a group from nowhere": lost("service-rule", "referencedSecurityGroupId"),
      "unknown ports": all(
        unknown("definition", "containerDefinitions"),
        unknown(s, "loadBalancers"),
      ),
    },
  },
  "service-load-balancer-matches-container": {
    bad: {
      "another container": set(s, "loadBalancers.0.containerName", "api"),
      "another port": {
        change: set(s, "loadBalancers.0.containerPort", 80),
        also: ["service-ingress-from-load-balancer"],
      },
      "targets by instance": set("target-group", "targetType", "instance"),
      "the default target type": unset("target-group", "targetType"),
      "a VPC of another stack": set("target-group", "vpcId", "vpc-0"),
      "another VPC": {
        change: all(
          add("other-vpc", "aws:ec2/vpc:Vpc", { id: "vpc-2" }),
          add("other-flow", "aws:ec2/flowLog:FlowLog", { vpcId: "vpc-2" }),
          add("other-default", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
            vpcId: "vpc-2",
          }),
          set("target-group", "vpcId", "vpc-2"),
        ),
      },
    },
    fine: {
      "a target group of another stack": set(s, "loadBalancers.0.targetGroupArn", "arn:other"),
      "a preview": all(
        unknown(s, "loadBalancers.0.targetGroupArn"),
        unknown("definition", "containerDefinitions"),
      ),
    },
    unknown: { "unknown load balancers": unknown(s, "loadBalancers") },
  },
  "service-autoscaling-attached": {
    bad: {
      "no scaling": { change: without("scaling"), at: s },
      "one task at least": { change: set("scaling", "minCapacity", 1), at: "scaling" },
      "no room": set("scaling", "maxCapacity", 2),
    },
    fine: {
      "one task where one is enough": {
        change: set("scaling", "minCapacity", 1),
        options: { minimumCapacity: 1 },
      },
      "a target found by dependency": unknown("scaling", "resourceId"),
      "a daemon": all(without("scaling"), set(s, "schedulingStrategy", "DAEMON")),
    },
    unknown: { "an unknown limit": unknown("scaling", "minCapacity") },
  },
  "service-alarms-have-actions": {
    bad: {
      "a topic without subscription": { change: without("subscription"), at: "topic" },
      "an event rule without target": {
        change: without("failed-deployment-target"),
        at: "failed-deployment",
      },
      "no alarm": { change: without("alarm"), at: s },
      "an alarm without action": { change: set("alarm", "alarmActions", []), at: "alarm" },
      "actions that are off": set("alarm", "actionsEnabled", false),
      "an alarm for something else": {
        change: all(
          set("alarm", "dimensions", { ServiceName: "other" }),
          (graph) =>
            new Map(
              [...graph].map(([key, one]) => [
                key,
                key === "alarm" ? { ...one, propertyDependencies: {} } : one,
              ]),
            ),
        ),
        at: s,
      },
    },
    fine: {
      "a topic that a chat hears": all(
        without("subscription"),
        add("chat", "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration", {
          snsTopicArns: ["arn:aws:sns:us-east-2:111122223333:alarms"],
        }),
      ),
      "unknown dimensions": unknown("alarm", "dimensions"),
      "unknown actions": unknown("alarm", "alarmActions"),
      "an alarm that stops deployments": all(
        set("alarm", "alarmActions", []),
        set(s, "alarms", { alarmNames: ["web-cpu"], enable: true, rollback: true }),
      ),
      "a metric query": all(
        unset("alarm", "dimensions"),
        set("alarm", "metricQueries", [{ metric: { dimensions: { ServiceName: "web" } } }]),
      ),
      "everything as it is": same,
    },
    unknown: "an alarm that is computed is there",
  },
});
