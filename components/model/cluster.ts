import { z } from "zod";
import { argumentType } from "./check/argument-type";
import { strict } from "./primitives";

export const containerInsights = argumentType(
  "ContainerInsights",
  "How much CloudWatch Container Insights records.",
  z.enum({ Enhanced: "enhanced", Enabled: "enabled", Disabled: "disabled" }),
)
  .default("enhanced")
  .describe(
    "CloudWatch Container Insights. enhanced adds task and container metrics. Defaults to enhanced.",
  );

export const cluster = strict({ containerInsights }).prefault({}).describe("The ECS cluster.");
