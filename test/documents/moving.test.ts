import * as assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { drydock } from "../commands/support";
import { root } from "../program/run-program";

const guide = readFileSync(join(root, "docs/moving.md"), "utf8");
const schema: unknown = JSON.parse(readFileSync(join(root, "drydock/stack.schema.json"), "utf8"));

const schemaNode = z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() });

/** Every name of a property in a JSON schema. */
function propertyNames(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(propertyNames);
  const { data } = schemaNode.safeParse(node);
  if (data === undefined) return [];
  const own = Object.keys(data.properties ?? {}).map((name) => name.replace("drydock:", ""));
  return [...own, ...Object.values(data).flatMap(propertyNames)];
}

/** The keys that the last column of the guide's tables names: `a.b`, `a: value`. */
function namedKeys(): string[] {
  const cells = guide
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").at(-2) ?? "");
  const quoted = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text));
  return quoted
    .map((text = "") => text.replace("drydock:", "").replace(/: .*/, ""))
    .filter((text) => /^[a-zA-Z]+(\.[a-zA-Z<>]+)*$/.test(text) && text !== "perZone");
}

describe("the guide for moving", () => {
  it("names only keys that a stack file has", () => {
    const known = new Set(propertyNames(schema));
    const keys = namedKeys();
    assert.ok(keys.length > 80, `only ${String(keys.length)} keys found`);
    const unknown = keys.filter((key) =>
      key.split(".").some((part) => !part.startsWith("<") && !known.has(part)),
    );
    assert.deepEqual(unknown, ["index.ts"]);
  });

  it("shows a stack file on what exists that its rules and policies let pass", async () => {
    const example = /<!-- example: existing -->\s*```yaml\n([\s\S]*?)```/.exec(guide)?.[1];
    assert.ok(example !== undefined);
    const folder = mkdtempSync(join(tmpdir(), "drydock-moving-"));
    try {
      const file = join(folder, "Pulumi.shop.yaml");
      writeFileSync(file, example.replace(/^ {3}/gm, ""));
      const outcome = await drydock(["preview", "--config", file], root);
      assert.equal(outcome.code, 0, outcome.out + outcome.err);
      assert.match(outcome.out, /Policies: 0 mandatory/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(60_000);
});
