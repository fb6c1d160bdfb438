/** How deployments of ECS services end, and what DescribeServices then says of the service. */
import type { PropertyBag, PropertyValue } from "../../capture/types";
import { isBag } from "../../capture/values";
import { CloudRefusal } from "../refusal";
import type { CloudObject } from "../store";
import type { Situation, Unsettled, Wait } from "../types";
import { textAt, textsAt, valuesAt } from "../values";
import { moveRequests } from "./requests";
import { tasksCannotStart } from "./task-start";

const serviceType = "aws:ecs/service:Service";

/** The last deployment of a service, where it failed. */
export const failedDeploymentType = `failed deployment: ${serviceType}`;

/**
 * The inputs that a service revision holds: a rollback takes all of them back.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html
 */
const revisionInputs = [
  "capacityProviderStrategies",
  "launchType",
  "loadBalancers",
  "networkConfiguration",
  "platformVersion",
  "serviceConnectConfiguration",
  "serviceRegistries",
  "taskDefinition",
  "volumeConfiguration",
];

/** The outcome of the wait for a steady state, which the service's provider returns as a partial failure. */
export function deploymentOutcome(situation: Situation, wait: Wait): Unsettled | undefined {
  const { store, object } = situation;
  const reasons = object.inputs["desiredCount"] === 0 ? [] : tasksCannotStart(situation);
  const fault = wait.fault ?? (reasons.length > 0 ? "rollBack" : undefined);
  const record = { ...object, type: failedDeploymentType };
  if (fault === undefined) {
    if (store.find(record.type, record.id) !== undefined) store.remove(record);
    moveRequests(situation);
    return undefined;
  }
  const { former } = wait;
  const name = textAt(object.inputs, "name");
  const causes = reasons.length > 0 ? reasons : ["failed container health checks"];
  const events =
    fault === "supersede"
      ? [`(service ${name}) was changed by another deployment.`]
      : [
          ...(former === undefined
            ? []
            : [`(service ${name}) rolling back to the last completed deployment.`]),
          `(service ${name}) deployment failed: tasks failed to start.`,
          ...causes.map((cause) => `(service ${name}) (task 0123456789abcdef) ${cause}.`),
        ];
  store.put({ ...record, inputs: { events, running: former !== undefined } });
  const [pause] = textsAt(
    object.inputs,
    "deploymentConfiguration.lifecycleHooks.*.lifecycleStages.*",
  );
  return {
    reason: reasonOf(fault, { name, reasons, former, pause }),
    held: heldAfter(object, former),
  };
}

/** As the provider words it from the service deployment's status. */
function reasonOf(
  fault: NonNullable<Wait["fault"]>,
  told: {
    readonly name: string;
    readonly reasons: readonly string[];
    readonly former: CloudObject | undefined;
    /** The stage at which the deployment waited for a decision. */
    readonly pause: string | undefined;
  },
): string {
  const { name, reasons, former, pause } = told;
  const waiting = `waiting for ECS Service (${name}) create/update: `;
  if (fault === "supersede") return `${waiting}Service deployment failed: STOPPED`;
  if (reasons.length > 0) {
    const listed = reasons.map((reason) => `  - ${reason}`).join("\n");
    return `${waiting}the service does not reach a steady state, its tasks fail to start:\n${listed}`;
  }
  if (former === undefined) return `${waiting}timeout while waiting for state to become 'tfSTABLE'`;
  return pause === undefined
    ? `${waiting}Service deployment rolled back because the circuit breaker threshold was exceeded.`
    : `${waiting}Service deployment rolled back because ${pause} lifecycle hook(s) failed.`;
}

/** A first deployment has nothing to go back to. */
function heldAfter(object: CloudObject, former: CloudObject | undefined): CloudObject {
  if (former === undefined) return object;
  const back = (bag: PropertyBag, from: PropertyBag): PropertyBag => {
    const others = Object.entries(bag).filter(([key]) => !revisionInputs.includes(key));
    const taken = Object.entries(from).filter(([key]) => revisionInputs.includes(key));
    return Object.fromEntries([...others, ...taken]);
  };
  return {
    ...object,
    inputs: back(object.inputs, former.inputs),
    state: back(object.state, former.state),
  };
}

/** Every object of a type, as far as the answer needs it. */
export type ObjectsOf = (type: string) => readonly Pick<CloudObject, "id" | "inputs">[];

/** @throws CloudRefusal if there is no such cluster, or no such service in it; in the words of the provider's data source */
export function describedService(args: PropertyBag, objectsOf: ObjectsOf): PropertyBag {
  const [clusterArn, serviceName] = [textAt(args, "clusterArn"), textAt(args, "serviceName")];
  const service = objectsOf(serviceType).find(
    ({ inputs }) =>
      isCluster(textAt(inputs, "cluster"), clusterArn) && textAt(inputs, "name") === serviceName,
  );
  if (service === undefined) {
    throw new CloudRefusal("ServiceNotFoundException", "no matching ECS Service found");
  }
  const failed = objectsOf(failedDeploymentType).find(({ id }) => id === service.id)?.inputs;
  const [desired = 1] = valuesAt(service.inputs, "desiredCount");
  const runningCount = failed?.["running"] === false ? 0 : desired;
  const taskDefinition = textAt(service.inputs, "taskDefinition");
  const createdAt = "2026-01-01T12:00:00Z";
  const steady = `(service ${serviceName}) has reached a steady state.`;
  const messages = failed === undefined ? [steady] : valuesAt(failed, "events.*");
  const counts = { desiredCount: desired, runningCount, pendingCount: 0 };
  return {
    id: service.id,
    arn: service.id,
    clusterArn: textAt(service.inputs, "cluster"),
    serviceName,
    status: "ACTIVE",
    taskDefinition,
    loadBalancers: valuesAt(service.inputs, "loadBalancers.*").map(describedBalancer),
    ...counts,
    deployments: [
      { status: "PRIMARY", taskDefinition, ...counts, createdAt, updatedAt: createdAt },
    ],
    events: messages.map((message: PropertyValue) => ({ message, createdAt })),
  };
}

/** By its ARN or its name. */
const isCluster = (arn: string, given: string): boolean =>
  arn === given || arn.endsWith(`/${given}`);

/** The data source has a list where the resource has a value. */
function describedBalancer(value: PropertyValue): PropertyBag {
  const { advancedConfiguration = null, ...others } = isBag(value) ? value : {};
  return {
    ...others,
    advancedConfigurations: advancedConfiguration === null ? [] : [advancedConfiguration],
  };
}
