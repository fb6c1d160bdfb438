import { isMap, type Path, replaceAt } from "drydock-components/model/check/path";
import { pathText } from "./path";
import type { ModelProblem } from "drydock-components/model/check/problem";

/** The placeholder for a secret value in a checked configuration, which never holds the value itself. */
const hiddenValue = "[secret]";

/** The places of secret values: `secrets.<name>.versions[<n>].<key>`, with the values there. */
function secretPlaces(secrets: unknown): [Path, unknown][] {
  return Object.entries(isMap(secrets) ? secrets : {}).flatMap(([name, secret]) => {
    const versions: readonly unknown[] =
      isMap(secret) && Array.isArray(secret.versions) ? secret.versions : [];
    return versions.flatMap((version, index) =>
      Object.entries(isMap(version) ? version : {}).map(([key, value]): [Path, unknown] => [
        [name, "versions", index, key],
        value,
      ]),
    );
  });
}

/** Secrets in plain text in a stack file. */
export function plainTextSecrets(secrets: unknown): ModelProblem[] {
  return secretPlaces(secrets)
    .filter(([, value]) => !isNested(value))
    .map(([inside]) => unsealed(["secrets", ...inside], "This secret is in plain text."));
}

/** The forms that `pulumi config set --secret` writes: Pulumi's own, or base64 of a key service. */
export const ciphertextPattern = /^(?:v1:[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]*|[A-Za-z0-9+/_=-]{20,})$/;

/** Text under `secure` that no Pulumi wrote, most likely the secret itself. */
export function falseCiphertexts(secrets: unknown): ModelProblem[] {
  return secretPlaces(secrets)
    .filter(
      ([, value]) =>
        isMap(value) && typeof value.secure === "string" && !ciphertextPattern.test(value.secure),
    )
    .map(([inside]) =>
      unsealed(["secrets", ...inside, "secure"], "This is not ciphertext that Pulumi wrote."),
    );
}

function unsealed(path: Path, message: string): ModelProblem {
  const place = path.at(-1) === "secure" ? path.slice(0, -1) : path;
  return {
    path,
    showValue: false,
    message,
    allowed: "{ generate: 32 }, or { secure: ciphertext }",
    fix:
      "Change the secret at its origin, for a file has held it; remove it here, and run\n" +
      `pulumi config set --secret --path '${pathText(place)}'`,
  };
}

/** Whether a value is nothing but ciphertext. */
export function isSealed(value: unknown): boolean {
  return isMap(value) && typeof value.secure === "string" && Object.keys(value).length === 1;
}

/** Keys that are encrypted as a whole: nothing could check them without the passphrase. */
export function sealedKeys(stack: Readonly<Record<string, unknown>>): ModelProblem[] {
  return Object.entries(stack)
    .filter(([, value]) => isSealed(value))
    .map(([key]) => ({
      path: [key],
      at: "key",
      showValue: false,
      message: "This key is encrypted as a whole, so it cannot be checked.",
      allowed: "encrypted values of drydock:secrets only, one by one",
      fix: "Write it in plain text; encrypt a secret's value with\npulumi config set --secret --path 'drydock:secrets.<name>.versions[0].<KEY>'",
    }));
}

/**
 * A copy whose given values are hidden, so that nothing that sees it can show one. From the engine a value is text;
 * in a file it is ciphertext, and anything plain has been found already.
 */
export function hideSecretValues(secrets: unknown, from: "file" | "engine"): unknown {
  return secretPlaces(secrets).reduce<unknown>((hidden, [path, value]) => {
    const plain = typeof value === "string" || (from === "file" && !isNested(value));
    if (plain) return replaceAt(hidden, path, { secure: hiddenValue });
    return isMap(value) && typeof value.secure === "string"
      ? replaceAt(hidden, [...path, "secure"], hiddenValue)
      : hidden;
  }, secrets);
}

function isNested(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "object";
}
