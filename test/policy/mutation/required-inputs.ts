import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const provider = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));
const cache = new Map<string, ReadonlySet<string>>();

/**
 * The inputs that the AWS provider refuses to be without, by the types it publishes: a program that
 * leaves one out gets no further than the provider's own check.
 */
export function requiredInputs(type: string): ReadonlySet<string> {
  let required = cache.get(type);
  if (required === undefined) {
    required = new Set(namesIn(declarationOf(type)));
    cache.set(type, required);
  }
  return required;
}

/** `aws:ecs/service:Service` is declared in `ecs/service.d.ts`. */
function declarationOf(type: string): string {
  const file = type.split(":")[1] ?? "";
  return readFileSync(join(provider, `${file}.d.ts`), "utf8");
}

function namesIn(declaration: string): string[] {
  const [, body = ""] = /export interface \w+Args \{(.*?)\n\}/s.exec(declaration) ?? [];
  return [...body.matchAll(/^ {4}(\w+): /gm)].flatMap(([, name]) => name ?? []);
}
