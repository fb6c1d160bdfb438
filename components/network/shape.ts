import { z } from "zod";
import { encryptedBy, keptDays, roleShape } from "../internal/common-arguments";
import { argumentType } from "../model/check/argument-type";
import { vpcShape } from "../model/network";
import { offByDefault, strict } from "../model/primitives";

export const networkArgs = argumentType(
  "NetworkArgs",
  "The arguments of a `Network`.",
  strict({
    ...vpcShape,
    flowLogGroupName: z
      .string()
      .optional()
      .describe("Name of the flow logs' log group. Defaults to a generated name."),
    logRetentionDays: keptDays("the flow logs are kept"),
    deletable: offByDefault(
      "True lets the VPC be deleted or replaced, as another address range does; false protects it.",
    ),
    ...roleShape,
    kmsKeyArn: encryptedBy("the flow logs", "encryption by CloudWatch Logs itself"),
  }),
);
