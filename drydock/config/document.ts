import {
  isAlias,
  isMap as isYamlMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
} from "yaml";
import { isMap, type Path } from "drydock-components/model/check/path";
import { configurationKey, settingOf } from "./path";
import type { Place } from "drydock-components/model/check/problem";
import { foreignFile } from "./foreign";
import type { Problem } from "./problems";
import { syntaxSlip } from "./syntax";

/** Finds the position of a value in a stack file. */
export interface Positions {
  /** The file as messages name it. */
  readonly file: string;
  /** The place of a key or of its value; of the nearest thing around it where the path does not exist. */
  locate(path: Path, at?: "key" | "value"): Place;
  /** The place of a key at the top of the file, such as `config`. */
  locateTop(key: string): Place;
  /** The text of a scalar as it was written, such as `012345678901`. */
  written(path: Path): string | undefined;
}

export interface StackDocument {
  /** The whole file as plain data. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly positions: Positions;
  /** Paths in the file whose values YAML does not give: their problems are told once, with the YAML. */
  readonly unread: readonly Path[];
}

/** A file that was read: its document where it has one, and everything that is wrong with its YAML. */
export interface Reading {
  readonly document: StackDocument | undefined;
  readonly problems: readonly Problem[];
}

interface Entry {
  readonly key: number;
  readonly value: number;
  readonly written: string | undefined;
}

/**
 * Reads the YAML of a stack file and remembers the position of each value. It never throws: it returns
 * problems of the YAML, beside the document where one can still be read.
 */
export function readDocument(file: string, text: string): Reading {
  const lines = new LineCounter();
  const place = placesIn(file, lines);
  if (text.length > largestFile) return refused(fileProblem(place(0), ...tooLarge));
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: false,
    // The library compares each key with all before it, which takes half a minute for 50,000 keys; Walk does it instead.
    uniqueKeys: false,
    logLevel: "silent",
  });
  const [first, second] = [...documents];
  if (first === undefined || (first.contents === null && first.errors.length === 0)) {
    return refused(fileProblem(place(0), "The file is empty.", emptyFix));
  }
  const keys = topKeys(first.contents);
  const foreign = foreignFile({ text, keys }, file);
  if (foreign !== undefined) return refused(fileProblem(place(0), foreign.message, foreign.fix));
  if (second !== undefined) {
    return refused(
      fileProblem(
        place(second.range[0]),
        "A second YAML document starts here.",
        "Keep one document: remove the line --- and the other document.",
      ),
    );
  }
  const [error] = [...first.errors, ...first.warnings];
  if (error !== undefined) {
    const { offset, message, fix } = syntaxSlip(error, text);
    return refused(fileProblem(place(offset), message, fix));
  }
  const walk = new Walk(place);
  const flat = keys.length > 0 && !keys.includes("config") && keys.every(isSetting);
  const value = walk.read(first.contents, flat ? ["config"] : []);
  if (!isMap(value)) {
    return refused(
      fileProblem(place(0), "The file does not hold a map of keys and values.", emptyFix),
    );
  }
  return {
    document: {
      value: flat ? { config: value } : value,
      positions: positionsOf(file, walk.entries, place),
      unread: walk.unread,
    },
    problems: [...(flat ? [fileProblem(place(0), ...noConfig)] : []), ...walk.problems],
  };
}

/** The places of offsets in a file. */
export const placesIn =
  (file: string, lines: LineCounter) =>
  (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };

/** Whether a key is one of the environment, as against those of Pulumi. */
function isSetting(key: string): boolean {
  return /^\w+:/.test(key);
}

const noConfig = [
  "The line config: above these keys is missing.",
  "Write config: as the first line, and below it the others, indented by two spaces.",
] as const;

/** The keys at the top of a document that is a map. */
function topKeys(contents: unknown): string[] {
  if (!isYamlMap(contents)) return [];
  return contents.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
}

/** Characters: room for thousands of services, and read in seconds. */
const largestFile = 2 * 1024 * 1024;

const tooLarge = [
  `The file has more than ${largestFile} characters.`,
  "Keep the configuration in it only; large data belongs into the image, an environment file or a volume.",
] as const;

const emptyFix =
  "Start with config: on its own line, and below it, indented, aws:region: us-east-2.";

function refused(problem: Problem): Reading {
  return { document: undefined, problems: [problem] };
}

export function fileProblem(place: Place, message: string, fix: string): Problem {
  return { ...place, path: "", value: undefined, message, allowed: undefined, fix };
}

/** Turns YAML nodes into plain data once, noting where each key and value starts. */
class Walk {
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

function entryKey(path: Path): string {
  return JSON.stringify(path.map(String));
}

function positionsOf(
  file: string,
  entries: ReadonlyMap<string, Entry>,
  place: (offset: number) => Place,
): Positions {
  const find = (path: Path) => entries.get(entryKey(inFile(path)));
  return {
    file,
    locate(path, at = "value") {
      const entry = find(path);
      if (entry !== undefined) return place(at === "key" ? entry.key : entry.value);
      for (let length = path.length - 1; length > 0; length -= 1) {
        const around = find(path.slice(0, length));
        if (around !== undefined) return place(around.key);
      }
      const top = entries.get(entryKey(["config"]));
      return place(top?.key ?? 0);
    },
    locateTop: (key) => place(entries.get(entryKey([key]))?.key ?? 0),
    written: (path) => find(path)?.written,
  };
}

/** The path in the namespace of a path in the file; undefined for one outside of it. */
export function fromFile(path: Path): Path | undefined {
  const [top, key, ...inside] = path;
  if (top !== "config") return undefined;
  if (key === undefined) return [];
  return [settingOf(String(key)), ...inside];
}

/** The path in the file of a path in the namespace: below `config`, with the namespace before its first key. */
function inFile(path: Path): Path {
  const [first, ...rest] = path;
  return first === undefined ? ["config"] : ["config", configurationKey(first), ...rest];
}
