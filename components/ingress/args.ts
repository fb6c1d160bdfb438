// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of an `Ingress`. */
export interface IngressArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** Ids of the load balancer's subnets, in at least two zones: public ones, or private ones for an internal load balancer. */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The name users reach the load balancer by. With hostedZoneId it gets a certificate, DNS records, HTTPS, and a redirect from HTTP. Defaults to the load balancer's own name over plain HTTP. */
  domain?: string;
  /** Who may connect to the listeners. Defaults to everyone (0.0.0.0/0). */
  allowedCidrs?: string[];
  /** Write access logs to an S3 bucket of the environment. Defaults to true. */
  accessLogs?: boolean;
  /** Seconds an idle connection is kept, 1 to 4000. Defaults to 60. */
  idleTimeoutSeconds?: number;
  /** The Route 53 public hosted zone that holds the domain. Needed with domain. */
  hostedZoneId?: pulumi.Input<string>;
  /** An existing ACM certificate to use instead of making one. Defaults to a new one for domain. */
  certificateArn?: pulumi.Input<string>;
  /** An AWS WAF web ACL to put before the load balancer. Defaults to none. */
  webAclArn?: pulumi.Input<string>;
  /** Reachable from inside the VPC only. Defaults to false. */
  internal?: boolean;
  /** Days access logs are kept. Defaults to 365. */
  logRetentionDays?: number;
  /** True: load balancer and logs can be deleted with their environment. False: AWS and Pulumi refuse to. Defaults to false. */
  deletable?: boolean;
}
