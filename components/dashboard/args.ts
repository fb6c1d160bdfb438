// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** A service on a dashboard. */
export interface DashboardServiceArgs {
  /** The service's name in the cluster. */
  serviceName: string;
  /** The log group of its containers. */
  logGroupName: pulumi.Input<string>;
  /** The last parts of the ARNs of its target groups. Defaults to none: no requests are shown. */
  targetGroupArnSuffixes?: pulumi.Input<string[]>;
  /** The last part of its load balancer's ARN. Defaults to that of the dashboard. */
  loadBalancerArnSuffix?: pulumi.Input<string>;
  /** Its CloudWatch alarms, shown above all rows. Defaults to none. */
  alarmNames?: pulumi.Input<string[]>;
}

/** The arguments of a `Dashboard`. */
export interface DashboardArgs {
  /** The dashboard's name, such as shop-production; saved queries are in a folder of this name. */
  dashboardName: string;
  /** The region, such as us-east-2. */
  region: string;
  /** The cluster of the services. */
  clusterName: pulumi.Input<string>;
  /** The last part of the load balancer's ARN, such as app/name/0123456789abcdef. Needed with target groups. */
  loadBalancerArnSuffix?: pulumi.Input<string>;
  /** The same of further load balancers, by name. Defaults to none. */
  furtherLoadBalancers?: Record<string, pulumi.Input<string>>;
  /** The services, a row each, in this order. More than 20 get a further dashboard. */
  services: DashboardServiceArgs[];
  /** The log group of the VPC's flow logs, for a query of rejected connections. Defaults to none, and no such query. */
  flowLogGroupName?: pulumi.Input<string>;
}
