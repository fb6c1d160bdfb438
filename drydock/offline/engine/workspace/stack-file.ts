/** The sandbox's copy of a stack file, without ciphertexts that only the owner's key decrypts. */
import { parse, stringify } from "yaml";
import { isMap } from "drydock-components/model/check/path";
import { mapValues } from "../../../config/map-values";
import { isSealed } from "../../../config/secret-values";

/** A copy for the sandbox's folder. */
export interface SandboxStackFile {
  readonly text: string;
  /** Paths of the former ciphertexts, in the syntax of `pulumi config set --path`. */
  readonly securePaths: readonly string[];
}

/** The part that each copy keeps: the sandbox's salt. */
export const saltKey = "encryptionsalt";

/** @param salt the salt of the sandbox's passphrase, if it exists */
export function sandboxStackFile(text: string, salt: string | undefined): SandboxStackFile {
  const document: unknown = parse(text);
  const config = isMap(document) && isMap(document["config"]) ? document["config"] : {};
  const securePaths: string[] = [];
  const plain = mapValues(config, (value, key) => withoutSecure(value, key, securePaths));
  // YAML leaves out what is undefined.
  return { text: stringify({ [saltKey]: salt, config: plain }), securePaths };
}

/** The salt in a copy. */
export function saltOf(text: string): string | undefined {
  const document: unknown = parse(text);
  const salt = isMap(document) ? document[saltKey] : undefined;
  return typeof salt === "string" ? salt : undefined;
}

function withoutSecure(value: unknown, path: string, found: string[]): unknown {
  if (isSealed(value)) {
    found.push(path);
    return undefined;
  }
  if (Array.isArray(value)) {
    // An empty text keeps the list index until the placeholder is set.
    return value.map((item, index) => withoutSecure(item, `${path}[${index}]`, found) ?? "");
  }
  if (!isMap(value)) return value;
  return mapValues(value, (item, key) =>
    withoutSecure(item, `${path}[${JSON.stringify(key)}]`, found),
  );
}
