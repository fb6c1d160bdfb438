/**
 * Hides what people put into variables, commands, build arguments and the like: baselines, change lists and comments show
 * that a value changes, not the value.
 *
 * The hash is short on purpose. Whoever has the file can try guesses against any hash that needs no key; of 32 bits many
 * guesses fit, so it confirms none but the likeliest. It is salted with its place, so equal values do not look equal in two
 * stacks. It does not make a plain variable a place for secrets.
 */
import { createHash } from "node:crypto";
import { mapValues } from "../../config/map-values";
import { type PropertyBag, type PropertyValue, isBag } from "../capture";

/** The place of a value, for the salt: no positions, which change with its neighbours. */
export interface HiddenPlace {
  readonly stack: string;
  readonly type: string;
}

/** Keys of objects and lists whose texts are values of a program, in lower case: the provider ignores the case of some. */
const hiddenKeys: ReadonlySet<string> = new Set([
  "environment",
  "command",
  "entrypoint",
  "buildargs",
  "dockerlabels",
  "content",
  "contentbase64",
  "userdata",
  "userdatabase64",
]);

const passwordKey = /(password|clientsecret|authtoken|secretkey|accesskey)$/;

/** Options of log drivers that name where logs go and hold no credential. */
const shownLogOption = /^(awslogs-.*|mode|max-buffer-size)$/;

const hiddenText = /^hash:[0-9a-f]{8}$/;

/** The inputs of a resource without such values; leaves values that are hidden already. */
export function withoutValues(inputs: PropertyBag, place: HiddenPlace): PropertyBag {
  return bagWithout(inputs, `${place.stack}\n${place.type}`);
}

function bagWithout(bag: PropertyBag, path: string): PropertyBag {
  return mapValues(bag, (value, key) => {
    const below = `${path}.${key}`;
    return isHidden(key, value) ? hidden(value, below) : valueWithout(value, key, below);
  });
}

/** The tag `environment` is a text, the variables of a container or function are not. */
function isHidden(key: string, value: PropertyValue): boolean {
  const word = key.toLowerCase();
  if (passwordKey.test(word)) return true;
  return hiddenKeys.has(word) && (word !== "environment" || typeof value === "object");
}

function valueWithout(value: PropertyValue, key: string, path: string): PropertyValue {
  if (value === null || typeof value !== "object") return value;
  if (!isBag(value)) return value.map((item: PropertyValue) => valueWithout(item, key, path));
  if (key.toLowerCase() !== "logconfiguration" || !isBag(value["options"])) {
    return bagWithout(value, path);
  }
  const options = mapValues(value["options"], (option, name) =>
    shownLogOption.test(name) ? option : hidden(option, `${path}.${name}`),
  );
  return { ...bagWithout(value, path), options };
}

/** Hashes every text below; names of `{ name, value }` entries and keys of maps stay. */
function hidden(value: PropertyValue, path: string): PropertyValue {
  if (value === null) return value;
  if (typeof value !== "object") return hashed(value, path);
  if (!isBag(value)) return value.map((item: PropertyValue) => hidden(item, path));
  const { name } = value;
  const own = typeof name === "string" ? `${path}.${name}` : path;
  return mapValues(value, (item, key) =>
    key === "name" && "value" in value ? item : hidden(item, `${own}.${key}`),
  );
}

function hashed(value: string | number | boolean, path: string): string {
  const text = String(value);
  if (hiddenText.test(text) || text === "[secret]") return text;
  const hash = createHash("sha256").update(`${path}\n${text}`).digest("hex");
  return `hash:${hash.slice(0, 8)}`;
}
