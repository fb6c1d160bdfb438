import { z } from "zod";
import { argumentType } from "./check/argument-type";
import type { ModelProblem } from "./check/problem";
import { strict } from "./primitives";

/** On demand and Spot: a share of the tasks each. */
export const capacity = argumentType(
  "CapacityArgs",
  "On demand and Spot: a share of the tasks each, by weight.",
  strict({
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
  }),
);

/** How a new version replaces the old one. */
export const deployment = argumentType(
  "DeploymentArgs",
  "How a new version replaces the old one; a failed one is rolled back.",
  strict({
    strategy: z
      .literal<string>("rolling")
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
  }),
);

/** A service, as far as its deployment goes. */
export interface Deployed {
  readonly capacity: z.output<typeof capacity>;
  readonly deployment: z.output<typeof deployment>;
  readonly desiredCount?: number | undefined;
  readonly scaling?: { readonly min: number; readonly max: number } | undefined;
}

/** That tasks can run at all, and that a new version can replace the old. */
export function deploymentProblems(service: Deployed): ModelProblem[] {
  return [...noCapacity(service), ...deadlock(service)];
}

function noCapacity({ capacity: { onDemandWeight, spotWeight } }: Deployed): ModelProblem[] {
  if (onDemandWeight > 0 || spotWeight > 0) return [];
  return [
    {
      path: ["capacity"],
      at: "key",
      message: "Both weights are 0, so no task beyond the base would have a place to run.",
      allowed: "onDemandWeight or spotWeight above 0",
      fix: "Set onDemandWeight: 1, or spotWeight: 1 for Spot.",
    },
  ];
}

/**
 * ECS rounds the fewest healthy tasks up and the most tasks down; where that leaves no task to stop and none to start, a
 * deployment never moves.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
function deadlock({ deployment, scaling, desiredCount }: Deployed): ModelProblem[] {
  const { minimumHealthyPercent, maximumPercent } = deployment;
  const fewest = Math.max(scaling?.min ?? desiredCount ?? 1, 1);
  const most = Math.max(scaling?.max ?? fewest, fewest);
  for (let count = fewest; count <= most; count += 1) {
    const kept = Math.ceil((count * minimumHealthyPercent) / 100);
    const limit = Math.floor((count * maximumPercent) / 100);
    if (kept >= count && limit <= count) {
      return [
        {
          path: ["deployment"],
          at: "key",
          related: [["scaling"], ["desiredCount"]],
          message:
            `With ${count === 1 ? "one task" : `${count} tasks`}, ${minimumHealthyPercent} percent is ${kept} that must stay and ` +
            `${maximumPercent} percent is ${limit} at most: a deployment could neither stop a task nor start one.`,
          allowed: "limits that leave room for one task more or one less",
          fix: "Set maximumPercent: 200, or minimumHealthyPercent: 0.",
        },
      ];
    }
  }
  return [];
}
