import { type Container, readContainers } from "../containers";
import {
  known,
  type Properties,
  read,
  readList,
  readNumber,
  readObject,
  readString,
  readWord,
} from "../reading";
import { type TaskRunner, taskRunnerKinds, taskRunners } from "../task-runners";
import { answeredOnce, type References, type StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** The task definition a service runs. */
export function taskDefinitionOf(
  stack: StackModel,
  service: StackResource,
): StackResource | undefined {
  return stack.reference(service, "taskDefinition", "taskDefinition");
}

/** The containers of a task definition, or nothing when they are not known. */
export function containersOf(taskDefinition: StackResource): readonly Container[] | undefined {
  const reading = readContainers(taskDefinition.properties);
  return reading.state === "known" ? reading.containers : undefined;
}

/** True when a task definition can run on Fargate, or a service asks for it. */
export function isFargate(properties: Properties): boolean {
  const compatibilities = known(readList(properties, "requiresCompatibilities")) ?? [];
  if (compatibilities.includes("FARGATE")) return true;
  if (known(readWord(properties, "launchType")) === "FARGATE") return true;
  const strategies = known(readList(properties, "capacityProviderStrategies")) ?? [];
  return strategies.some((strategy) =>
    known(readWord(strategy, "capacityProvider"))?.startsWith("FARGATE"),
  );
}

/** The subnets a service places its tasks in. */
export function subnetsOf(stack: StackModel, service: StackResource): References {
  return stack.references(service, "networkConfiguration.subnets", "subnet");
}

/** Everything in a stack that runs tasks, with the settings that each runs them with. */
export function runnersOf(stack: StackModel): readonly (TaskRunner & {
  readonly kind: (typeof taskRunnerKinds)[number];
  readonly resource: StackResource;
})[] {
  return taskRunnerKinds.flatMap((kind) =>
    stack.ofKind(kind).flatMap((resource) =>
      taskRunners({ type: resource.type, inputs: resource.properties }).map((runner) => ({
        ...runner,
        kind,
        resource,
      })),
    ),
  );
}

/** Where tasks are placed: subnets of everything that runs tasks. */
export function placementsOf(stack: StackModel): readonly {
  readonly resource: StackResource;
  readonly property: string;
  readonly subnets: References;
}[] {
  return runnersOf(stack).map(({ resource, settings, at }) => {
    const property = `${at}networkConfiguration.subnets`;
    const subnets = stack.resolved(read(settings, "networkConfiguration.subnets"), "subnet", () =>
      stack.dependenciesOf(resource, property, "subnet"),
    );
    return { resource, property, subnets };
  });
}

/** The security groups of a service's tasks. */
export function securityGroupsOf(stack: StackModel, service: StackResource): References {
  return stack.references(service, "networkConfiguration.securityGroups", "securityGroup");
}

/** One entry of a service's `loadBalancers`. */
export interface Attachment {
  readonly index: number;
  readonly targetGroup: StackResource | undefined;
  readonly containerName: string | undefined;
  readonly containerPort: number | undefined;
}

/** The target groups a service registers its tasks with. */
export function attachmentsOf(stack: StackModel, service: StackResource): readonly Attachment[] {
  const entries = known(readList(service.properties, "loadBalancers")) ?? [];
  return entries.map((entry, index): Attachment => {
    const path = `loadBalancers.${index}.targetGroupArn`;
    const port = known(readString(entry, "containerPort"));
    const groups = stack.references(service, path, "targetGroup").targets;
    // In a preview both groups of a blue/green deployment may be meant, which have the same load balancers.
    const shifts = known(readObject(entry, "advancedConfiguration")) !== undefined;
    return {
      index,
      targetGroup: groups.length === 1 || (shifts && groups.length === 2) ? groups[0] : undefined,
      containerName: known(readString(entry, "containerName")),
      containerPort: port === undefined ? undefined : Number(port),
    };
  });
}

/** For each target group, the load balancers whose listeners or rules forward to it. */
const loadBalancersByTargetGroup = answeredOnce((stack) => {
  const map = new Map<StackResource, Set<StackResource>>();
  const add = (
    owner: StackResource,
    actions: string,
    balancer: StackResource | undefined,
  ): void => {
    if (balancer === undefined) return;
    for (const group of forwardTargets(stack, owner, actions)) {
      const set = map.get(group) ?? new Set();
      map.set(group, set.add(balancer));
    }
  };
  for (const listener of stack.ofKind("listener")) {
    add(listener, "defaultActions", loadBalancerOf(stack, listener));
  }
  for (const rule of stack.ofKind("listenerRule")) {
    const listener = stack.reference(rule, "listenerArn", "listener");
    add(rule, "actions", listener === undefined ? undefined : loadBalancerOf(stack, listener));
  }
  return map;
});

function loadBalancerOf(stack: StackModel, listener: StackResource): StackResource | undefined {
  return stack.reference(listener, "loadBalancerArn", "loadBalancer");
}

/** A target group that a listener rule forwards to, with its share. */
export interface ForwardedGroup {
  readonly arn: string;
  readonly weight: number;
}

/** The known target groups of a rule's actions. */
export function forwardedGroups({ properties }: StackResource): readonly ForwardedGroup[] {
  return (known(readList(properties, "actions")) ?? []).flatMap((action): ForwardedGroup[] => {
    const alone = known(readString(action, "targetGroupArn"));
    const weighted = known(readList(action, "forward.targetGroups")) ?? [];
    return [
      ...(alone === undefined ? [] : [{ arn: alone, weight: 1 }]),
      ...weighted.flatMap((one) => {
        const arn = known(readString(one, "arn"));
        return arn === undefined ? [] : [{ arn, weight: known(readNumber(one, "weight")) ?? 1 }];
      }),
    ];
  });
}

function forwardTargets(
  stack: StackModel,
  owner: StackResource,
  property: string,
): StackResource[] {
  const actions = known(readList(owner.properties, property)) ?? [];
  return actions.flatMap((action, index) => {
    const weighted = known(readList(action, "forward.targetGroups")) ?? [];
    return [
      ...stack.references(owner, `${property}.${index}.targetGroupArn`, "targetGroup").targets,
      ...weighted.flatMap(
        (_, at) =>
          stack.references(
            owner,
            `${property}.${index}.forward.targetGroups.${at}.arn`,
            "targetGroup",
          ).targets,
      ),
    ];
  });
}

/** The load balancers that send requests to a target group. */
export function loadBalancersOf(
  stack: StackModel,
  targetGroup: StackResource,
): readonly StackResource[] {
  return [...(loadBalancersByTargetGroup(stack).get(targetGroup) ?? [])];
}

/** Services by each security group of their tasks. */
export const servicesBySecurityGroup = answeredOnce((stack) => {
  const map = new Map<StackResource, StackResource[]>();
  for (const service of stack.ofKind("service")) {
    for (const group of securityGroupsOf(stack, service).targets) {
      map.set(group, [...(map.get(group) ?? []), service]);
    }
  }
  return map;
});

/** The scalable target of a service: by resource id `service/<cluster>/<service>`, or by dependency. */
export function scalableTargetsOf(
  stack: StackModel,
  service: StackResource,
): readonly StackResource[] {
  return scalableTargetsByService(stack).get(service) ?? [];
}

const scalableTargetsByService = answeredOnce((stack) => {
  const byName = new Map<string, StackResource>();
  for (const service of stack.ofKind("service")) {
    const name = known(readString(service.properties, "name"));
    if (name !== undefined) byName.set(name, service);
  }
  const map = new Map<StackResource, StackResource[]>();
  for (const target of stack.ofKind("scalableTarget")) {
    const id = known(readString(target.properties, "resourceId"));
    const service =
      (id === undefined ? undefined : byName.get(id.split("/")[2] ?? "")) ??
      stack.dependenciesOf(target, "resourceId", "service")[0];
    if (service !== undefined) map.set(service, [...(map.get(service) ?? []), target]);
  }
  return map;
});

/** The roles that task definitions name, as execution role or as task role. */
export const rolesOfTasks = answeredOnce(
  (stack): ReadonlySet<StackResource> =>
    new Set(
      stack
        .ofKind("taskDefinition")
        .flatMap((definition) =>
          ["executionRoleArn", "taskRoleArn"].flatMap(
            (property) => stack.references(definition, property, "role").targets,
          ),
        ),
    ),
);
