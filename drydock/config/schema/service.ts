import { z } from "zod";
import { mainContainerShape } from "drydock-components/model/container";
import { containerShape, sidecar } from "./container";
import {
  logicalName,
  logRetentionDays,
  named,
  seconds,
  strict,
} from "drydock-components/model/primitives";
import { scaling } from "./scaling";

const route = strict({
  paths: z
    .array(
      z.string().regex(/^[/*][A-Za-z0-9_\-.$/~"'@:+&*?]{0,127}$/, "a path pattern, such as /api/*"),
    )
    .max(5)
    .default([])
    .describe(
      "Path patterns that lead to this service; * and ? are wildcards. Defaults to any path.",
    ),
  hosts: z
    .array(z.string().regex(/^[A-Za-z0-9*?.-]{1,128}$/, "a host pattern, such as api.example.com"))
    .max(5)
    .default([])
    .describe("Host names that lead to this service; * and ? are wildcards. Defaults to any host."),
  priority: z
    .int()
    .min(1)
    .max(50000)
    .optional()
    .describe(
      "The order of the rule, lowest first. Defaults to one computed so that the more specific route wins.",
    ),
  healthCheckPath: z
    .string()
    .regex(/^\//, "a path that starts with /")
    .default("/")
    .describe("The load balancer asks for this path. Defaults to /."),
  healthCheckCodes: z
    .string()
    .regex(/^\d{3}(?:-\d{3})?(?:,\d{3}(?:-\d{3})?)*$/, "codes such as 200 or 200-299")
    .default("200")
    .describe("Answers that are healthy. Defaults to 200."),
  deregistrationDelaySeconds: z
    .int()
    .min(0)
    .max(3600)
    .default(30)
    .describe("Seconds that open requests get before a task leaves, 0 to 3600. Defaults to 30."),
  stickySessionSeconds: z
    .int()
    .min(1)
    .max(604800)
    .optional()
    .describe("Send a client to the same task for this long. Defaults to no stickiness."),
});

const capacity = strict({
  onDemandBase: z
    .int()
    .min(0)
    .max(100000)
    .default(0)
    .describe("Tasks that always run on demand, before weights count. Defaults to 0."),
  onDemandWeight: z
    .int()
    .min(0)
    .max(1000)
    .default(1)
    .describe("Share of the further tasks on demand. Defaults to 1."),
  spotWeight: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe("Share of the further tasks on Fargate Spot. Defaults to 0."),
});

const deployment = strict({
  strategy: z
    .literal("rolling")
    .default("rolling")
    .describe("Replace tasks a few at a time. Defaults to rolling."),
  minimumHealthyPercent: z
    .int()
    .min(0)
    .max(200)
    .default(100)
    .describe("Healthy tasks kept during a deployment, in percent. Defaults to 100."),
  maximumPercent: z
    .int()
    .min(100)
    .max(400)
    .default(200)
    .describe("Most tasks during a deployment, in percent. Defaults to 200."),
  timeoutMinutes: z
    .int()
    .min(5)
    .max(180)
    .default(20)
    .describe("Minutes an update waits for the service to be stable. Defaults to 20."),
});

const statement = strict({
  actions: z
    .array(
      z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, "service:Action, such as sqs:SendMessage"),
    )
    .min(1)
    .describe("IAM actions."),
  resources: z.array(z.string().min(1)).min(1).describe("ARNs they apply to."),
  conditions: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional()
    .describe("IAM conditions: operator, key, values. Defaults to none."),
});

export const service = strict({
  ...containerShape,
  architecture: z
    .enum(["X86_64", "ARM64"])
    .default("X86_64")
    .describe("Processor of the task and of the image that is built for it. Defaults to X86_64."),
  cpu: z
    .int()
    .default(256)
    .describe("CPU units of the task, 256 to 32768; 1024 are one vCPU. Defaults to 256."),
  memoryMiB: z
    .int()
    .default(512)
    .describe(
      "Memory of the task in MiB; each CPU size goes with some sizes only. Defaults to 512.",
    ),
  ephemeralStorageGiB: z
    .int()
    .min(21)
    .max(200)
    .optional()
    .describe("Local disk of the task in GiB, 21 to 200. Defaults to Fargate's 20."),
  containerPort: mainContainerShape.containerPort,
  route: route
    .optional()
    .describe("How the load balancer leads to this service. Defaults to not at all."),
  sidecars: named(sidecar)
    .default({})
    .describe("Further containers of the task. Defaults to none."),
  dependsOn: mainContainerShape.dependsOn,
  pidMode: z
    .literal("task")
    .optional()
    .describe("task: containers see each other's processes. Defaults to apart."),
  capacity: capacity.prefault({}).describe("On demand and Spot. Defaults to on demand only."),
  deployment: deployment
    .prefault({})
    .describe("How a new version replaces the old. A failed one is rolled back."),
  healthCheckGracePeriodSeconds: seconds
    .default(60)
    .describe(
      "Seconds after the start in which failed load-balancer checks do not count. Defaults to 60.",
    ),
  exec: z
    .boolean()
    .default(false)
    .describe(
      "Allow a shell in a running task (ECS Exec). Needs readonlyRootFilesystem: false. Defaults to false.",
    ),
  placement: z
    .enum(["private", "public"])
    .default("private")
    .describe(
      "private: subnets without a public address. public: public subnets and a public address. Defaults to private.",
    ),
  connectsTo: z
    .array(logicalName)
    .default([])
    .describe(
      "Services this one calls: opens the one security-group rule each. They need discovery. Defaults to none.",
    ),
  discovery: z
    .enum(["none", "dnsA", "dnsSrv", "serviceConnect"])
    .default("none")
    .describe(
      "How other services find this one: Cloud Map A records, Cloud Map SRV records, or Service Connect. Defaults to none.",
    ),
  awsServices: z
    .array(
      z
        .string()
        .regex(
          /^[a-z][a-z0-9.-]+$/,
          "the last part of an endpoint's name, such as sqs or dynamodb",
        ),
    )
    .default([])
    .describe(
      "AWS services the code itself calls; without NAT each gets a VPC endpoint. Defaults to none.",
    ),
  permissions: z
    .array(statement)
    .default([])
    .describe("What the code may do in AWS (the task role). Defaults to nothing."),
  logRetentionDays: logRetentionDays
    .optional()
    .describe("Days its log group keeps events. Defaults to drydock:logs."),
  desiredCount: z
    .int()
    .min(0)
    .max(5000)
    .optional()
    .describe("Tasks to run where nothing scales. Defaults to 1."),
  envFileUpdates: z
    .enum(["pinned", "live"])
    .default("pinned")
    .describe(
      "pinned: a changed environment file is a new object and rolls the service. live: it is written in " +
        "place and read by new tasks only. Defaults to pinned.",
    ),
  scaling: scaling.optional(),
}).describe("A Fargate service.");
