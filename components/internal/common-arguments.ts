import { z } from "zod";
import { kmsKeyArn, logRetentionDays, permissionsBoundaryArn, rolePath } from "../model/primitives";
import { late } from "./late";

/** An id or an ARN of something that may be created by the same program. */
export const id = late(z.string().min(1));

/** The key that encrypts something; `otherwise` names the encryption without one. */
export const encryptedBy = (what: string, otherwise: string) =>
  late(kmsKeyArn)
    .optional()
    .describe(`ARN of the KMS key that encrypts ${what}. Defaults to ${otherwise}.`);

/** Settings of every role that a component creates. */
export const roleShape = {
  permissionsBoundaryArn: late(permissionsBoundaryArn)
    .optional()
    .describe("ARN of the IAM policy that bounds every role created here. Defaults to none."),
  rolePath: rolePath
    .optional()
    .describe("The path of every role created here, such as /apps/. Defaults to /."),
};

/** How long a log is kept; `what` follows "Days". */
export const keptDays = (what: string) =>
  logRetentionDays.default(365).describe(`Days ${what}. Defaults to 365.`);
