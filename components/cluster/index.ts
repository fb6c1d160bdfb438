import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { outputsOf } from "../internal/outputs";
import { ContainerInsights, type ClusterArgs } from "./args";
import { clusterArgs } from "./shape";

export { ContainerInsights, type ClusterArgs } from "./args";

type ClusterSettings = z.output<typeof clusterArgs>;

/**
 * An ECS cluster on Fargate and Fargate Spot, with Container Insights, logged exec sessions, and the
 * namespaces in which services find each other.
 */
export class Cluster extends pulumi.ComponentResource {
  /** ARN of the cluster; resolves once its capacity providers exist. */
  readonly clusterArn: pulumi.Output<string>;
  /** Name of the cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** Name of the log group that records exec sessions. */
  readonly execLogGroupName: pulumi.Output<string>;
  /** Id of the private DNS namespace, where there is one. */
  readonly dnsNamespaceId?: pulumi.Output<string>;
  /** ARN of the Service Connect namespace, where there is one. */
  readonly serviceConnectNamespaceArn?: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `Cluster ${name}`,
      schema: clusterArgs,
      rules: () => [],
      args,
    });
    super("drydock:index:Cluster", name, unrecorded, opts);
    const { clusterName, containerInsights, kmsKeyArn } = settings;

    const logGroup = (role: string, logGroupName: string) =>
      new aws.cloudwatch.LogGroup(
        `${name}-${role}`,
        {
          name: logGroupName,
          retentionInDays: settings.logRetentionDays,
          kmsKeyId: kmsKeyArn,
        },
        { parent: this },
      );
    const execLogs = logGroup("exec", `/${clusterName}/exec`);
    const insightsLogs =
      containerInsights === ContainerInsights.Disabled
        ? []
        : [logGroup("insights", insightsLogGroupName(clusterName))];
    const cluster = createCluster({
      name,
      parent: this,
      clusterName,
      containerInsights,
      execLogGroupName: execLogs.name,
      kmsKeyArn,
      // Container Insights creates the group itself, to be kept forever, unless it exists first.
      dependsOn: insightsLogs,
    });
    const capacityProviders = new aws.ecs.ClusterCapacityProviders(
      name,
      {
        clusterName: cluster.name,
        capacityProviders: ["FARGATE", "FARGATE_SPOT"],
        defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      },
      { parent: this },
    );

    const dnsNamespace = createDnsNamespace(`${name}-dns`, this, settings);
    const connectNamespace = createConnectNamespace(`${name}-connect`, this, settings);

    // After the capacity providers: AWS does not take one from a cluster while a service uses it, so
    // services must be created after them and deleted before them.
    this.clusterArn = pulumi
      .all([cluster.arn, capacityProviders.id])
      .apply(([clusterArn]) => clusterArn);
    this.clusterName = cluster.name;
    this.execLogGroupName = execLogs.name;
    this.dnsNamespaceId = dnsNamespace?.id;
    this.serviceConnectNamespaceArn = connectNamespace?.arn;
    this.registerOutputs(outputsOf(this));
  }
}

function createCluster(args: {
  name: string;
  parent: pulumi.Resource;
  clusterName: string;
  containerInsights: string;
  execLogGroupName: pulumi.Input<string>;
  kmsKeyArn?: pulumi.Input<string>;
  dependsOn: pulumi.Resource[];
}): aws.ecs.Cluster {
  const { parent, dependsOn } = args;
  return new aws.ecs.Cluster(
    args.name,
    {
      name: args.clusterName,
      settings: [{ name: "containerInsights", value: args.containerInsights }],
      configuration: {
        executeCommandConfiguration: {
          kmsKeyId: args.kmsKeyArn,
          logging: "OVERRIDE",
          logConfiguration: {
            cloudWatchLogGroupName: args.execLogGroupName,
            // Says that the log group has a key; a session fails where it says so and the group has none.
            // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandLogConfiguration.html
            cloudWatchEncryptionEnabled: args.kmsKeyArn !== undefined,
          },
        },
      },
    },
    { parent, dependsOn },
  );
}

function createDnsNamespace(
  name: string,
  parent: pulumi.Resource,
  args: ClusterSettings,
): aws.servicediscovery.PrivateDnsNamespace | undefined {
  if (args.privateDnsNamespace === undefined) return undefined;
  return new aws.servicediscovery.PrivateDnsNamespace(
    name,
    {
      name: args.privateDnsNamespace,
      vpc: args.vpcId,
      description: `Names of the services of ${args.clusterName}`,
    },
    { parent },
  );
}

function createConnectNamespace(
  name: string,
  parent: pulumi.Resource,
  args: ClusterSettings,
): aws.servicediscovery.HttpNamespace | undefined {
  if (!args.serviceConnect) return undefined;
  return new aws.servicediscovery.HttpNamespace(
    name,
    { name: args.clusterName, description: `Service Connect in ${args.clusterName}` },
    // With a name given, the provider would delete it first, which services are still in. Only another name replaces it.
    { parent, deleteBeforeReplace: false },
  );
}

/**
 * The log group that Container Insights writes to. Where it is missing, Container Insights creates it without a retention.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html
 */
function insightsLogGroupName(clusterName: string): string {
  return `/aws/ecs/containerinsights/${clusterName}/performance`;
}
