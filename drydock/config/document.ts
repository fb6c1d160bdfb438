import { isMap as isYamlMap, isScalar, LineCounter, parseAllDocuments } from "yaml";
import { isMap, type Path } from "drydock-components/model/check/path";
import { configurationKey, settingOf } from "./path";
import type { Place } from "drydock-components/model/check/problem";
import { foreignFile } from "./foreign";
import { fileProblem, type Problem } from "./problems";
import { syntaxSlip } from "./syntax";
import { type Entry, entryKey, Walk } from "./walk";

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
