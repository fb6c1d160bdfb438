// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** How much CloudWatch Container Insights records. */
export const ContainerInsights = {
  Enhanced: "enhanced",
  Enabled: "enabled",
  Disabled: "disabled",
} as const;
/** How much CloudWatch Container Insights records. */
export type ContainerInsights = (typeof ContainerInsights)[keyof typeof ContainerInsights];

/** The arguments of a `Cluster`. */
export interface ClusterArgs {
  /** The cluster's name in AWS, such as shop-production. */
  clusterName: string;
  /** Id of the VPC in which the private DNS namespace answers. */
  vpcId: pulumi.Input<string>;
  /** CloudWatch Container Insights. enhanced adds task and container metrics. Defaults to enhanced. */
  containerInsights?: ContainerInsights;
  /** Days the cluster's log groups keep their events. Defaults to 365. */
  logRetentionDays?: number;
  /** ARN of the KMS key that encrypts the log groups and exec sessions. Defaults to keys of the services themselves. */
  kmsKeyArn?: pulumi.Input<string>;
  /** Name of a private DNS zone for service discovery, such as production.shop.internal. Defaults to none. */
  privateDnsNamespace?: string;
  /** Make a namespace for ECS Service Connect, named like the cluster. Defaults to false. */
  serviceConnect?: boolean;
}
