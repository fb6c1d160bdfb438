import { z } from "zod";
import { id } from "../internal/common-arguments";
import { late } from "../internal/late";
import { argumentType } from "../model/check/argument-type";
import { matching, strict } from "../model/primitives";
import { region } from "../model/region";

const service = argumentType(
  "DashboardServiceArgs",
  "A service on a dashboard.",
  strict({
    serviceName: z.string().min(1).describe("The service's name in the cluster."),
    logGroupName: id.describe("The log group of its containers."),
    targetGroupArnSuffixes: late(z.array(z.string()))
      .optional()
      .describe(
        "The last parts of the ARNs of its target groups. Defaults to none: no requests are shown.",
      ),
    loadBalancerArnSuffix: id
      .optional()
      .describe("The last part of its load balancer's ARN. Defaults to that of the dashboard."),
    alarmNames: late(z.array(z.string()))
      .optional()
      .describe("Its CloudWatch alarms, shown above all rows. Defaults to none."),
  }),
);

export const dashboardArgs = argumentType(
  "DashboardArgs",
  "The arguments of a `Dashboard`.",
  strict({
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
    dashboardName: matching(
      /^[A-Za-z0-9_-]{1,250}$/,
      "1 to 250 letters, digits, hyphens and underscores",
    ).describe(
      "The dashboard's name, such as shop-production; saved queries are in a folder of this name.",
    ),
    region: region.describe("The region, such as us-east-2."),
    clusterName: id.describe("The cluster of the services."),
    loadBalancerArnSuffix: id
      .optional()
      .describe(
        "The last part of the load balancer's ARN, such as app/name/0123456789abcdef. Needed with target groups.",
      ),
    furtherLoadBalancers: z
      .record(z.string(), id)
      .default({})
      .describe("The same of further load balancers, by name. Defaults to none."),
    services: z
      .array(service)
      .min(1)
      .describe("The services, a row each, in this order. More than 20 get a further dashboard."),
    flowLogGroupName: id
      .optional()
      .describe(
        "The log group of the VPC's flow logs, for a query of rejected connections. Defaults to none, and no such query.",
      ),
  }),
);
