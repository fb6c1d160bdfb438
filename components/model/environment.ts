import { z } from "zod";
import { withHint } from "./check/hints";
import { accountId, logRetentionDays, strict } from "./primitives";

export const account = withHint(accountId, (value) =>
  typeof value === "number" ? "Put the account id in quotes, with its leading zeros." : undefined,
).describe(
  "The AWS account id this environment belongs to. The AWS provider refuses any other account, so " +
    "production can never land in the wrong one. Defaults to whatever account the credentials open.",
);

export const lifecycle = z
  .enum(["protected", "disposable"])
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
