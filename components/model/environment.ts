import { z } from "zod";
import { withReading } from "./check/advice";
import { accountId, logRetentionDays, strict } from "./primitives";
import { accountDigits, words } from "./readings";

export const account = withReading(accountId, accountDigits).describe(
  "The AWS account id this environment belongs to. The AWS provider refuses any other account, so " +
    "production can never land in the wrong one. Defaults to whatever account the credentials open.",
);

export const lifecycle = withReading(
  z.enum(["protected", "disposable"]),
  words({
    retain: "protected",
    snapshot: "protected",
    true: "protected",
    delete: "disposable",
    destroy: "disposable",
    false: "disposable",
  }),
)
  .default("protected")
  .describe(
    "protected: stateful resources cannot be deleted by mistake (Pulumi protection, deletion protection, " +
      "recovery windows). disposable: the environment can be destroyed and created again. " +
      "Defaults to protected.",
  );

export const logs = strict({
  retentionDays: logRetentionDays
    .default(365)
    .describe("Days every log group keeps its events. Defaults to 365."),
})
  .prefault({})
  .describe("Settings of all log groups.");
