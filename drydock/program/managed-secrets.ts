import type { VersionedSecretArgs } from "drydock-components";
import type { SecretConfig, Stack } from "../config";

/** The secrets this environment manages, by name, with their versions; those managed elsewhere are not here. */
export function managedSecrets(stack: Stack): [string, VersionedSecretArgs["versions"]][] {
  return Object.entries(stack.config.secrets).flatMap(([name, secret]) =>
    "versions" in secret ? [[name, versionArgs(name, secret, stack)]] : [],
  );
}

function versionArgs(
  name: string,
  secret: Extract<SecretConfig, { versions: unknown }>,
  stack: Stack,
): VersionedSecretArgs["versions"] {
  return secret.versions.map((values, version) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        "generate" in value ? value : { value: stack.secretValue(name, version, key) },
      ]),
    ),
  );
}
