import { Document, isMap, isScalar, visit } from "yaml";
import { type Note, type NoteKind } from "./notes";
import { POOL, type SecretKey } from "./stack/secrets";
import { type PlannedStack } from "./stack/stack";

/** What the text of a stack file is made from. */
export interface Rendering {
  readonly stack: PlannedStack;
  readonly notes: readonly Note[];
  /** The files it was made from, as the reader knows them. */
  readonly sources: readonly string[];
  /** Where the JSON Schema is, from the stack file. */
  readonly schema: string;
}

/** A stack file with comments: what to do about secrets beside them, everything else at its end. */
export function render({ stack, notes, sources, schema }: Rendering): string {
  // Pulumi reads YAML 1.2 and writes it with a library that knows 1.1: yes and 12:30 stay in quotes for both.
  const document = new Document(
    { config: stack.config },
    { aliasDuplicateObjects: false, compat: "yaml-1.1" },
  );
  document.commentBefore = [
    ` yaml-language-server: $schema=${schema}`,
    ` Made from ${sources.join(" and ")} by \`drydock import compose\`; read what it says at the end.`,
  ].join("\n");
  explainSecrets(document, stack.secretKeys);
  inlineMaps(document);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  return `${text}${endText(notes)}`;
}

/** How to give a value, above them all; a mark at each one that a random text cannot stand for. */
function explainSecrets(document: Document, keys: readonly SecretKey[]): void {
  const secret = document.getIn(["config", "drydock:secrets", POOL], true);
  if (!isMap(secret)) return;
  secret.commentBefore =
    " Random values. To give one of your own:\n" +
    ` pulumi config set --secret --path 'drydock:secrets.${POOL}.versions[0].<KEY>'`;
  for (const { key } of keys.filter(({ random }) => !random)) {
    const value = secret.getIn(["versions", 0, key], true);
    if (isMap(value)) value.comment = " give the real value";
  }
}

/** Small maps of plain words on one line, as a person would write them. */
function inlineMaps(document: Document): void {
  visit(document, {
    Map(_, node) {
      const plain = node.items.every(
        ({ value }) =>
          isScalar(value) &&
          String(value.value).length <= 30 &&
          !String(value.value).includes("\n"),
      );
      if (plain && node.items.length > 0 && JSON.stringify(node.toJSON()).length <= 70)
        node.flow = true;
    },
  });
}

const TITLES: readonly (readonly [kind: NoteKind, title: string])[] = [
  ["decide", "To decide before the first deployment"],
  ["changed", "What behaves differently from Compose"],
  ["leftOut", "Left out, since Fargate or Drydock has no equivalent"],
];

/** Notes by kind, each with its place. */
export function notesText(notes: readonly Note[], lineWidth: number): string[] {
  return TITLES.flatMap(([kind, title]) => {
    const own = notes.filter((note) => note.kind === kind);
    if (own.length === 0) return [];
    return ["", `${title}:`, ...byMessage(own).flatMap((notes) => noteLines(notes, lineWidth))];
  });
}

/** Notes that say the same together. */
function byMessage(notes: readonly Note[]): Note[][] {
  const groups = new Map<string, Note[]>();
  for (const note of notes) groups.set(note.message, [...(groups.get(note.message) ?? []), note]);
  return [...groups.values()];
}

function noteLines(notes: readonly Note[], lineWidth: number): string[] {
  const [first] = notes;
  if (first === undefined) return [];
  const places = notes.map(
    ({ place, subject }) => `${place.file}:${place.line}${subject === "" ? "" : ` ${subject}`}`,
  );
  return [
    ...places.map((place, index) => (index === 0 ? `- ${place}` : `  ${place}`)),
    ...wrapped(first.message, lineWidth - 4).map((line) => `    ${line}`),
  ];
}

/** The notes as comments behind the last line. */
function endText(notes: readonly Note[]): string {
  return notesText(notes, 98)
    .map((line, index) => (line !== "" ? `# ${line}\n` : index === 0 ? "\n" : "#\n"))
    .join("");
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
