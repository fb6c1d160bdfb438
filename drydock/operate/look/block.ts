/** Edits the block of a part that exists in a stack file's text; comments elsewhere stay. */
import { type Document, isMap, isScalar, parseDocument, YAMLMap } from "yaml";
import type { Fact, FoundPart } from "./found";

/** The block as lines of YAML. */
export function blockText({ facts, unknown }: Pick<FoundPart, "facts" | "unknown">): string {
  return [
    ...facts.flatMap(({ key, value, notes = [] }) => [
      ...notes.map((note) => `# ${note}`),
      `${key}: ${typeof value === "object" ? `[${value.join(", ")}]` : String(value)}`,
    ]),
    ...unknown.map((line) => `# ${line}`),
    "",
  ].join("\n");
}

/** The facts that a stack file's block does not say. */
export function differences(
  current: Readonly<Record<string, unknown>>,
  { facts }: Pick<FoundPart, "facts">,
): readonly Fact[] {
  return facts.filter(({ key, value, others = [] }) => {
    const given = current[key];
    if (given === undefined) {
      return others !== "any" && (typeof value === "boolean" ? value : value.length > 0);
    }
    if (others === "any") return false;
    return ![value, ...others].some((one) => normal(one) === normal(given));
  });
}

/** Lists of ids have no order. */
const normal = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).sort().join(", ") : String(value);

/** @returns undefined if the text is not a stack file with a map of `config` */
export function withBlock(text: string, found: FoundPart): string | undefined {
  const existing = existingIn(text);
  if (existing === undefined) return undefined;
  const { document, parts } = existing;
  parts.flow = false;
  const block = parseDocument(blockText(found));
  if (block.contents !== null) block.contents.comment = block.comment;
  parts.set(found.part, block.contents);
  return document.toString({ lineWidth: 0 });
}

/** Writes single facts into the block that is there. */
export function withFacts(text: string, part: string, facts: readonly Fact[]): string | undefined {
  const existing = existingIn(text);
  const block = existing?.parts.get(part);
  if (existing === undefined || !isMap(block)) return undefined;
  for (const { key, value } of facts) {
    const given = block.get(key, true);
    if (isScalar(given) && typeof value !== "object") given.value = value;
    else block.set(key, existing.document.createNode(value, { flow: true }));
  }
  return existing.document.toString({ lineWidth: 0 });
}

function existingIn(text: string): { document: Document.Parsed; parts: YAMLMap } | undefined {
  const document = parseDocument(text);
  const config = document.errors.length > 0 ? undefined : document.get("config");
  if (!isMap(config)) return undefined;
  if (config.get("drydock:existing") == null) config.set("drydock:existing", new YAMLMap());
  config.flow = false;
  const parts = config.get("drydock:existing");
  return isMap(parts) ? { document, parts } : undefined;
}
