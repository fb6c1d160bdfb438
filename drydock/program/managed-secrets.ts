import type { VersionedSecretArgs } from "drydock-components";
import type { SecretConfig, Stack } from "../config";
import { mapValues } from "../config/map-values";

/** The secrets this environment manages, by name, with their versions; those managed elsewhere are not here. */
export function managedSecrets(
  stack: Stack,
): [string, Pick<VersionedSecretArgs, "versions" | "rotation">][] {
  return Object.entries(stack.config.secrets).flatMap(([name, secret]) =>
    "versions" in secret
      ? [[name, { versions: versionArgs(name, secret, stack), rotation: secret.rotation }]]
      : [],
  );
}

function versionArgs(
  name: string,
  secret: Extract<SecretConfig, { versions: unknown }>,
  stack: Stack,
): VersionedSecretArgs["versions"] {
  return secret.versions.map((values, version) =>
    mapValues(values, (value, key) =>
      "generate" in value ? value : { value: stack.secretValue(name, version, key) },
    ),
  );
}
