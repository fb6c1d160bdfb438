import type * as pulumi from "@pulumi/pulumi";
import type { SecretVariableArgs } from "./args";

/**
 * The `valueFrom` of an environment variable: a parameter's ARN, a secret's ARN, or
 * `<secret ARN>:<json key>:<version stage>:<version id>` with empty parts allowed: as soon as one part
 * is given all three colons are required.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
export function secretReference(variable: pulumi.Unwrap<SecretVariableArgs>): string {
  const { secretArn = "", key = "", stage = "", versionId = "" } = variable;
  if (variable.parameterArn !== undefined) return variable.parameterArn;
  const parts = [key, stage, versionId];
  return parts.every((part) => part === "") ? secretArn : [secretArn, ...parts].join(":");
}
