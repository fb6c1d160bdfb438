/** Clusters, task definitions, services. */
import { awsPage } from "../documentation";
import type { Facts, ResourceModels } from "../types";

/** The cluster's name from its ARN (or the name itself). */
const clusterName = (facts: Facts): string => facts.text("cluster").split("/").at(-1) ?? "default";

export const ecs: ResourceModels = {
  "aws:ecs/cluster:Cluster": {
    documentation: awsPage("ecs_cluster"),
    tagged: true,
    autoName: { property: "name", maxLength: 255 },
    replaceOn: ["name"],
    id: (facts) => facts.arn("ecs", `cluster/${facts.text("name")}`),
    outputs: (_facts, id) => ({ arn: id }),
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    documentation: awsPage("ecs_cluster_capacity_providers"),
    replaceOn: ["clusterName"],
    id: (facts) => facts.text("clusterName"),
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    documentation: awsPage("ecs_task_definition"),
    tagged: true,
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
  },
  "aws:ecs/service:Service": {
    documentation: awsPage("ecs_service"),
    tagged: true,
    autoName: { property: "name", maxLength: 255 },
    defaults: {
      deploymentMaximumPercent: 200,
      deploymentMinimumHealthyPercent: 100,
      enableEcsManagedTags: false,
      enableExecuteCommand: false,
      schedulingStrategy: "REPLICA",
      waitForSteadyState: false,
    },
    replaceOn: ["name", "cluster", "launchType", "schedulingStrategy", "deploymentController.type"],
    id: (facts) => facts.arn("ecs", `service/${clusterName(facts)}/${facts.text("name")}`),
    outputs: (facts, id) => ({
      arn: id,
      iamRole: facts.globalArn(
        "iam",
        "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
      ),
      platformVersion: "LATEST",
      triggers: {},
    }),
  },
};
