import * as pulumi from "@pulumi/pulumi";
import { checkedTask, containersOf, FargateTask } from "../fargate-task";
import { createMetricAlarms } from "./alarms";
import { unrecorded } from "../internal/arguments";
import { outputsOf } from "../internal/outputs";
import type { FargateServiceArgs } from "./args";
import { deploymentGuard } from "./deployment-guard";
import { deploymentOutcome } from "./deployment-outcome";
import { createDiscovery } from "./discovery";
import { createEcsService } from "./ecs-service";
import { createEventRules } from "./event-rules";
import { execCommand } from "./exec-command";
import { loadBalanced } from "./main-container";
import { createRoute } from "./route";
import { createRotationRule } from "./rotation";
import { createScaling } from "./scaling";
import { createServiceSecurity } from "./security-rules";
import { serviceSettings } from "./settings";

export * from "./args";

/**
 * A service on Fargate: its task, security group, route, discovery, deployment and scaling. The options' `dependsOn` and
 * `hooks` apply to its ECS service.
 */
export class FargateService extends pulumi.ComponentResource {
  /** The service's name in the cluster. */
  public readonly serviceName: pulumi.Output<string>;
  /** The service's ARN. */
  public readonly serviceArn: pulumi.Output<string>;
  /** The service's own security group. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** The task definition that runs; an update fails here if it is another one than the program asked for. */
  public readonly taskDefinitionArn: pulumi.Output<string>;
  /** The log group of its containers. */
  public readonly logGroupName: pulumi.Output<string>;
  /** The target group, where the service has a route. */
  public readonly targetGroupArn?: pulumi.Output<string>;
  /** The last parts of the ARNs of its target groups: their dimension in CloudWatch metrics. */
  public readonly targetGroupArnSuffixes?: pulumi.Output<string[]>;
  /** The names of its CloudWatch alarms, where it has some. */
  public readonly alarmNames?: pulumi.Output<string[]>;
  /** The command that opens a shell in a running task, where exec is on. */
  public readonly execCommand?: pulumi.Output<string>;
  /** The name other services find it by, where it has discovery. */
  public readonly discoveryName?: pulumi.Output<string>;

  /**
   * @throws pulumi.InputPropertiesError with everything that is wrong with the arguments.
   * @throws pulumi.ResourceError in an update after which the service does not run the requested task definition.
   */
  constructor(name: string, args: FargateServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = serviceSettings(name, args);
    // What the caller waits for, the service waits for: roles, target group and task definition need not. What is to happen
    // before it changes, happens before the service changes: a component itself never does.
    const { dependsOn, hooks, ...others } = opts ?? {};
    super("drydock:index:FargateService", name, unrecorded, others);
    const { serviceName, clusterName, scaling } = settings;
    const balanced = loadBalanced(settings);
    const part = { name, parent: this, service: settings };

    const task = new FargateTask(name, checkedTask(settings), { parent: this });
    const deployed = { resource: this, name, serviceName };
    const guard = deploymentGuard(deployed, settings);
    const route = balanced && createRoute({ ...part, balanced, guard });
    const security = createServiceSecurity({
      name,
      parent: this,
      serviceName,
      workload: settings,
      balanced,
      targetGroup: route?.targetGroup,
      containers: containersOf(name, settings),
    });
    const discovery = createDiscovery({ ...part, logGroupName: task.logGroupName });
    const sources = { serviceName, clusterName, targetGroups: route?.targetGroups ?? [] };
    const alarms = createMetricAlarms({ ...part, sources });
    createEventRules(part);
    createRotationRule(part);
    const outcome = deploymentOutcome(deployed);
    const service = createEcsService({
      ...part,
      task,
      security,
      route,
      discovery,
      alarms,
      caller: { dependsOn, hooks },
      hooks: { ...outcome.hooks, ...guard.service },
    });
    if (scaling !== undefined) {
      createScaling({ ...part, scaling, ecsService: service, sources });
    }

    this.serviceName = service.name;
    this.serviceArn = service.arn;
    this.securityGroupId = security.securityGroup.id;
    this.taskDefinitionArn = outcome.taskDefinition(service, task.taskDefinitionArn);
    this.logGroupName = task.logGroupName;
    this.targetGroupArn = route?.targetGroup.arn;
    this.targetGroupArnSuffixes =
      route && pulumi.all(route.targetGroups.map(({ targetGroup }) => targetGroup));
    this.alarmNames =
      settings.alarms && pulumi.all([...alarms.values()].map((alarm) => alarm.name));
    this.execCommand = settings.exec
      ? execCommand({ ...settings, serviceName: service.name, containerName: name })
      : undefined;
    this.discoveryName = discovery.discoveryName;
    this.registerOutputs(outputsOf(this));
  }
}
