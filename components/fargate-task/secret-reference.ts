import type * as pulumi from "@pulumi/pulumi";
import type { ContainerSettings } from "./containers";

/**
 * The `valueFrom` of an environment variable: a parameter's ARN, a secret's ARN, or
 * `<secret ARN>:<json key>:<version stage>:<version id>` with empty parts allowed: as soon as one part
 * is given all three colons are required.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
export function secretReference(
  source: pulumi.Unwrap<ContainerSettings["secrets"][string]>,
): string {
  const { secretArn = "", key = "", stage = "", versionId = "" } = source;
  if (source.parameterArn !== undefined) return source.parameterArn;
  const parts = [key, stage, versionId];
  return parts.every((part) => part === "") ? secretArn : [secretArn, ...parts].join(":");
}
