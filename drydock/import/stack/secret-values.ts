import { secretShape } from "drydock-policy/secrets";
import { readDotenv } from "../compose/dotenv";
import type { ComposeService } from "../compose/shape";
import type { Context } from "./context";
import type { SecretValue } from "./secrets";

/** A variable with a value, as Compose gives it to a container. */
export interface Assigned {
  readonly name: string;
  readonly value: string;
}

/** The name and value of every variable of a service. */
export function assignedBy(
  service: ComposeService,
  { files, lookup }: Pick<Context, "files" | "lookup">,
): Assigned[] {
  const inFiles = (service.env_file ?? []).flatMap((file) => {
    const bytes = files.read(file);
    return bytes === undefined ? [] : [...readDotenv(bytes, lookup)];
  });
  const own = [...(service.environment ?? [])].map(([name, value]): [string, string] => [
    name,
    value ?? lookup(name) ?? "",
  ]);
  return [...inFiles, ...own].map(([name, value]) => ({ name, value }));
}

/**
 * The secret in a variable; undefined for a plain one.
 *
 * @param unset variables without a value in the text of this one
 */
export function secretIn(
  { name, value }: Assigned,
  { unset, service }: { readonly unset: readonly string[]; readonly service: string },
): SecretValue | undefined {
  const missing = unset.find((one) => secretShape(one, notSet) !== undefined);
  const isMissing = missing !== undefined || (unset.length > 0 && value === "");
  const shape = isMissing
    ? (secretShape(value === "" ? name : "", value === "" ? notSet : value) ??
      (missing === undefined ? undefined : "a variable in it says so"))
    : secretShape(name, value);
  if (shape === undefined) return undefined;
  return {
    identity: isMissing ? `${value}variable ${missing ?? unset[0] ?? name}` : value,
    name,
    service,
    random: isRandom(name, value) && (!isMissing || value === ""),
  };
}

/** Takes the place of a value that is not set. */
const notSet = "not-set";

/** Whether a random text works: for passwords and keys that only the file's services share. */
function isRandom(name: string, value: string): boolean {
  const isShared =
    /PASSWORD|PASSWD|PASS$|PWD|PASSPHRASE|SECRET|SIGNING|ENCRYPTION/i.test(name) &&
    !/SHA\d*|HASH|BCRYPT|DIGEST/i.test(name);
  // A key of hexadecimal digits must be one.
  return isShared && !value.includes("://") && !/^[0-9a-f]{32,}$/i.test(value);
}

/** Names of variables that hold the name of something. */
const naming = /(?:USER|USERNAME|LOGIN|NAME|DB|DATABASE|SCHEMA|HOST|EMAIL|BUCKET|REGION)$/i;

/** Names that say a value is secret, though not by themselves. */
const telling = /PASS|PWD|SECRET|TOKEN|KEY|AUTH|CRED/i;

/** The texts that are names in a file: of services, users, databases. */
export function namesIn(
  services: ReadonlyMap<string, ComposeService>,
  context: Pick<Context, "files" | "lookup">,
): ReadonlySet<string> {
  return new Set(
    [...services].flatMap(([service, value]) => [
      service,
      ...assignedBy(value, context).flatMap(({ name, value }) =>
        naming.test(name) && !telling.test(name) ? [value] : [],
      ),
    ]),
  );
}

/** Whether a variable holds a value that is secret elsewhere: client and server must agree on it. */
export function repeats(
  { name, value }: Assigned,
  { secrets, namesInFile }: Pick<Context, "secrets" | "namesInFile">,
): boolean {
  if (!secrets.has(value)) return false;
  // A word is often a placeholder, or the same as a name by chance.
  return telling.test(name) || (value.length >= 8 && /\d/.test(value) && !namesInFile.has(value));
}
