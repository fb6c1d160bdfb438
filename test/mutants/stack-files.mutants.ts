import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { formatProblems, loadStackFile } from "../../drydock/config";
import { isMap, replaceAt, without } from "drydock-components/model/check/path";
import { stackSchema } from "../../drydock/config/schema";
import { stackService } from "drydock-components/model/service";
import { stackFileSchema } from "../../scripts/stack-schema/json-schema";
import { memoryFiles } from "../config/support";

type Path = (string | number)[];

const files = memoryFiles({
  "app/Dockerfile": "FROM scratch AS run\n",
  "env/test.env": "A=1\n",
  "env/broken.env": "A\n",
});

/** A stack file that says as much as possible, so that mutations meet every rule. */
const WHOLE: unknown = parse(readFileSync(join(__dirname, "../config/whole.yaml"), "utf8"));

function pathsOf(tree: unknown, path: Path = []): Path[] {
  const inner: Path[] = Array.isArray(tree)
    ? tree.flatMap((item: unknown, index) => pathsOf(item, [...path, index]))
    : isMap(tree)
      ? Object.entries(tree).flatMap(([key, value]) => pathsOf(value, [...path, key]))
      : [];
  return [path, ...inner];
}

const PATHS = pathsOf(WHOLE).filter((path) => path.length > 1);

function valueAt(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
    return isMap(value) ? value[key] : undefined;
  }, tree);
}

/** Values that people and machines put where something else belongs. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e21,
    "",
    "yes",
    "256",
    "web",
    "${x}",
    "../../etc",
    "*",
    "a".repeat(300),
    "\u0000",
    "\uD83D\uDE00",
    [],
    {},
    [[]],
    { secure: "x" },
    { generate: 16 },
    ["__proto__"],
    { constructor: 1, toString: null },
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.integer(),
  fc.double(),
  fc.object({ maxDepth: 2, maxKeys: 3 }),
);

const oddKey = fc.oneof(
  fc.constantFrom("constructor", "toString", "hasOwnProperty", "", " ", "cpu", "a.b", "x=y", "0"),
  fc.string({ maxLength: 10 }),
);

const place = fc.nat(PATHS.length - 1).map((index) => PATHS[index] ?? []);

/** One change of the whole file, as a function of the tree. */
const mutation = fc.oneof(
  place.map((path) => (tree: unknown) => without(tree, [path])),
  fc.tuple(place, odd).map(
    ([path, value]) =>
      (tree: unknown) =>
        replaceAt(tree, path, value),
  ),
  fc.tuple(place, place).map(
    ([path, from]) =>
      (tree: unknown) =>
        replaceAt(tree, path, valueAt(tree, from)),
  ),
  fc.tuple(place, oddKey).map(([path, key]) => (tree: unknown) => {
    const value = valueAt(tree, path);
    const added = isMap(value) ? { ...value, [key]: 1 } : { [key]: value };
    return replaceAt(tree, path, added);
  }),
  fc.tuple(place, oddKey).map(([path, key]) => (tree: unknown) => {
    const value = valueAt(tree, path);
    if (!isMap(value)) return tree;
    const [[first, inner] = ["", undefined], ...rest] = Object.entries(value);
    return replaceAt(tree, path, Object.fromEntries([[key || first, inner], ...rest]));
  }),
);

const mutated = fc
  .array(mutation, { minLength: 1, maxLength: 4 })
  .map((changes) => changes.reduce<unknown>((tree, change) => change(tree), WHOLE));

function load(text: string) {
  return loadStackFile("Pulumi.test.yaml", { text, files });
}

/** Every problem is whole and stands somewhere; the report can be written. */
function assertLocated(text: string): ReturnType<typeof load> {
  const result = load(text);
  if (!("problems" in result)) return result;
  assert.ok(result.problems.length > 0);
  const lines = text.split("\n").length;
  for (const problem of result.problems) {
    assert.ok(problem.message.length > 0 && !problem.message.includes("undefined"));
    assert.ok(!/Invalid input|\[object/.test(JSON.stringify(problem)), JSON.stringify(problem));
    if (problem.file !== "Pulumi.test.yaml") continue;
    assert.ok((problem.line ?? 0) >= 1 && (problem.line ?? 0) <= lines + 1);
    assert.ok((problem.column ?? 0) >= 1);
  }
  assert.match(formatProblems(result.problems), /\d+ problems? in .*Nothing was changed\.$/);
  return result;
}

/** The keys of the program's namespace, without it. */
function ownKeys(tree: unknown): Record<string, unknown> {
  const config = isMap(tree) && isMap(tree.config) ? tree.config : {};
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith("drydock:"))
      .map(([key, value]) => [key.slice("drydock:".length), value]),
  );
}

