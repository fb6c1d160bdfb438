// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** Kinds of load balancers. */
export const LoadBalancerType = { Application: "application", Network: "network" } as const;
/** Kinds of load balancers. */
export type LoadBalancerType = (typeof LoadBalancerType)[keyof typeof LoadBalancerType];

/** Requests that the load balancer sends elsewhere. */
export interface RedirectArgs {
  /** Path patterns that lead to this redirect; * and ? are wildcards. Defaults to any path. */
  paths?: string[];
  /** Host names that lead to this redirect; * and ? are wildcards. Defaults to any host. */
  hosts?: string[];
  /** The order of the rule, lowest first. Defaults to one computed so that the more specific route wins. */
  priority?: number;
  /** The host to ask instead. Defaults to that of the request. */
  toHost?: string;
  /** The path to ask for instead; #{path} is that of the request without its first slash. Defaults to the same path. */
  toPath?: string;
  /** True: browsers remember it (301). False: they ask again (302). Defaults to true. */
  permanent?: boolean;
}

/** What the text of a response is. */
export const ResponseFormat = { Plain: "plain", Html: "html", Json: "json" } as const;
/** What the text of a response is. */
export type ResponseFormat = (typeof ResponseFormat)[keyof typeof ResponseFormat];

/** Requests that the load balancer answers itself. */
export interface ResponseArgs {
  /** Path patterns that lead to this answer; * and ? are wildcards. Defaults to any path. */
  paths?: string[];
  /** Host names that lead to this answer; * and ? are wildcards. Defaults to any host. */
  hosts?: string[];
  /** The order of the rule, lowest first. Defaults to one computed so that the more specific route wins. */
  priority?: number;
  /** The status of the answer, of 200 to 299 or 400 to 599, such as 503. */
  status: number;
  /** The text of the answer, at most 1024 characters. Defaults to none. */
  body?: string;
  /** What the text is. Defaults to plain. */
  format?: ResponseFormat;
}

/** A further name of an `Ingress`. */
export interface DomainArgs {
  /** The name. */
  domain: string;
  /** The Route 53 public hosted zone that holds the domain. Needed with domain. */
  hostedZoneId?: pulumi.Input<string>;
  /** An existing ACM certificate to use instead of making one. Defaults to a new one for domain. */
  certificateArn?: pulumi.Input<string>;
}

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
  /** Seconds an idle connection is kept, 1 to 4000, with type network 60 to 6000. Defaults to 60, with type network to 350. */
  idleTimeoutSeconds?: number;
  /** application: requests of HTTP, by path and host. network: connections of TCP and TLS, by port. Defaults to application. */
  type?: LoadBalancerType;
  /** Let each zone of a network load balancer lead to the tasks of all zones. An application load balancer always does. Defaults to true. */
  crossZone?: boolean;
  /** Requests that the load balancer sends elsewhere, by name. Defaults to none. */
  redirects?: Record<string, RedirectArgs>;
  /** Requests that the load balancer answers itself, by name, such as /robots.txt or a page for maintenance. Defaults to none. */
  responses?: Record<string, ResponseArgs>;
  /** Let the load balancer connect to the internet by HTTPS, as it must to sign users in. Defaults to false. */
  reachesIdentityProviders?: boolean;
  /** The Route 53 public hosted zone that holds the domain. Needed with domain. */
  hostedZoneId?: pulumi.Input<string>;
  /** An existing ACM certificate to use instead of making one. Defaults to a new one for domain. */
  certificateArn?: pulumi.Input<string>;
  /** Further names on the same listener, each with a certificate: hostedZoneId creates it and the DNS records, certificateArn uses one that exists. Needs domain. Defaults to none. */
  moreDomains?: DomainArgs[];
  /** An AWS WAF web ACL to put before the load balancer. Defaults to none. */
  webAclArn?: pulumi.Input<string>;
  /** Reachable from inside the VPC only. Defaults to false. */
  internal?: boolean;
  /** With type network: the ports that allowedCidrs may connect to, of the listeners that services create. Defaults to none. */
  listenerPorts?: number[];
  /** Ports of tasks that share one more security group, sharedSecurityGroupId. Defaults to none, and no such group: a service takes one of the 60 rules of the load balancer's own group. */
  sharedPorts?: number[];
  /** Days access logs are kept. Defaults to 365. */
  logRetentionDays?: number;
  /** True: load balancer and logs can be deleted with their environment. False: AWS and Pulumi refuse to. Defaults to false. */
  deletable?: boolean;
}
