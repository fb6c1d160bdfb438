import { z } from "zod";
import { strict } from "./primitives";

const amount = z.number().min(0).max(1_000_000);

/** What an estimate of cost assumes of use. No resource depends on it. */
export const cost = strict({
  peakHoursPerDay: z
    .number()
    .min(0)
    .max(24)
    .default(2)
    .describe("Hours a day in which every service runs its most tasks. Defaults to 2."),
  trafficGB: amount
    .default(50)
    .describe("Gigabytes a month through each load balancer. Defaults to 50."),
  awsTrafficGB: amount
    .default(20)
    .describe(
      "Gigabytes a month between tasks and AWS's services, through endpoints or a NAT gateway. Defaults to 20.",
    ),
  logGBPerService: amount
    .default(2)
    .describe("Gigabytes of log lines that each service writes a month. Defaults to 2."),
  fileSystemGB: amount.default(5).describe("Gigabytes that each file system holds. Defaults to 5."),
  spotDiscountPercent: z
    .number()
    .min(0)
    .max(90)
    .default(70)
    .describe(
      "How much less a task costs on Spot. The price moves; AWS names 70 as the most. Defaults to 70.",
    ),
})
  .prefault({})
  .describe(
    "Assumptions for the estimate of cost that a preview shows. No resource depends on it.",
  );

export type CostAssumptions = z.output<typeof cost>;
