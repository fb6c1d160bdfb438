/** A stack file's values as the engine passes them to a program, without decryption. */
import { parse } from "yaml";
import { isMap } from "drydock-components/model/check/path";
import { mapValues } from "../../config/map-values";
import { isSealed } from "../../config/secret-values";

/** Configuration from the engine. */
export interface EngineConfig {
  /** By full key; objects and lists as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose value is, or holds, a secret. */
  readonly secretKeys: readonly string[];
}

/** Placeholder for `secure:` values: the preview never decrypts, so it needs no passphrase. */
export const securePlaceholder = "placeholder-for-a-secret";

/** @param text a stack file that the loader has accepted */
export function engineConfig(text: string): EngineConfig {
  const document: unknown = parse(text);
  return engineValues(isMap(document) && isMap(document["config"]) ? document["config"] : {});
}

/** @param values a stack file's configuration by key */
export function engineValues(values: Readonly<Record<string, unknown>>): EngineConfig {
  return {
    config: mapValues(values, (value) => asText(withoutCiphertext(value))),
    secretKeys: Object.keys(values).filter((key) => holdsSecure(values[key])),
  };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function withoutCiphertext(value: unknown): unknown {
  if (isSealed(value)) return securePlaceholder;
  if (Array.isArray(value)) return value.map(withoutCiphertext);
  if (!isMap(value)) return value;
  return mapValues(value, withoutCiphertext);
}

function holdsSecure(value: unknown): boolean {
  if (isSealed(value)) return true;
  return isMap(value) || Array.isArray(value) ? Object.values(value).some(holdsSecure) : false;
}
