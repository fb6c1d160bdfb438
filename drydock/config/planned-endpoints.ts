import { endpointNeeds } from "drydock-components/model/endpoint-needs";
import {
  endpointPlan,
  type EndpointFeature,
  type PlannedEndpoint,
} from "drydock-components/model/endpoint-plan";
import { usedQueues } from "drydock-components/model/queues";
import { reachesInternet } from "./reach";
import type { StackConfig } from "./schema";
import { type NamedTask, tasksOf } from "./tasks";

/** The cause of an endpoint that the stack file asks for itself. */
const network = "drydock:network";

/** The endpoints that tasks in private subnets need where there is no way to the internet, and who needs each. */
export function neededEndpoints(config: StackConfig): PlannedEndpoint[] {
  const derived = tasksOf(config)
    // Tasks in public subnets reach AWS over the internet.
    .filter(({ task }) => task.placement === "private")
    .flatMap((task) => taskFeatures(task, config));
  const asked = config.network.endpoints.map((service) => awsService(network, service));
  return endpointPlan([...derived, ...asked]);
}

/**
 * The endpoints an environment gets, and who caused each. With NAT, tasks reach AWS without interface
 * endpoints: only gateway endpoints, which are free, and those that the stack file names are created then. A network that exists keeps those that it has.
 */
export function plannedEndpoints(config: StackConfig): PlannedEndpoint[] {
  if (config.existing.network !== undefined) return [];
  const plan = neededEndpoints(config);
  return reachesInternet(config)
    ? plan.filter(({ kind, causes }) => kind === "gateway" || causes.includes(network))
    : plan;
}

function taskFeatures(
  { name: cause, task }: NamedTask,
  { encryption, existing }: StackConfig,
): EndpointFeature[] {
  return [
    ...endpointNeeds(task, {
      customerKey: encryption.customerKey || existing.kmsKeyArn !== undefined,
    }).map((need) => ({ cause, need })),
    ...(usedQueues(task).length === 0 ? [] : [awsService(cause, "sqs")]),
    ...task.awsServices.map((name) => awsService(cause, name)),
  ];
}

function awsService(cause: string, service: string): EndpointFeature {
  return { cause, need: "awsService", service };
}
