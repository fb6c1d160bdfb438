import { z } from "zod";
import { withReading } from "./check/advice";
import { argumentType } from "./check/argument-type";
import { cidr } from "./cidr";
import { matching, several, strict, whole } from "./primitives";
import { words } from "./readings";

/** On demand and Spot: a share of the tasks each. */
export const capacity = argumentType(
  "CapacityArgs",
  "On demand and Spot: a share of the tasks each, by weight.",
  strict({
    onDemandBase: whole(0, 100000)
      .default(0)
      .describe("Tasks that always run on demand, before weights count. Defaults to 0."),
    onDemandWeight: whole(0, 1000)
      .default(1)
      .describe("Share of the further tasks on demand. Defaults to 1."),
    spotWeight: whole(0, 1000)
      .default(0)
      .describe("Share of the further tasks on Fargate Spot. Defaults to 0."),
  }),
);

/** What people call the strategies elsewhere. */
const strategyNames = words({
  rolling_update: "rolling",
  rollingupdate: "rolling",
  blue_green: "blueGreen",
  "blue-green": "blueGreen",
  "blue/green": "blueGreen",
  bluegreen: "blueGreen",
});

const strategy = argumentType(
  "DeploymentStrategy",
  "Ways in which a new version replaces the old one.",
  withReading(
    z.enum({ Rolling: "rolling", BlueGreen: "blueGreen", Linear: "linear", Canary: "canary" }),
    strategyNames,
  ),
);

const approval = argumentType(
  "ApprovalArgs",
  "A pause in which somebody decides whether a deployment goes on.",
  strict({
    timeoutMinutes: whole(1, 20160)
      .default(60)
      .describe("Minutes to wait for the decision, up to 14 days. Defaults to 60."),
    onTimeout: argumentType(
      "ApprovalTimeout",
      "What happens to a deployment that nobody decided on.",
      z.enum({ Rollback: "rollback", Continue: "continue" }),
    )
      .default("rollback")
      .describe("What happens without a decision: rollback or continue. Defaults to rollback."),
  }),
);

/** A header's name, as HTTP has it. https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,40}$/;

const testTraffic = argumentType(
  "TestTrafficArgs",
  "Requests that try the new tasks before anybody else's requests reach them.",
  strict({
    header: matching(headerName, "a header's name of up to 40 characters, such as x-drydock-test")
      .default("x-drydock-test")
      .describe("The header that a test request has. Defaults to x-drydock-test."),
    value: z
      .string()
      .min(1)
      .max(128)
      .default("green")
      .describe("Its value; * and ? are wildcards. Defaults to green."),
    allowedCidrs: z
      .array(cidr("203.0.113.0/24", 32))
      .min(1)
      .max(4)
      .describe(
        "IPv4 ranges that test requests may come from, as the load balancer sees them. Nobody else reaches the new tasks.",
      ),
  }),
);

/** The alarms of a service that are CloudWatch alarms, which a deployment can watch. */
export const watchedAlarm = argumentType(
  "WatchedAlarm",
  "The alarms of a service that a deployment can watch.",
  z.enum({
    HealthyTasks: "healthyTasks",
    Errors: "errors",
    Latency: "latency",
    Cpu: "cpu",
    Memory: "memory",
  }),
);

const minutes = whole(0, 1440);

/** The limits of a rolling deployment where nobody wrote them. */
export const usualLimits = { minimumHealthyPercent: 100, maximumPercent: 200 } as const;

/** How a new version replaces the old one. */
export const deployment = argumentType(
  "DeploymentArgs",
  "How a new version replaces the old one; a failed one is rolled back.",
  strict({
    strategy: strategy
      .optional()
      .describe(
        "rolling: replace tasks a few at a time. blueGreen: start all new tasks, then send them every request at " +
          "once. canary: a share of the requests first. linear: a share at each step. Defaults to rolling.",
      ),
    percent: z
      .number()
      .min(0.1)
      .max(99)
      .optional()
      .describe(
        "Share of the requests in the first step of canary, or in each step of linear, in percent. Defaults to 10.",
      ),
    stepMinutes: minutes
      .optional()
      .describe("Minutes between the steps of canary and linear. Defaults to 5."),
    bakeMinutes: minutes
      .optional()
      .describe(
        "Minutes that the old tasks stay after the last step, for a rollback at once. Not for rolling. Defaults to 10.",
      ),
    rollbackOn: several(
      watchedAlarm,
      "Alarms of this service: one that goes off during a deployment rolls it back.",
    ),
    alarmNames: several(
      z.string().min(1).max(255),
      "Further CloudWatch alarms that do so, by name.",
    ),
    approval: approval
      .optional()
      .describe(
        "Pause every deployment until somebody approves it: before the first new task with rolling, else before the " +
          "first request to the new tasks. Defaults to none.",
      ),
    test: testTraffic
      .optional()
      .describe(
        "Requests that go to the new tasks first: once these are healthy and until the deployment ends. Not for rolling. " +
          "Defaults to none.",
      ),
    minimumHealthyPercent: whole(0, 200)
      .default(usualLimits.minimumHealthyPercent)
      .describe("Healthy tasks that a rolling deployment keeps, in percent. Defaults to 100."),
    maximumPercent: whole(100, 400)
      .default(usualLimits.maximumPercent)
      .describe("Most tasks during a rolling deployment, in percent. Defaults to 200."),
    timeoutMinutes: whole(5, 43200)
      .optional()
      .describe(
        "Minutes an update waits for the service to be stable. Defaults to 20, and to what steps, bake time and " +
          "approval take in addition.",
      ),
  }),
);

export type DeploymentSettings = z.output<typeof deployment>;
