import { matching, rolePath, strict } from "./primitives";

/** Physical names of an environment's resources, where a company has rules for them. */
export const names = strict({
  prefix: matching(
    /^[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]$/,
    "2 to 40 lower-case letters, digits and single hyphens, such as acme-shop-test",
  )
    .optional()
    .describe(
      "The start of every name that people see, in place of <project>-<stack>; no other stack of the account and region may have " +
        "it. A change replaces what has such a name. Defaults to <project>-<stack>.",
    ),
  rolePath: rolePath
    .optional()
    .describe(
      "The path of every IAM role, such as /apps/. A change replaces the roles. Defaults to /.",
    ),
})
  .prefault({})
  .describe("Names of what is created, where a company has rules for them.");
