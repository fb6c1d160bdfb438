/** Amazon ECS. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
import { CloudRefusal } from "../cloud/refusal";
import { containersOf } from "./containers";
import { isAttached, targetGroupType } from "./load-balancing";
import { inGroup, inSubnet } from "./network";
import { tasksCannotStart } from "./task-start";
import type { Constraints, Reference, Situation } from "./types";
import { textAt, textsAt, valuesAt } from "../values";

const clusterType = "aws:ecs/cluster:Cluster";
export const taskDefinitionType = "aws:ecs/taskDefinition:TaskDefinition";
export const serviceType = "aws:ecs/service:Service";

/** Deregistered revisions: AWS keeps them, and counts on from them. */
export const inactiveType = `inactive: ${taskDefinitionType}`;

const inCluster = (path: string, by?: string): Reference => ({
  path,
  to: clusterType,
  ...(by === undefined ? {} : { by }),
  missing: "ClusterNotFoundException: Cluster not found: {value}",
  inUse:
    "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active.",
});

const role = (path: string): Reference => ({
  path,
  to: "aws:iam/role:Role",
  by: "arn",
  // AWS registers the task definition, and no task of it ever starts.
  missing: "ClientException: ECS was unable to assume the role '{value}': it does not exist",
});

export const ecs: Constraints = {
  [clusterType]: {
    texts: { name: { most: 255, pattern: /^[A-Za-z0-9_-]+$/ } },
    unique: [
      // AWS would hand out the cluster that exists; two owners of one cluster are a mistake here.
      { by: ["name"], taken: "InvalidParameterException: A cluster named {name} exists already" },
    ],
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    required: ["clusterName"],
    references: [
      {
        path: "clusterName",
        to: clusterType,
        by: "name",
        missing: "ClusterNotFoundException: Cluster not found: {value}",
      },
    ],
    onDelete: refuseProvidersInUse,
  },
  [taskDefinitionType]: {
    required: ["containerDefinitions", "family"],
    texts: { family: { most: 255, pattern: /^[A-Za-z0-9_-]+$/ } },
    oneOf: { networkMode: ["bridge", "host", "awsvpc", "none"], pidMode: ["host", "task"] },
    json: ["containerDefinitions"],
    references: [role("executionRoleArn"), role("taskRoleArn")],
    onCreate: refuseMissingLogGroup,
    live: ({ store, object }) => {
      const family = textAt(object.inputs, "family");
      const earlier = [taskDefinitionType, inactiveType]
        .flatMap((type) => store.ofType(type))
        .filter(({ inputs }) => textAt(inputs, "family") === family);
      const revision = earlier.length + 1;
      return { revision, arn: `${textAt(object.state, "arnWithoutRevision")}:${revision}` };
    },
    afterDelete: ({ store, object }) => {
      store.put({ ...object, type: inactiveType });
    },
  },
  [serviceType]: {
    exclusive: [["launchType", "capacityProviderStrategies"]],
    oneOf: {
      schedulingStrategy: ["REPLICA", "DAEMON"],
      launchType: ["EC2", "FARGATE", "EXTERNAL"],
    },
    texts: { name: { most: 255, pattern: /^[A-Za-z0-9_-]+$/ } },
    references: [
      inCluster("cluster"),
      {
        path: "taskDefinition",
        to: taskDefinitionType,
        by: "arn",
        missing: "ClientException: TaskDefinition not found: {value}",
      },
      inSubnet("networkConfiguration.subnets.*"),
      inGroup("networkConfiguration.securityGroups.*"),
      {
        path: "loadBalancers.*.targetGroupArn",
        to: targetGroupType,
        missing: "InvalidParameterException: The target group {value} does not exist.",
      },
      {
        path: "serviceRegistries.registryArn",
        to: "aws:servicediscovery/service:Service",
        by: "arn",
        missing: "InvalidParameterException: The service registry {value} does not exist.",
        inUse:
          "ResourceInUse: Service contains registered instances; delete the instances before deleting the service",
      },
      {
        path: "serviceConnectConfiguration.namespace",
        to: "aws:servicediscovery/httpNamespace:HttpNamespace",
        by: "arn",
        missing: "NamespaceNotFoundException: The namespace {value} does not exist.",
        inUse: "ResourceInUse: Namespace {value} has associated services.",
      },
    ],
    unique: [
      {
        by: ["cluster", "name"],
        taken: "InvalidParameterException: Creation of service {name} was not idempotent.",
      },
    ],
    onWrite: refuseServiceThatCannotRun,
  },
};

/** AWS registers such a task definition too; its tasks then stop with this message. */
function refuseMissingLogGroup({ store, object }: Situation): void {
  const groups = store.ofType("aws:cloudwatch/logGroup:LogGroup").map(({ id }) => id);
  const wanted = containersOf(object.inputs).flatMap((container) =>
    textAt(container, "logConfiguration.logDriver") === "awslogs"
      ? textsAt(container, "logConfiguration.options.awslogs-group")
      : [],
  );
  const absent = wanted.find((group) => !groups.includes(group));
  if (absent === undefined) return;
  throw new CloudRefusal(
    "ResourceInitializationError",
    `failed to validate logger args: The specified log group does not exist: ${absent}`,
  );
}

function refuseServiceThatCannotRun(situation: Situation): void {
  const { store, object } = situation;
  for (const arn of textsAt(object.inputs, "loadBalancers.*.targetGroupArn")) {
    if (isAttached(store, arn)) continue;
    throw new CloudRefusal(
      "InvalidParameterException",
      `The target group with targetGroupArn ${arn} does not have an associated load balancer.`,
    );
  }
  const desired = object.inputs["desiredCount"];
  if (desired === 0) return;
  const reasons = tasksCannotStart(situation);
  if (reasons.length === 0) return;
  throw new CloudRefusal(
    "DeploymentFailed",
    `the service ${object.name} does not reach a steady state, its tasks fail to start:\n` +
      reasons.map((reason) => `  - ${reason}`).join("\n"),
  );
}

function refuseProvidersInUse({ store, object }: Situation): void {
  const cluster = textAt(object.inputs, "clusterName");
  const users = store
    .ofType(serviceType)
    .filter(
      ({ inputs }) =>
        textAt(inputs, "cluster").endsWith(`/${cluster}`) &&
        valuesAt(inputs, "capacityProviderStrategies.*").length > 0,
    );
  if (users.length === 0) return;
  throw new CloudRefusal(
    "ResourceInUseException",
    `The specified capacity provider is in use by ${users.map(({ name }) => name).join(", ")} and cannot be removed.`,
  );
}
