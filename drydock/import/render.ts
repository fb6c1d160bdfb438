import { Document, isMap, isScalar, visit } from "yaml";
import { wordLines } from "../config/problems";
import type { AcceptedFinding } from "./exemptions";
import type { Note, NoteKind } from "./notes";
import type { Tree } from "./paths";
import { pool, type SecretKey } from "./stack/secrets";
import type { PlannedStack } from "./stack/stack";

/** The parts of a stack file's text. */
export interface Rendering {
  readonly stack: PlannedStack;
  readonly notes: readonly Note[];
  /** The source files, as the user named them. */
  readonly sources: readonly string[];
  /** Path of the JSON Schema, relative to the stack file. */
  readonly schema: string;
}

/** Returns a stack file with comments: about secrets beside them, all others at its end. */
export function render({ stack, notes, sources, schema }: Rendering): string {
  // Pulumi reads YAML 1.2 but writes with a YAML 1.1 library: quote yes and 12:30 for both.
  const document = new Document(
    { config: stack.config },
    { aliasDuplicateObjects: false, compat: "yaml-1.1" },
  );
  document.commentBefore = [
    ` yaml-language-server: $schema=${schema}`,
    ` Created from ${sources.join(" and ")} by \`drydock import compose\`; see the notes at the end.`,
  ].join("\n");
  explainSecrets(document, stack.secretKeys);
  inlineMaps(document);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  return `${text}${endText(notes)}`;
}

/** Adds the command for setting a value above them all, and marks each that cannot be random. */
function explainSecrets(document: Document, keys: readonly SecretKey[]): void {
  const secret = document.getIn(["config", "drydock:secrets", pool], true);
  if (!isMap(secret)) return;
  secret.commentBefore =
    " Random values. To set your own:\n" +
    ` pulumi config set --secret --path 'drydock:secrets.${pool}.versions[0].<KEY>'`;
  for (const { key, within } of keys.filter(({ random }) => !random)) {
    const value = secret.getIn(["versions", 0, key], true);
    if (!isMap(value)) continue;
    value.comment = within === undefined ? " set the real value" : ` set what ${within} contains`;
  }
}

/** Puts small maps of plain values on one line, as a person would. */
function inlineMaps(document: Document): void {
  visit(document, {
    Map(_, node) {
      const plain = node.items.every(
        ({ value }) =>
          isScalar(value) &&
          String(value.value).length <= 30 &&
          !String(value.value).includes("\n"),
      );
      if (plain && node.items.length > 0 && JSON.stringify(node.toJSON()).length <= 70) {
        node.flow = true;
      }
    },
  });
}

const titles: readonly (readonly [kind: NoteKind, title: string])[] = [
  ["cannot", "Does not work on Fargate"],
  ["managed", "AWS can run these in place of containers"],
  ["decide", "Decisions before the first deployment"],
  ["changed", "Differences from Compose"],
  ["leftOut", "Left out, since Fargate or Drydock has no equivalent"],
];

/** Notes by kind, each with its place. */
export function notesText(notes: readonly Note[], lineWidth: number): string[] {
  return titles.flatMap(([kind, title]) => {
    const own = notes.filter((note) => note.kind === kind);
    if (own.length === 0) return [];
    const byMessage = Map.groupBy(own, ({ message }) => message);
    return ["", `${title}:`, ...[...byMessage].flatMap((some) => noteLines(some, lineWidth))];
  });
}

/** Accepted findings by rule, as the report shows them. */
export function acceptedText(accepted: readonly AcceptedFinding[], expires: string): string[] {
  const nameOf = ({ service, container }: AcceptedFinding): string =>
    container === service ? service : `${service}/${container}`;
  const byRule = Map.groupBy(accepted, ({ rule }) => rule);
  return [
    "",
    `Accepted in policy-exemptions.yaml until ${expires}, since Compose allows it:`,
    ...[...byRule].map(([rule, some]) => `- ${rule}: ${some.map(nameOf).join(", ")}`),
  ];
}

/** Notes with the same message. */
function noteLines(
  [message, notes]: readonly [string, readonly Note[]],
  lineWidth: number,
): string[] {
  const places = notes.map(
    ({ place, subject }) => `${place.file}:${place.line}${subject === "" ? "" : ` ${subject}`}`,
  );
  return [
    ...places.map((place, index) => (index === 0 ? `- ${place}` : `  ${place}`)),
    ...wordLines(message, lineWidth - 4).map((line) => `    ${line}`),
    ...blockLines(notes[0]?.block ?? {}).map((line) => `      ${line}`),
  ];
}

/** Lines to paste below `config`. */
function blockLines(block: Tree): string[] {
  if (Object.keys(block).length === 0) return [];
  const document = new Document(block);
  inlineMaps(document);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd().split("\n");
}

/** The notes as comments after the last line. */
function endText(notes: readonly Note[]): string {
  return notesText(notes, 98)
    .map((line, index) => (line !== "" ? `# ${line}\n` : index === 0 ? "\n" : "#\n"))
    .join("");
}
