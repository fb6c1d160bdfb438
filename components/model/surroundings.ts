import { z } from "zod";
import { withReading } from "./check/advice";
import { reachShape } from "./databases";
import { endpointName } from "./endpoints";
import { statement } from "./permissions";
import { logicalName, logRetentionDays, several } from "./primitives";
import { queueUseShape } from "./queues";
import { words } from "./readings";

/** Where the tasks of a service or a job run in a stack file, and what they reach. */
export const surroundingsShape = {
  placement: withReading(
    z.enum(["private", "public"]),
    words({
      isolated: "private",
      private_with_egress: "private",
      true: "public",
      false: "private",
    }),
  )
    .default("private")
    .describe(
      "private: subnets without a public address. public: public subnets and a public address. Defaults to private.",
    ),
  connectsTo: several(
    logicalName,
    "Services this one calls: opens the one security-group rule each. They need discovery.",
  ),
  awsServices: several(
    endpointName,
    "AWS services the code itself calls; without NAT each gets a VPC endpoint.",
  ),
  ...queueUseShape,
  ...reachShape,
  permissions: several(statement, "Actions that the code may call in AWS (the task role)."),
  logRetentionDays: logRetentionDays
    .optional()
    .describe("Days its log group keeps events. Defaults to drydock:logs."),
  envFileUpdates: z
    .enum(["pinned", "live"])
    .default("pinned")
    .describe(
      "pinned: a changed environment file is a new object and rolls the service. live: it is written in " +
        "place and read by new tasks only. Defaults to pinned.",
    ),
};
