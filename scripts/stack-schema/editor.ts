import type { z } from "zod";
import { allowedText } from "drydock-components/model/check/schema-tools";
import type { JsonSchema } from "./json-schema";

/** What editors read besides the schema itself: titles, examples, snippets and messages of the YAML language server. */

/** Values that completion writes where there is no default; for others it takes the least that is allowed. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  containerPort: 8080,
  desiredCount: 2,
  min: 1,
  max: 4,
  cpuPercent: 60,
  memoryPercent: 70,
  requestsPerTarget: 1000,
  networkReceivedBytesPerSecond: 1000000,
  networkSentBytesPerSecond: 1000000,
  target: 60,
  change: 1,
  generate: 32,
  priority: 100,
  version: 1,
  soft: 65536,
  hard: 65536,
};

const IMAGE = { reference: "${2:111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:1.0}" };

interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly body: unknown;
}

/** New entries of maps, by the key of the map. */
const SNIPPETS: Readonly<Record<string, Snippet>> = {
  services: {
    label: "a service behind the load balancer",
    description: "A service with a route; it needs drydock:ingress.",
    body: {
      "${1:web}": {
        image: IMAGE,
        containerPort: 8080,
        route: { paths: ["/*"], healthCheckPath: "${3:/}" },
        scaling: { min: 1, max: 4, cpuPercent: 60 },
      },
    },
  },
  secrets: {
    label: "a generated secret",
    description: "A secret of one generated value; services refer to it by its name.",
    body: { "${1:db}": { versions: [{ "${2:PASSWORD}": { generate: 32 } }] } },
  },
  sidecars: {
    label: "a sidecar",
    description: "A further container of the task.",
    body: { "${1:log}": { image: IMAGE, essential: false } },
  },
  fileSystems: {
    label: "a file system",
    description: "A file system with all defaults.",
    body: { "${1:shared}": {} },
  },
};

/** Adds to a schema and everything in it what editors show. */
export function forEditors(schema: JsonSchema, key = ""): JsonSchema {
  const properties = Object.entries(schema.properties ?? {});
  for (const [name, inner] of properties) {
    if (typeof inner !== "object") continue;
    inner.title ??= name.replace(/^.*:/, "");
    forEditors(inner, name.replace(/^.*:/, ""));
  }
  const { additionalProperties, items } = schema;
  if (typeof additionalProperties === "object") forEditors(additionalProperties);
  if (typeof items === "object" && !Array.isArray(items)) forEditors(items, key);
  for (const option of schema.anyOf ?? []) {
    if (typeof option === "object") forEditors(option, key);
  }
  // Maps of other values may have the name of a map of entries, such as variables of secrets, file systems that exist, or
  // choices of drydock:retire.
  const snippet = additionalProperties === undefined ? undefined : SNIPPETS[key];
  const isOfEntries =
    typeof additionalProperties === "object" &&
    additionalProperties.enum === undefined &&
    !isReference(additionalProperties);
  if (snippet !== undefined && isOfEntries) {
    schema.defaultSnippets = [snippet];
  }
  const example = exampleFor(schema, key);
  if (example !== undefined) schema.examples = [example];
  return schema;
}

function isReference({ anyOf = [], properties }: JsonSchema): boolean {
  return (
    properties?.arn !== undefined ||
    anyOf.some((form) => typeof form === "object" && form.properties?.parameterArn !== undefined)
  );
}

function exampleFor(schema: JsonSchema, key: string): unknown {
  const { type, minimum, enum: choices, default: value } = schema;
  if (value !== undefined || choices !== undefined) return undefined;
  const isNumber = type === "integer" || type === "number" || isNumberOrMap(schema);
  if (isNumber) return EXAMPLES[key] ?? Math.max(minimum ?? 1, 1);
  const { patternErrorMessage } = schema;
  const [, form] =
    /such as '?([^\s']+?)'?\.$/.exec(JSON.stringify(patternErrorMessage ?? "").slice(1, -1)) ?? [];
  return type === "string" ? form : undefined;
}

/** A target of scaling is a number, or a map with that number. */
function isNumberOrMap({ anyOf = [] }: JsonSchema): boolean {
  return anyOf.some((option) => typeof option === "object" && option.type === "number");
}

/** The words of the terminal for a wrong choice. */
export function wordsFor(zodSchema: z.core.$ZodType): string {
  return `Write ${allowedText(zodSchema)}.`;
}
