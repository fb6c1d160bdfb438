/** Clusters, task definitions, services. */
import { CloudRefusal } from "../refusal";
import type { Facts, Reference, ResourceModels, Situation } from "../types";
import { textAt, textsAt, valuesAt } from "../values";
import { containersOf } from "./containers";
import { logGroupType } from "./cloudwatch";
import { deploymentOutcome, failedDeploymentType } from "./ecs-deployments";
import { inRole } from "./iam";
import { forgetRequests, refuseUnassociatedGroups } from "./requests";
import { isAttached, targetGroupType } from "./load-balancing";
import { inGroup } from "./security-groups";
import { discoveryType } from "./service-discovery";
import { inSubnet } from "./vpc";

/** The cluster's name from its ARN (or the name itself). */
const clusterName = (facts: Facts): string => facts.text("cluster").split("/").at(-1) ?? "default";

const clusterType = "aws:ecs/cluster:Cluster";
export const taskDefinitionType = "aws:ecs/taskDefinition:TaskDefinition";
export const serviceType = "aws:ecs/service:Service";

/** Deregistered revisions: AWS keeps them and continues their numbering. */
export const inactiveType = `inactive: ${taskDefinitionType}`;

const inCluster: Reference = {
  path: "cluster",
  to: clusterType,
  missing: "ClusterNotFoundException: Cluster not found: {value}",
  inUse:
    "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active.",
};

/** AWS registers the task definition, but its tasks never start. */
const noRole = "ClientException: ECS was unable to assume the role '{value}': it does not exist";

export const ecs: ResourceModels = {
  [clusterType]: {
    autoName: { property: "name", maxLength: 255 },
    replaceOn: ["name"],
    id: (facts) => facts.arn("ecs", `cluster/${facts.text("name")}`),
    outputs: (_facts, id) => ({ arn: id }),
    texts: { name: { most: 255, pattern: /^[A-Za-z0-9_-]+$/ } },
    unique: [
      // AWS would return the existing cluster; here two owners of one cluster are a problem.
      { by: ["name"], taken: "InvalidParameterException: A cluster named {name} exists already" },
    ],
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    replaceOn: ["clusterName"],
    id: (facts) => facts.text("clusterName"),
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
    defaults: { skipDestroy: false, trackLatest: false, enableFaultInjection: false },
    // A task definition is never changed: every change registers a new revision.
    replaceOn: [
      "containerDefinitions",
      "cpu",
      "memory",
      "enableFaultInjection",
      "ephemeralStorage",
      "executionRoleArn",
      "family",
      "ipcMode",
      "networkMode",
      "pidMode",
      "placementConstraints",
      "proxyConfiguration",
      "requiresCompatibilities",
      "runtimePlatform",
      "taskRoleArn",
      "volumes",
    ],
    id: (facts) => facts.text("family"),
    outputs: (facts, id) => ({
      arn: facts.arn("ecs", `task-definition/${id}:${facts.generation + 1}`),
      arnWithoutRevision: facts.arn("ecs", `task-definition/${id}`),
      revision: facts.generation + 1,
    }),
    texts: { family: { most: 255, pattern: /^[A-Za-z0-9_-]+$/ } },
    oneOf: { networkMode: ["bridge", "host", "awsvpc", "none"], pidMode: ["host", "task"] },
    json: ["containerDefinitions"],
    references: [inRole("executionRoleArn", noRole), inRole("taskRoleArn", noRole)],
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
    autoName: { property: "name", maxLength: 255 },
    defaults: {
      deploymentMaximumPercent: 200,
      deploymentMinimumHealthyPercent: 100,
      enableEcsManagedTags: false,
      enableExecuteCommand: false,
      schedulingStrategy: "REPLICA",
      waitForSteadyState: false,
    },
    replaceOn: [
      "name",
      "cluster",
      "iamRole",
      "launchType",
      "schedulingStrategy",
      "deploymentController.type",
    ],
    id: (facts) => facts.arn("ecs", `service/${clusterName(facts)}/${facts.text("name")}`),
    outputs: (facts, id) => ({
      arn: id,
      iamRole: facts.globalArn(
        "iam",
        "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
      ),
      platformVersion: "LATEST",
      ...(facts.inputs["triggers"] === undefined && { triggers: {} }),
    }),
    exclusive: [["launchType", "capacityProviderStrategies"]],
    oneOf: {
      schedulingStrategy: ["REPLICA", "DAEMON"],
      launchType: ["EC2", "FARGATE", "EXTERNAL"],
    },
    texts: { name: { most: 255, pattern: /^[A-Za-z0-9_-]+$/ } },
    references: [
      inCluster,
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
      inRole(
        "loadBalancers.*.advancedConfiguration.roleArn",
        "InvalidParameterException: Unable to assume role {value}.",
      ),
      {
        path: "serviceRegistries.registryArn",
        to: discoveryType,
        by: "arn",
        missing: "InvalidParameterException: The service registry {value} does not exist.",
        inUse:
          "ResourceInUse: Service contains registered instances; delete the instances before deleting the service",
        // The provider deregisters the instances.
        endedBy: "forceDestroy",
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
    onWrite: (situation) => {
      refuseUnattachedGroups(situation);
      refuseUnassociatedGroups(situation);
    },
    settle: deploymentOutcome,
    afterDelete: ({ store, object }) => {
      forgetRequests({ store, object });
      const failed = store.find(failedDeploymentType, object.id);
      if (failed !== undefined) store.remove(failed);
    },
  },
};

/** AWS registers such a task definition too; its tasks then stop with this message. */
function refuseMissingLogGroup({ store, object }: Situation): void {
  const groups = store.ofType(logGroupType).map(({ id }) => id);
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

function refuseUnattachedGroups({ store, object }: Situation): void {
  for (const arn of textsAt(object.inputs, "loadBalancers.*.targetGroupArn")) {
    if (isAttached(store, arn)) continue;
    throw new CloudRefusal(
      "InvalidParameterException",
      `The target group with targetGroupArn ${arn} does not have an associated load balancer.`,
    );
  }
}

function refuseProvidersInUse({ store, object }: Situation): void {
  const cluster = textAt(object.inputs, "clusterName");
  const users = store
    .ofType(serviceType)
    .filter(
      ({ inputs, region }) =>
        region === object.region &&
        textAt(inputs, "cluster").endsWith(`/${cluster}`) &&
        valuesAt(inputs, "capacityProviderStrategies.*").length > 0,
    );
  if (users.length === 0) return;
  throw new CloudRefusal(
    "ResourceInUseException",
    `The specified capacity provider is in use by ${users.map(({ name }) => name).join(", ")} and cannot be removed.`,
  );
}
