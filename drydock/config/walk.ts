/** A walk over the YAML of a stack file. */
import {
  isAlias,
  isMap as isYamlMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Path } from "drydock-components/model/check/path";
import type { Place } from "drydock-components/model/check/problem";
import { fileProblem, type Problem } from "./problems";

export interface Entry {
  readonly key: number;
  readonly value: number;
  readonly written: string | undefined;
}

/** Turns YAML nodes into plain data once, noting where each key and value starts. */
export class Walk {
  readonly entries = new Map<string, Entry>();
  readonly problems: Problem[] = [];
  readonly unread: Path[] = [];
  readonly #place: (offset: number) => Place;

  constructor(place: (offset: number) => Place) {
    this.#place = place;
  }

  read(node: unknown, path: Path): unknown {
    if (isYamlMap(node)) return this.#map(node, path);
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        const at = offsetOf(item);
        const inner = [...path, index];
        this.#note(inner, { key: at, value: at, written: writtenText(item) });
        return this.read(item, inner);
      });
    }
    if (isAlias(node)) {
      const isPattern = /[.*/?]|^$/.test(node.source);
      this.#unread(node, path, isPattern ? pattern(node.source) : aliasPattern);
      return undefined;
    }
    if (!isScalar(node)) return null;
    if (typeof node.value === "string" && controlPattern.test(node.value)) {
      this.#unread(node, path, backslashPattern);
    }
    return node.value;
  }

  #unread(node: Node, path: Path, [message, fix]: readonly [string, string]): void {
    this.unread.push(path);
    this.#problem(offsetOf(node), message, fix);
  }

  #map(map: YAMLMap, path: Path): Record<string, unknown> {
    const names = new Set<string>();
    const entries = map.items.flatMap((pair): [string, unknown][] => {
      const name = this.#keyName(pair, map, path);
      if (name === undefined) return [];
      if (names.has(name)) {
        this.#problem(
          offsetOf(pair.key),
          "This map has the key twice; only one of the two would count.",
          "Keep one of them.",
        );
      }
      names.add(name);
      const inner = [...path, name];
      const key = offsetOf(pair.key);
      // A key without a value has a node of no length behind the colon: its key is the better place.
      const value = isNothing(pair.value) ? key : offsetOf(pair.value);
      this.#note(inner, { key, value, written: writtenText(pair.value) });
      return [[name, this.read(pair.value, inner)]];
    });
    return Object.fromEntries(entries);
  }

  #keyName(pair: Pair, map: YAMLMap, path: Path): string | undefined {
    const at = isNode(pair.key) ? offsetOf(pair.key) : offsetOf(map);
    if (isScalar(pair.key) && pair.key.value === "<<" && pair.key.type === "PLAIN") {
      this.#problem(
        at,
        "A merge key (<<) brings in another map.",
        "Write the keys out: Pulumi does not read merge keys the same way.",
      );
      return undefined;
    }
    if (isTemplate(pair.key)) {
      this.#unread(pair.key, path, templatePattern);
      return undefined;
    }
    const name = isScalar(pair.key) ? keyText(pair.key.value) : undefined;
    if (name === undefined) {
      this.#problem(at, "This cannot be a key.", "Use a plain word or text in quotes as the key.");
      return undefined;
    }
    return name;
  }

  #note(path: Path, entry: Entry): void {
    this.entries.set(entryKey(path), entry);
  }

  #problem(offset: number, message: string, fix: string): void {
    this.problems.push(fileProblem(this.#place(offset), message, fix));
  }
}

const aliasPattern = [
  "An alias (a word after *) refers to another place of the file.",
  "Write the value out: Pulumi expands aliases when it rewrites the file.",
] as const;

/** A pattern such as `*.example.com`. */
function pattern(source: string): readonly [string, string] {
  return [
    "YAML takes a text that starts with * for an alias.",
    `Put it in quotes: ${JSON.stringify(`*${source}`)}.`,
  ];
}

/** `{ region }` as a key, which is the inner half of `{{ region }}`. */
function isTemplate(key: unknown): key is YAMLMap {
  return isYamlMap(key) && key.flow === true && key.items.every(({ value }) => isNothing(value));
}

const templatePattern = [
  "A template has two braces; nothing fills it in here, and YAML reads it as a map.",
  "Write the value itself, or put the text in quotes.",
] as const;

/** What double quotes make of a backslash and a letter. */
const controlPattern = /(?![\t\n\r\u0085])\p{Cc}/u;

const backslashPattern = [
  "A backslash in double quotes becomes a control character with the letter after it.",
  "Use single quotes, in which a backslash is just a backslash.",
] as const;

/** A key as text; undefined for what cannot be one. `__proto__` would vanish from a plain object. */
function keyText(key: unknown): string | undefined {
  if (key === "__proto__") return undefined;
  return typeof key === "string" || typeof key === "number" || typeof key === "boolean"
    ? String(key)
    : undefined;
}

export function isNode(value: unknown): value is Node {
  return isScalar(value) || isYamlMap(value) || isSeq(value) || isAlias(value);
}

function isNothing(value: unknown): boolean {
  return !isNode(value) || (isScalar(value) && value.value === null && (value.source ?? "") === "");
}

/** Where a node starts. */
export function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function writtenText(node: unknown): string | undefined {
  return isScalar(node) ? node.source : undefined;
}

export function entryKey(path: Path): string {
  return JSON.stringify(path.map(String));
}
