import { withHint } from "drydock-components/model/check/hints";
import { z } from "zod";
import { accountId, logRetentionDays, named, strict } from "drydock-components/model/primitives";

export const account = withHint(accountId, (value) =>
  typeof value === "number" ? "Put the account id in quotes, with its leading zeros." : undefined,
).describe(
  "The AWS account id this environment belongs to. The AWS provider refuses any other account, so " +
    "production can never land in the wrong one. Defaults to whatever account the credentials open.",
);

export const tags = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .default({})
  .describe(
    "Tags put on every resource, besides project, environment, service and managed-by. Defaults to none.",
  );

export const lifecycle = z
  .enum(["protected", "disposable"])
  .default("protected")
  .describe(
    "protected: stateful resources cannot be deleted by mistake (Pulumi protection, deletion protection, " +
      "recovery windows). disposable: the environment can be destroyed and made again completely. " +
      "Defaults to protected.",
  );

export const encryption = strict({
  customerKey: z
    .boolean()
    .default(true)
    .describe(
      "Encrypt logs, secrets, file systems, images and exec sessions with one customer-managed KMS key, " +
        "about 1 USD a month; false leaves AWS-owned or AWS-managed keys. Defaults to true.",
    ),
  deletionWindowDays: z
    .int()
    .min(7)
    .max(30)
    .default(30)
    .describe("Days a deleted key can still be restored, 7 to 30. Defaults to 30."),
})
  .prefault({})
  .describe("Which key encrypts what the environment stores.");

export const logs = strict({
  retentionDays: logRetentionDays
    .default(365)
    .describe("Days every log group keeps its events. Defaults to 365."),
})
  .prefault({})
  .describe("Settings of all log groups.");

export const network = strict({
  cidr: z
    .cidrv4("an IPv4 range in CIDR notation, such as 10.0.0.0/16")
    .default("10.0.0.0/16")
    .describe("The addresses of the VPC in CIDR notation, /16 to /24. Defaults to 10.0.0.0/16."),
  availabilityZones: z
    .int()
    .min(2)
    .max(6)
    .default(3)
    .describe(
      "How many availability zones get a public and a private subnet, 2 to 6. Defaults to 3.",
    ),
  natGateways: z
    .enum(["none", "single", "perZone"])
    .default("none")
    .describe(
      "none: tasks reach AWS through VPC endpoints only. single: one NAT gateway, cheap, a single point of " +
        "failure. perZone: one in each zone. Defaults to none.",
    ),
  endpointZones: z
    .int()
    .min(1)
    .max(6)
    .optional()
    .describe(
      "How many zones get an address of each interface endpoint, about 7 USD a month each. Fewer than all " +
        "is cheaper; an outage of those zones then cuts off every task. Defaults to all zones.",
    ),
  endpoints: z
    .array(
      z.string().regex(/^[a-z][a-z0-9.-]+$/, "the last part of an endpoint's name, such as sqs"),
    )
    .default([])
    .describe(
      "Interface endpoints wanted besides those derived from the services, by the last part of their name " +
        "(sqs, sts). Defaults to none.",
    ),
  egressPorts: z
    .array(z.int().min(1).max(65535))
    .default([443])
    .describe(
      "TCP ports on which workloads may reach the internet where there is a way to it (NAT or public placement). " +
        "Defaults to 443 only.",
    ),
  flowLogs: z
    .boolean()
    .default(true)
    .describe(
      "Record rejected and accepted traffic of the VPC in CloudWatch Logs. Defaults to true.",
    ),
})
  .prefault({})
  .describe("The VPC, its subnets, its ways to AWS and to the internet.");

export const cluster = strict({
  containerInsights: z
    .enum(["enhanced", "enabled", "disabled"])
    .default("enhanced")
    .describe(
      "CloudWatch Container Insights. enhanced adds task and container metrics. Defaults to enhanced.",
    ),
})
  .prefault({})
  .describe("The ECS cluster.");

export const ingress = strict({
  domain: z
    .string()
    .regex(
      /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      "a domain name, such as shop.example.com",
    )
    .optional()
    .describe(
      "The name users reach the load balancer by. With hostedZoneId it gets a certificate, DNS records, " +
        "HTTPS, and a redirect from HTTP. Defaults to the load balancer's own name over plain HTTP.",
    ),
  hostedZoneId: z
    .string()
    .regex(/^Z[A-Z0-9]{1,31}$/, "a Route 53 hosted zone id, such as Z0123456789ABCDEFGHIJ")
    .optional()
    .describe("The Route 53 public hosted zone that holds the domain. Needed with domain."),
  certificateArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:acm:/, "the ARN of an ACM certificate in this region")
    .optional()
    .describe(
      "An existing ACM certificate to use instead of making one. Defaults to a new one for domain.",
    ),
  internal: z
    .boolean()
    .default(false)
    .describe(
      "Place the load balancer in the private subnets, reachable from the VPC only. Defaults to false.",
    ),
  allowedCidrs: z
    .array(z.cidrv4("an IPv4 range in CIDR notation, such as 203.0.113.0/24"))
    .min(1)
    .default(["0.0.0.0/0"])
    .describe("Who may connect to the listeners. Defaults to everyone (0.0.0.0/0)."),
  accessLogs: z
    .boolean()
    .default(true)
    .describe("Write access logs to an S3 bucket of the environment. Defaults to true."),
  webAclArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:wafv2:/, "the ARN of a regional AWS WAF web ACL")
    .optional()
    .describe("An AWS WAF web ACL to put before the load balancer. Defaults to none."),
  idleTimeoutSeconds: z
    .int()
    .min(1)
    .max(4000)
    .default(60)
    .describe("Seconds an idle connection is kept, 1 to 4000. Defaults to 60."),
}).describe(
  "One Application Load Balancer for all services with a route. Leave it out where no service has one.",
);

export const fileSystems = named(
  strict({
    backup: z
      .boolean()
      .default(true)
      .describe("Back the files up daily with AWS Backup. Defaults to true."),
    infrequentAccessAfterDays: z
      .union([1, 7, 14, 30, 60, 90, 180, 270, 365].map((days) => z.literal(days)))
      .default(30)
      .describe("Days after which unread files move to cheaper storage. Defaults to 30."),
    throughputMode: z
      .enum(["elastic", "bursting"])
      .default("elastic")
      .describe(
        "elastic: pay for what is moved. bursting: grows with what is stored. Defaults to elastic.",
      ),
  }).prefault({}),
)
  .default({})
  .describe("EFS file systems, by the name services mount them by. Defaults to none.");
