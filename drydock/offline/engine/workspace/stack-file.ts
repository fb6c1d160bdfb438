/** The sandbox's copy of a stack file, without ciphertexts that only the owner's key decrypts. */
import { parse, stringify } from "yaml";
import { isMap } from "drydock-components/model/check/path";
import { isSealed } from "../../../config/secret-values";
import type { Values } from "./values";

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
  const plain = Object.entries(config).flatMap(([key, value]): [string, unknown][] => {
    const kept = withoutSecure(value, key, securePaths);
    return kept === undefined ? [] : [[key, kept]];
  });
  const copy: Values = {
    ...(salt === undefined ? {} : { [saltKey]: salt }),
    config: Object.fromEntries(plain),
  };
  return { text: stringify(copy), securePaths };
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
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const kept = withoutSecure(item, `${path}[${JSON.stringify(key)}]`, found);
    return kept === undefined ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}