/** The same files in every run. To look further: SEED=1 RUNS=10 npx mocha test/mutants/stack-files.mutants.ts --timeout 0. */
const seed = Number(process.env["SEED"] ?? 20261121);
const runs = (count: number) => ({ seed, numRuns: count * Number(process.env["RUNS"] ?? 1) });

/** Any characters, in the library's distribution: its `unit: "binary"` first makes a table of a million. */
const noise = fc
  .array(fc.integer({ min: 0, max: 0x10f7ff }), { maxLength: 60 })
  .map((points) =>
    points.map((one) => String.fromCodePoint(one < 0xd800 ? one : one + 0x800)).join(""),
  );

describe("stack files that were changed at random", function () {
  // Hundreds of files: six seconds of processor time, and several times that where other processes work too.
  this.timeout(120_000);
  // Mocha has errors keep every frame; a thousand brackets are thousands of errors of a thousand frames.
  const frames = Error.stackTraceLimit;
  before(() => {
    Error.stackTraceLimit = 10;
  });
  after(() => {
    Error.stackTraceLimit = frames;
  });

  it("start from one that is right, and that says every key of a service", () => {
    const result = load(stringify(WHOLE));
    assert.ok("config" in result, "problems" in result ? formatProblems(result.problems) : "");
    const web: unknown = valueAt(WHOLE, ["config", "drydock:services", "web"]);
    const said = isMap(web) ? Object.keys(web) : [];
    // desiredCount and scaling exclude each other.
    const known = Object.keys(stackService.shape).filter((key) => key !== "desiredCount");
    assert.deepEqual(
      known.filter((key) => !said.includes(key)),
      [],
    );
    assert.deepEqual(
      Object.keys(stackSchema.shape).filter((key) => !Object.hasOwn(ownKeys(WHOLE), key)),
      // A platform has no services, and what a platform owns a service stack does not say.
      ["platform", "shares"],
    );
  });

  it("load, or give located problems, never an exception; the editor's schema agrees", () => {
    const ajv = new Ajv({ strict: false });
    const validate = ajv.compile(stackFileSchema());
    fc.assert(
      fc.property(mutated, (tree) => {
        // JSON is YAML, and written ten times faster.
        const text = JSON.stringify(tree, null, 1);
        const plain: unknown = JSON.parse(text);
        const result = assertLocated(text);
        const inEditor = validate(plain);
        if ("config" in result) assert.ok(inEditor, ajv.errorsText(validate.errors));
        if (!inEditor) return;
        const form = stackSchema.safeParse(ownKeys(plain));
        assert.ok(form.success, JSON.stringify(form.error?.issues));
      }),
      runs(500),
    );
  });

  it("do so whatever happens to their text", () => {
    const whole = stringify(WHOLE);
    const markup = fc.constantFrom(
      "\t",
      ":",
      "- ",
      "{",
      "]",
      "'",
      "&a ",
      "*a",
      "!x ",
      "#",
      "\n",
      "---\n",
      "%",
      "\u0000",
      "<<: ",
      "? ",
      "|\n",
    );
    const change = fc.tuple(fc.nat(whole.length), fc.nat(30), markup);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        assertLocated(
          changes.reduce(
            (text, [at, length, text2]) => text.slice(0, at) + text2 + text.slice(at + length),
            whole,
          ),
        );
      }),
      runs(200),
    );
  });

  it("do so where the text is nothing like a stack file", () => {
    fc.assert(
      fc.property(noise, (text) => {
        assertLocated(text);
      }),
      runs(200),
    );
    assertLocated(`config: ${"[".repeat(1000)}`);
    assertLocated(`config: ${"{a: ".repeat(600)}`);
  });
});
