/** Normalizes values so that a comparison reads like a document that a person would write. */
import { runtime } from "@pulumi/pulumi";
import type { PropertyValue } from "../capture/types";
import { isBag, isList } from "../capture/values";
import { parseJson } from "./values";

/** A value whose lists of named things have become maps, and whose JSON text has been parsed. */
export type Comparable = string | number | boolean | null | ComparableBag;

/** Keys are property names; an element of a list is `[<name>]` or `[<index>]`. */
interface ComparableBag {
  readonly [key: string]: Comparable;
}

/** Lists of these become plain maps: `environment.PORT`. */
const pairs: readonly (readonly [key: string, value: string])[] = [
  ["name", "value"],
  ["name", "valueFrom"],
];

/** Keys that name an element of a list: `containerDefinitions[web]`, `Statement[PullImage]`. */
const identities = ["name", "Sid", "sid", "containerName", "sourceVolume", "containerPath", "key"];

/** A property for comparison and display. */
export function comparable(value: PropertyValue): Comparable {
  if (typeof value === "string") return fromJson(value);
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return comparableList(value);
  // Only an asset's content counts, not its path.
  if (typeof value["hash"] === "string" && runtime.specialSigKey in value) return value["hash"];
  return mapValues(Object.entries(value));
}

function fromJson(text: string): Comparable {
  const document = jsonDocument(text);
  return document === undefined ? text : comparable(document);
}

/** Policies and container definitions are JSON documents in a text property. */
export const jsonDocument = (text: string): PropertyValue | undefined =>
  /^\s*[[{]/.test(text) ? parseJson(text) : undefined;

/** Shows plain values as one list, objects by name. */
function comparableList(given: readonly PropertyValue[]): Comparable {
  // Objects may be JSON text, as in a property of its own; a snapshot has parsed them.
  const list = given.map((item) =>
    typeof item === "string" ? (jsonDocument(item) ?? item) : item,
  );
  if (!list.every(isBag)) return JSON.stringify(given);
  for (const [key, value] of pairs) {
    const ofPairs = list.map((item) => pairOf(item, key, value));
    if (list.length > 0 && ofPairs.every((pair) => pair !== undefined)) {
      const names = new Set(ofPairs.map(([name]) => name));
      if (names.size === list.length) return mapValues(ofPairs);
    }
  }
  const identity = identities.find((candidate) => {
    const names = list.map((item) => item[candidate]);
    return names.every((name) => typeof name === "string") && new Set(names).size === list.length;
  });
  return mapValues(
    list.map((item, index) => [
      `[${identity === undefined ? String(index) : nameOf(item[identity])}]`,
      item,
    ]),
  );
}

const nameOf = (value: PropertyValue | undefined): string =>
  typeof value === "string" ? value : "";

function pairOf(
  item: PropertyValue,
  key: string,
  value: string,
): [string, PropertyValue] | undefined {
  if (!isBag(item) || Object.keys(item).length !== 2) return undefined;
  const [name, content] = [item[key], item[value]];
  return typeof name === "string" && content !== undefined ? [name, content] : undefined;
}

function mapValues(entries: readonly (readonly [string, PropertyValue])[]): ComparableBag {
  return Object.fromEntries(entries.map(([key, value]) => [key, comparable(value)]));
}

/** `containerDefinitions[web].environment.PORT` */
export function pathText(path: readonly string[]): string {
  return path
    .map((part, index) => (index === 0 || part.startsWith("[") ? part : `.${part}`))
    .join("");
}
