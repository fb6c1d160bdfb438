/** Ids and ARNs that look real but depend only on the URN: the same on every machine. */
import { hash } from "node:crypto";
import { partitionOf } from "drydock-components/facts/regions";
import type { PropertyBag } from "../capture/types";
import type { AutoName, Facts, Registration } from "./types";

/** The account of every ARN while the provider names none: one of AWS's documentation accounts. */
export const accountId = "111122223333";

/** The account of a provider's `allowedAccountIds`, a list that is JSON on the wire; undefined where it names none. */
export function allowedAccount(allowedAccountIds: unknown): string | undefined {
  return /\d{12}/.exec(typeof allowedAccountIds === "string" ? allowedAccountIds : "")?.[0];
}

const alphabets = { hex: "0123456789abcdef", base36: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" };

/** Characters of an alphabet, drawn from a hash of the seed. */
function draw(alphabet: string, length: number, seed: string): string {
  let text = "";
  for (let round = 0; text.length < length; round++) {
    for (const byte of hash("sha256", `${seed}#${round}`, "buffer")) {
      text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text.slice(0, length);
}

/** The digest of a public image by its name: fixed, so that plans are stable. */
export const digestOf = (name: string): string => `sha256:${draw(alphabets.hex, 64, name)}`;

/** Facts about one registration for a model. */
export function factsOf(registration: Registration, inputs: PropertyBag): Facts {
  const { urn, name, region, account = accountId, generation = 0 } = registration;
  const partition = partitionOf(region);
  const seed = (salt: string) => `${urn}|${generation}|${salt}`;
  const hex = (length: number, salt = "") => draw(alphabets.hex, length, seed(salt));
  return {
    urn,
    generation,
    name,
    region,
    account,
    partition,
    inputs,
    text: (property) => {
      const value = inputs[property];
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
    },
    hex,
    base36: (length, salt = "") => draw(alphabets.base36, length, seed(salt)),
    digits: (length, salt = "") => draw("0123456789", length, seed(salt)),
    uuid: (salt) =>
      [8, 4, 4, 4, 12].map((length, index) => hex(length, `${salt ?? ""}uuid${index}`)).join("-"),
    arn: (service, resource) => `arn:${partition}:${service}:${region}:${account}:${resource}`,
    globalArn: (service, resource) =>
      `arn:${partition}:${service}::${service === "s3" ? "" : account}:${resource}`,
  };
}

/**
 * The physical name: logical name, separator, seven hexadecimal digits, as the Terraform bridge creates
 * it. https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming
 */
export function physicalName(autoName: AutoName, registration: Registration): string {
  const { separator = "-", trailer = "", maxLength } = autoName;
  const seed = `${registration.urn}|${registration.generation ?? 0}|name`;
  const suffix = `${separator}${draw(alphabets.hex, 7, seed)}${trailer}`;
  const base = registration.name.slice(0, maxLength - suffix.length);
  return `${autoName.lowerCase === true ? base.toLowerCase() : base}${suffix}`;
}
