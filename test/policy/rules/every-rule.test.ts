import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { kinds } from "../../../policy/lib/kinds";
import { rules } from "../../../policy/rules";

const folder = join(__dirname, "../../../policy/rules");

describe("The rules as a whole", () => {
  const names = rules.map((rule) => rule.name);

  it("have names of their own, in kebab case", () => {
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)+$/);
  });

  it("are one a file, each file named after its rule, and all registered", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(
        (file) => file.endsWith(".ts") && !["index.ts", "catalogue.ts"].includes(basename(file)),
      )
      .map((file) => basename(file, ".ts"));
    assert.deepEqual([...files].sort(), [...names].sort());
  });

  it("cover every row of the control catalogue, 1 to 94", () => {
    const rows = new Set(rules.map((rule) => rule.row));
    const missing = Array.from({ length: 94 }, (_, index) => index + 1).filter(
      (row) => !rows.has(row),
    );
    assert.deepEqual(missing, []);
  });

  it("have cases in this folder, on both sides", () => {
    const tests = readdirSync(__dirname)
      .map((file) => readFileSync(join(__dirname, file), "utf8"))
      .join("\n");
    // The shape of the table (support/cases.ts) asks for bad, fine and unknown cases.
    assert.deepEqual(
      names.filter((name) => !tests.includes(`\n  "${name}": {\n`)),
      [],
    );
  });

  it("are never weaker in production than in the test environment", () => {
    const strength = ["disabled", "advisory", "remediate", "mandatory"];
    for (const { name, levels, options = {} } of rules) {
      const { test, production } = levels;
      assert.ok(strength.indexOf(production) >= strength.indexOf(test), name);
      for (const [option, { schema, stricter, ...values }] of Object.entries(options)) {
        const inTest = Number(sizeOf(values.test ?? schema.default));
        const inProduction = Number(sizeOf(values.production ?? schema.default));
        const message = `${name}.${option}`;
        if (stricter === "higher") assert.ok(inProduction >= inTest, message);
        if (stricter === "lower") assert.ok(inProduction <= inTest, message);
        if (stricter === "fewer") assert.ok(inProduction <= inTest, message);
      }
    }
  });

  it("have a default for every option, within its own schema's limits", () => {
    for (const { name, options = {} } of rules) {
      for (const [option, { schema }] of Object.entries(options)) {
        assert.notEqual(schema.default, undefined, `${name}.${option}`);
      }
    }
  });

  it("say what to do in full sentences, and where to read on", () => {
    for (const { name, title, why, fix, url, controls } of rules) {
      assert.match(why, /^[A-Z].*\.$/, name);
      assert.match(fix, /^[A-Z].*\.$/, name);
      assert.match(title, /^[A-Z].*[^.]$/, name);
      assert.match(url, /^https:\/\//, name);
      assert.equal(new Set(controls).size, controls.length, name);
      // A tag with a colon is not a control id in the reports.
      for (const control of controls) assert.doesNotMatch(control, /[:\s]/, name);
    }
  });

  it("speak plainly: who does it, and no clause with what", () => {
    const unclear =
      /\b(made|mends?|anew|stands?|for ever|of (its|their|our) own)\b|^What |[a-z] what (is|has|it|they)\b/;
    for (const { name, title, why, fix } of rules) {
      for (const text of [title, why, fix]) assert.doesNotMatch(text, unclear, name);
    }
  });

  it("look at kinds that have a type token, each token once", () => {
    const tokens = Object.values(kinds).flat();
    assert.equal(new Set(tokens).size, tokens.length);
    for (const token of tokens) {
      assert.match(token, /^(aws:\w+\/\w+|docker(-build)?:index(\/image)?|pulumi:providers):\w+$/);
    }
  });
});

function sizeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length;
  return typeof value === "boolean" ? Number(value) : value;
}
