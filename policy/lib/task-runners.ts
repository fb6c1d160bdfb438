import { asList, readJson } from "./json-document";
import { type Kind, kindOf } from "./kinds";
import { isProperties, known, type Properties, read } from "./reading";

/** How something starts tasks: the settings of an ECS service under the names that a service has. */
export interface TaskRunner {
  readonly settings: Properties;
  /** Where the settings are in the resource, with a dot behind; empty for a service. */
  readonly at: string;
}

/** Kinds of resources that start tasks. */
export const taskRunnerKinds = [
  "service",
  "taskSet",
  "schedule",
  "eventTarget",
  "pipe",
  "stateMachine",
] as const satisfies readonly Kind[];

/** Where a schedule, an event's target or a pipe says how its tasks run. */
const nested: Readonly<Record<string, string>> = {
  schedule: "target.ecsParameters",
  eventTarget: "ecsTarget",
  pipe: "targetParameters.ecsTaskParameters",
};

/** The settings of a resource for the tasks it starts; empty where it starts none. */
export function taskRunners({
  type,
  inputs,
}: {
  readonly type: string;
  readonly inputs: Properties;
}): readonly TaskRunner[] {
  const kind = kindOf(type) ?? "";
  if (kind === "service" || kind === "taskSet") return [{ settings: inputs, at: "" }];
  if (kind === "stateMachine") return runningStates(inputs);
  const path = nested[kind];
  const settings = path === undefined ? undefined : known(read(inputs, path));
  if (!isProperties(settings)) return [];
  return [{ settings: kind === "pipe" ? flattened(settings) : settings, at: `${path}.` }];
}

/** A pipe's network has a level more, and words of the API: https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_AwsVpcConfiguration.html */
function flattened(settings: Properties): Properties {
  const network = known(read(settings, "networkConfiguration.awsVpcConfiguration"));
  const vpc = isProperties(network) ? network : {};
  const assignPublicIp = String(vpc.assignPublicIp).toUpperCase() === "ENABLED";
  return { ...settings, networkConfiguration: { ...vpc, assignPublicIp } };
}

/** The states of a state machine that run a task, https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html. */
function runningStates(inputs: Properties): TaskRunner[] {
  const definition = readJson(inputs, "definition");
  if (definition.state !== "known") return [];
  const found: TaskRunner[] = [];
  const visit = (value: unknown, path: string): void => {
    for (const [name, state] of Object.entries(isProperties(value) ? value : {})) {
      if (!isProperties(state)) continue;
      const at = `${path}.${name}`;
      if (/:states:.*\becs:runTask/i.test(String(state.Resource))) {
        const given = state.Parameters ?? state.Arguments;
        found.push({ settings: asService(isProperties(given) ? given : {}), at: `${at}.` });
      }
      // Branches of a parallel state, and the states of a map.
      for (const inner of [...asList(state.Branches), state.Iterator, state.ItemProcessor]) {
        visit(known(read(inner, "States")), at);
      }
    }
  };
  visit(known(read(definition.value, "States")), "definition.States");
  return found;
}

/** Names of the ECS API as the AWS provider has them. */
function asService(parameters: Properties): Properties {
  const network = known(read(parameters, "NetworkConfiguration.AwsvpcConfiguration"));
  const vpc = isProperties(network) ? network : {};
  return {
    platformVersion: parameters.PlatformVersion,
    cluster: parameters.Cluster,
    launchType: parameters.LaunchType,
    enableExecuteCommand: parameters.EnableExecuteCommand,
    overrides: parameters.Overrides,
    networkConfiguration: {
      assignPublicIp: String(vpc.AssignPublicIp).toUpperCase() === "ENABLED",
      subnets: vpc.Subnets,
      securityGroups: vpc.SecurityGroups,
    },
  };
}

/** Where a schedule, an event's target or a pipe has the input of a run. */
const inputPaths = [
  "target.input",
  "input",
  "inputTransformer.inputTemplate",
  "targetParameters.inputTemplate",
] as const;

/** The overrides that a resource applies to a task definition, with their paths. */
export function runnerOverrides(resource: {
  readonly type: string;
  readonly inputs: Properties;
}): readonly { readonly overrides: unknown; readonly property: string }[] {
  const inputs = inputPaths.flatMap((property) => {
    const input = readJson(resource.inputs, property);
    return input.state === "known" ? [{ overrides: input.value, property }] : [];
  });
  const states = taskRunners(resource).flatMap(({ settings, at }) =>
    settings.overrides === undefined
      ? []
      : [{ overrides: settings.overrides, property: `${at}Overrides` }],
  );
  return [...inputs, ...states];
}
