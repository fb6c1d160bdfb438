/** A stack file's values as the engine passes them to a program, without decryption. */
import { parse } from "yaml";

/** Configuration from the engine. */
export interface EngineConfig {
  /** By full key; objects and lists as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose value is, or holds, a secret. */
  readonly secretKeys: readonly string[];
}

/** Placeholder for `secure:` values: the preview never decrypts, so it needs no passphrase. */
export const securePlaceholder = "placeholder-for-a-secret";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `{ secure: <ciphertext> }`: how Pulumi writes an encrypted value. */
const isSecure = (value: unknown): boolean =>
  isObject(value) && typeof value["secure"] === "string" && Object.keys(value).length === 1;

/** @param text a stack file that the loader has accepted */
export function engineConfig(text: string): EngineConfig {
  const document: unknown = parse(text);
  return engineValues(isObject(document) && isObject(document["config"]) ? document["config"] : {});
}

/** @param values a stack file's configuration by key */
export function engineValues(values: Readonly<Record<string, unknown>>): EngineConfig {
  const entries = Object.entries(values).map(([key, value]): [string, string] => [
    key,
    asText(withoutCiphertext(value)),
  ]);
  return {
    config: Object.fromEntries(entries),
    secretKeys: Object.keys(values).filter((key) => holdsSecure(values[key])),
  };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function withoutCiphertext(value: unknown): unknown {
  if (isSecure(value)) return securePlaceholder;
  if (Array.isArray(value)) return value.map(withoutCiphertext);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withoutCiphertext(item)]);
  return Object.fromEntries(entries);
}

function holdsSecure(value: unknown): boolean {
  if (isSecure(value)) return true;
  return isObject(value) || Array.isArray(value) ? Object.values(value).some(holdsSecure) : false;
}
