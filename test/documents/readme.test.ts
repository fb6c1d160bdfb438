import * as assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMap, parseDocument } from "yaml";
import { z } from "zod";
import { drydock } from "../commands/support";
import type { Registered } from "../support";
import { root, runProgram, stackFileOf } from "../program/run-program";

const readme = readFileSync(join(root, "README.md"), "utf8");

/** The code block that follows `<!-- example: name -->`. */
function example(name: string): string {
  const block = new RegExp(`<!-- example: ${name} -->\\s*\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(
    readme,
  );
  return block?.[1] ?? assert.fail(`README.md has no example "${name}"`);
}

/** The inputs of every resource, and its parent. */
function described({ resources }: Registered): Map<string, string> {
  const made = resources.filter(({ custom }) => custom);
  return new Map(made.map((one) => [one.urn, JSON.stringify([one.inputs, one.parent])]));
}

describe("README", () => {
  it("adds a service in at most ten lines that change nothing of the first", async () => {
    const lines = example("second-service");
    assert.ok(lines.trimEnd().split("\n").length <= 10);
    const document = parseDocument(readFileSync(stackFileOf("test"), "utf8"));
    const { contents } = parseDocument(lines);
    assert.ok(isMap(contents));
    document.addIn(["config", "drydock:services"], contents.items[0]);

    const folder = mkdtempSync(join(tmpdir(), "drydock-readme-"));
    try {
      for (const name of ["app", "env"]) symlinkSync(join(root, name), join(folder, name));
      const original = join(folder, "Pulumi.test.yaml");
      writeFileSync(original, readFileSync(stackFileOf("test")));
      const before = described(await runProgram(original, false));
      writeFileSync(original, document.toString());
      const after = described(await runProgram(original, false));
      // The dashboard and its queries are about all services.
      const changed = [...before].filter(
        ([urn, inputs]) => after.get(urn) !== inputs && !urn.includes("drydock:index:Dashboard"),
      );
      assert.deepEqual(
        changed.map(([urn]) => urn),
        [],
      );
      assert.ok([...after.keys()].some((urn) => urn.endsWith("aws:ecs/service:Service::api")));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("starts with a whole environment that its rules and policies let pass", async () => {
    const folder = mkdtempSync(join(tmpdir(), "drydock-readme-"));
    try {
      symlinkSync(join(root, "app"), join(folder, "app"));
      const file = join(folder, "Pulumi.shop.yaml");
      writeFileSync(file, example("whole-environment"));
      const outcome = await drydock(["preview", "--config", file], root);
      assert.equal(outcome.code, 0, outcome.out + outcome.err);
      assert.match(outcome.out, /Policies: 0 mandatory/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(60_000);

  it("names only commands that package.json has", () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? "");
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });
});
