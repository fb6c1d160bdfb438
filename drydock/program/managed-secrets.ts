import type { SecretVersionArgs } from "drydock-components";
import type { SecretConfig, Stack } from "../config";

/** The secrets this environment manages, by name, with their versions; those managed elsewhere are not here. */
export function managedSecrets(stack: Stack): [string, SecretVersionArgs[]][] {
  return Object.entries(stack.config.secrets).flatMap(([name, secret]) =>
    "versions" in secret ? [[name, versionArgs(name, secret, stack)]] : [],
  );
}

function versionArgs(
  name: string,
  secret: Extract<SecretConfig, { versions: unknown }>,
  stack: Stack,
): SecretVersionArgs[] {
  return secret.versions.map((values, version) => ({
    values: Object.entries(values).map(([key, value]) =>
      "generate" in value
        ? { key, generateLength: value.generate }
        : { key, value: stack.secretValue(name, version, key) },
    ),
  }));
}
