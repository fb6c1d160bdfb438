import { documentIn } from "./json-document";
import { keptByObject } from "./kept";
import type { StackResource } from "./model/stack-resource";
import { isProperties, isUnknown, known, type Properties, readString } from "./reading";
import { secretShape } from "./secrets";

/** Inputs that the provider keeps as secrets, documents that have rules of their own, and hashes that only differ. */
const kept =
  /(password|passphrase|secret|token|privatekey|credentials?|authparameters|policy|policies|definitions|tags|tagsall|triggers)$/i;

/** Ids that AWS gives, such as an instance's `dbiResourceId`, are random and no secrets. */
const ids = /ids?$/i;

/** What a run of a task changes has a rule of its own. */
const overrides = /overrides$/i;

/** Values that are kept elsewhere, by the type of a variable: a name in a store, or a parameter that is encrypted. */
const stored = /^(secrets_manager|parameter_store|securestring)$/i;

/** A script, whole or encoded. */
const script = /^userdata(base64)?$/i;

interface Place {
  readonly property: string;
  readonly name: string;
  /** True inside of JSON text, where names say what a value is. */
  readonly isInner: boolean;
}

/** Places of a resource's settings that hold a secret for everybody to read who may describe the resource. */
export const looseTexts = keptByObject(newLooseTexts);

function newLooseTexts({ properties }: StackResource): readonly string[] {
  const found = new Set<string>();
  const tell = (name: string, value: string, property: string): void => {
    if (value.startsWith("arn:") || isUnknown(value)) return;
    if (secretShape(name, value) !== undefined) found.add(property);
  };
  const visit = (value: unknown, place: Place): void => {
    const { property, name, isInner } = place;
    // The provider's names are in camel case; in a map the program chooses them.
    const isOfProvider = !isInner && /^([a-z][A-Za-z0-9]*)?$/.test(name);
    if (overrides.test(name) || (isOfProvider && (kept.test(name) || ids.test(name)))) return;
    if (Array.isArray(value)) {
      value.forEach((one, index) => {
        visit(one, isInner ? place : { ...place, property: `${property}[${index}]` });
      });
    } else if (isProperties(value)) {
      visitAll(value, { property: isInner ? property : `${property}.`, isInner });
    } else if (typeof value === "string") {
      const inner = documentIn(value);
      if (inner !== undefined) visit(inner, { property, name: "", isInner: true });
      else tell(isOfProvider ? "" : name, script.test(name) ? decoded(value) : value, property);
    }
  };
  const visitAll = (bag: Properties, { property, isInner }: Omit<Place, "name">): void => {
    const pair = pairIn(bag);
    if (pair !== undefined) tell(pair.name, pair.value, property.replace(/\.$/, "") || "value");
    for (const [name, value] of Object.entries(bag)) {
      if (pair !== undefined && name === "value") continue;
      // Names inside of a text are the program's own, and may be secrets themselves.
      visit(value, { property: isInner ? property : property + name, name, isInner });
    }
  };
  visitAll(properties, { property: "", isInner: false });
  return [...found];
}

/** A name and its value, such as a variable, a header or a parameter. */
function pairIn(bag: Properties): { readonly name: string; readonly value: string } | undefined {
  const name = known(readString(bag, "name")) ?? known(readString(bag, "key"));
  const value = known(readString(bag, "value"));
  if (name === undefined || value === undefined) return undefined;
  const isStored = stored.test(known(readString(bag, "type")) ?? "") || bag.isValueSecret === true;
  return isStored ? { name: "", value: "" } : { name: name.split("/").at(-1) ?? "", value };
}

function decoded(value: string): string {
  const isEncoded = value.length > 16 && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(value);
  return isEncoded ? Buffer.from(value, "base64").toString("utf8") : value;
}
