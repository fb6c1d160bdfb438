/** The keys of a stack file that hold a value, from the schema that editors use. */
import { type JsonSchema, stackFileSchema } from "../../scripts/stack-schema/json-schema";

/** A step into a stack file: a name, any name, or any element of a list. */
export type Step = string | typeof anyName | typeof anyElement;

export const anyName = "*";
export const anyElement = "[]";

/** A key that holds a value, and what it may hold. */
export interface LeafKey {
  /** As people write it: `drydock:services.*.route.paths[]`. */
  readonly key: string;
  readonly steps: readonly Step[];
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
  readonly steps: readonly Step[];
  readonly schema: JsonSchema;
}

type Node = JsonSchema | boolean | undefined;

function leavesOf(node: Node | readonly Node[], steps: readonly Step[]): Leaf[] {
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

const textOf = (steps: readonly Step[]): string =>
  steps.reduce((text, step) => {
    if (step === anyElement) return `${text}[]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
