import { z } from "zod";
import { withReading } from "./check/advice";
import { argumentType } from "./check/argument-type";
import { strict } from "./primitives";
import { words } from "./readings";

export const containerInsights = argumentType(
  "ContainerInsights",
  "How much CloudWatch Container Insights records.",
  withReading(
    z.enum({ Enhanced: "enhanced", Enabled: "enabled", Disabled: "disabled" }),
    words({
      true: "enhanced",
      on: "enhanced",
      false: "disabled",
      off: "disabled",
      none: "disabled",
    }),
  ),
)
  .default("enhanced")
  .describe(
    "CloudWatch Container Insights. enhanced adds task and container metrics. Defaults to enhanced.",
  );

export const cluster = strict({ containerInsights }).prefault({}).describe("The ECS cluster.");
