import { z } from "zod";
import { encryptedBy, id, keptDays } from "../internal/common-arguments";
import { argumentType } from "../model/check/argument-type";
import { containerInsights } from "../model/cluster";
import { matching, offByDefault, strict } from "../model/primitives";

export const clusterArgs = argumentType(
  "ClusterArgs",
  "The arguments of a `Cluster`.",
  strict({
    // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
    clusterName: matching(
      /^[A-Za-z0-9_-]{1,255}$/,
      "1 to 255 letters, digits, hyphens and underscores",
    ).describe("The cluster's name in AWS, such as shop-production."),
    vpcId: id.describe("Id of the VPC in which the private DNS namespace answers."),
    containerInsights,
    logRetentionDays: keptDays("the cluster's log groups keep their events"),
    kmsKeyArn: encryptedBy("the log groups and exec sessions", "keys of the services themselves"),
    privateDnsNamespace: z
      .string()
      .optional()
      .describe(
        "Name of a private DNS zone for service discovery, such as production.shop.internal. Defaults to none.",
      ),
    serviceConnect: offByDefault(
      "Make a namespace for ECS Service Connect, named like the cluster.",
    ),
  }),
);
