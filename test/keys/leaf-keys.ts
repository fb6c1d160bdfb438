/** The keys of a stack file that hold a value, from the schema that editors use. */
import { type JsonSchema, stackFileSchema } from "../../scripts/stack-schema/json-schema";

/** Any name, as a step into a stack file. */
export const anyName = "*";
/** Any element of a list. */
export const anyElement = "[]";

/** A key that holds a value, and what it may hold. */
export interface LeafKey {
  /** As people write it: `drydock:services.*.route.paths[]`. */
  readonly key: string;
  readonly steps: readonly string[];
  /** More than one where the schema offers a choice. */
  readonly schemas: readonly JsonSchema[];
}

/** Every one, in the order of the schema. */
export function leafKeys(): LeafKey[] {
  const config = stackFileSchema().properties?.["config"];
  const leaves = new Map<string, LeafKey>();
  for (const { steps, schema } of leavesOf(config, [])) {
    const key = textOf(steps);
    const schemas = [...(leaves.get(key)?.schemas ?? []), schema];
    leaves.set(key, { key, steps, schemas });
  }
  return [...leaves.values()];
}

interface Leaf {
  readonly steps: readonly string[];
  readonly schema: JsonSchema;
}

type Node = JsonSchema | boolean | undefined;

function leavesOf(node: Node | readonly Node[], steps: readonly string[]): Leaf[] {
  if (typeof node !== "object") return [];
  if (isList(node)) return node.flatMap((one) => leavesOf(one, steps));
  const { anyOf, items, properties = {}, additionalProperties } = node;
  if (anyOf !== undefined) return leavesOf(anyOf, steps);
  if (items !== undefined) return leavesOf(items, [...steps, anyElement]);
  const inner = [
    ...Object.entries(properties).flatMap(([name, one]) => leavesOf(one, [...steps, name])),
    ...leavesOf(additionalProperties, [...steps, anyName]),
  ];
  return inner.length > 0 || node.type === "object" ? inner : [{ steps, schema: node }];
}

const isList = (node: JsonSchema | readonly Node[]): node is readonly Node[] => Array.isArray(node);

const textOf = (steps: readonly string[]): string =>
  steps.reduce((text, step) => {
    if (step === anyElement) return `${text}[]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
