import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import {
  declarationsIn,
  filledReadme,
  kebabCase,
  packageSchema,
} from "../../scripts/component-docs";
import { register } from "../support";
import { versionsIn } from "../support/manifests";

const load = createRequire(__filename);
const root = path.join(__dirname, "..", "..");
const sources = readdirSync(path.join(root, "components"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("dist"))
  .map((file) => ({ file, text: readFileSync(path.join(root, "components", file), "utf8") }));

/** The public contract. That an SDK made from it compiles in another language takes the Pulumi CLI. */
describe("the component package", () => {
  const schema = packageSchema.parse(
    JSON.parse(readFileSync(path.join(root, "components/schema.json"), "utf8")),
  );
  const fieldsOf = (token: string, properties: (typeof schema)["types"][string]["properties"]) =>
    Object.entries(properties).map(([name, field]) => ({ name: `${token} ${name}`, field }));
  const fields = [
    ...Object.entries(schema.types).flatMap(([token, type]) => fieldsOf(token, type.properties)),
    ...Object.entries(schema.resources).flatMap(([token, { properties, inputProperties }]) => [
      ...fieldsOf(token, inputProperties),
      ...fieldsOf(token, properties),
    ]),
  ];

  it("says of every component, type, argument and output what it is", () => {
    const silent = [
      ...Object.entries(schema.resources)
        .filter(([, { description }]) => description === "")
        .map(([token]) => token),
      ...sources
        .flatMap(({ file, text }) => declarationsIn(text, path.dirname(file)))
        .filter(([name, { description }]) => name.endsWith("Args") && description === "")
        .map(([name]) => name),
      ...fields.filter(({ field }) => (field.description ?? "") === "").map(({ name }) => name),
    ];
    assert.deepEqual(silent, []);
  });

  it("names no type ...Args, to which SDKs append another, and none like a component", () => {
    const names = Object.keys(schema.types);
    assert.deepEqual(
      names.filter((name) => name.endsWith("Args") || name in schema.resources),
      [],
    );
    const used = JSON.stringify(schema).matchAll(/#\/types\/(drydock:index:\w+)/g);
    assert.deepEqual(
      [...used].map(([, name = ""]) => name).filter((name) => !names.includes(name)),
      [],
    );
  });

  it("has no field of a type that other languages cannot have", () => {
    const vague = fields.filter(({ field }) => JSON.stringify(field).includes("pulumi.json#/Any"));
    assert.deepEqual(
      vague.map(({ name }) => name),
      [],
    );
  });

  it("says of every optional argument what it defaults to, or with what it is needed", () => {
    const silent = Object.entries(schema.resources).flatMap(
      ([token, { inputProperties, requiredInputs }]) =>
        Object.entries(inputProperties)
          .filter(([name, { description }]) => {
            return !requiredInputs.includes(name) && !/Defaults to|needed/i.test(description ?? "");
          })
          .map(([name]) => `${token} ${name}`),
    );
    assert.deepEqual(silent, []);
  });

  it("declares each public interface once: of two the schema would lose one", () => {
    const declared = sources.flatMap(({ text }) => declarationsIn(text, "").map(([name]) => name));
    assert.deepEqual(
      declared.filter((name, index) => declared.indexOf(name) !== index),
      [],
    );
  });

  it("stands alone: imports stay in its folder, or are dependencies", () => {
    const dependencies = versionsIn("components/package.json");
    const strangers = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/from "([^"]+)"/g)]
        .map(([, from = ""]) => from)
        .filter((from) =>
          from.startsWith(".")
            ? path.join(path.dirname(file), from).startsWith("..")
            : !from.startsWith("node:") &&
              !Object.keys(dependencies).some((name) => `${from}/`.startsWith(`${name}/`)),
        )
        .map((from) => `${file}: ${from}`),
    );
    assert.deepEqual(strangers, []);
  });

  for (const token of Object.keys(schema.resources)) {
    const component = token.split(":")[2] ?? "";
    const example = path.join(root, "components", kebabCase(component), "example.ts");
    it(`has an example of ${component} that makes one`, async () => {
      assert.ok(existsSync(example), `${example} is missing`);
      const registered = await register(() => {
        // A program runs when it is loaded: once more for this test.
        Reflect.deleteProperty(load.cache, example);
        load(example);
      });
      assert.equal(registered.all(token).length, 1);
    });
  }
});

describe("filledReadme", () => {
  const readme = ["example", "arguments", "outputs"]
    .map((marker) => `<!-- ${marker} -->\nold\n<!-- /${marker} -->\n`)
    .join("\nkept\n\n");
  const input = {
    schema: packageSchema.parse({
      resources: {
        "drydock:index:Shop": {
          description: "A shop.",
          properties: { url: { type: "string", description: "Where it is." } },
          inputProperties: {
            name: { type: "string", plain: true, description: "Its name: a | b." },
            ids: { type: "array", items: { type: "string" }, description: "Ids." },
            shelves: {
              type: "array",
              plain: true,
              items: { $ref: "#/types/drydock:index:ShelfArgs", plain: true },
              description: "Its\nshelves.",
            },
            key: { $ref: "#/types/drydock:index:KeyArgs", plain: true, description: "A key." },
            size: { $ref: "#/types/drydock:index:Size", plain: true, description: "How large." },
          },
          requiredInputs: ["name"],
        },
      },
      types: {
        "drydock:index:ShelfArgs": {
          properties: { width: { type: "number", plain: true, description: "In mm." } },
          required: ["width"],
        },
        "drydock:index:KeyArgs": { properties: {} },
        "drydock:index:Size": { enum: [{ value: "small" }, { value: "large" }] },
      },
    }),
    component: "Shop",
    declarations: new Map([
      ["Shop", { folder: "shop", description: "" }],
      ["ShelfArgs", { folder: "shop", description: "A shelf." }],
      ["KeyArgs", { folder: "key", description: "A key." }],
    ]),
    example: 'import { Shop } from "../index";\n',
  };

  it("fills in the example and the tables, and leaves the rest alone", () => {
    const filled = filledReadme(readme, input);
    assert.doesNotMatch(filled, /old/);
    assert.equal(filled.match(/kept/g)?.length, 2);
    for (const line of [
      'import { Shop } from "drydock";',
      "| `name` | `string` | Required. Its name: a \\| b. |",
      "| `ids` | `Input<Input<string>[]>` | Ids. |",
      "| `shelves` | [`ShelfArgs[]`](#shelfargs) | Its shelves. |",
      "| `key` | [`KeyArgs`](../key/README.md#keyargs) | A key. |",
      "| `size` | `Size`: `small`, `large` | How large. |",
      "### `ShelfArgs`",
      "A shelf.",
      "| `width` | `number` | Required. In mm. |",
      "| `url` | `string` | Where it is. |",
    ]) {
      assert.ok(filled.includes(`\n${line}\n`), `${line}\n\nis not in\n\n${filled}`);
    }
    assert.doesNotMatch(filled, /### `KeyArgs`/, "it is documented where it is declared");
  });

  it("is the same when it is filled in again", () => {
    const once = filledReadme(readme, input);
    assert.equal(filledReadme(once, input), once);
  });

  it("says which marker is missing", () => {
    assert.throws(() => filledReadme("# Shop\n", input), {
      message:
        "it has no <!-- example --> ... <!-- /example -->: put both lines where the example belong",
    });
  });
});

describe("declarationsIn", () => {
  it("finds exported interfaces and classes, each with its own docstring", () => {
    const source = [
      "/** Not this one. */",
      "interface Hidden {}",
      "/**",
      " * A shelf,",
      " * in a shop.",
      " */",
      "export interface ShelfArgs {",
      "  /** In mm. */",
      "  width: number;",
      "}",
      "export class Shop {}",
    ].join("\n");
    assert.deepEqual(declarationsIn(source, "shop"), [
      ["ShelfArgs", { folder: "shop", description: "A shelf, in a shop." }],
      ["Shop", { folder: "shop", description: "" }],
    ]);
  });
});

describe("kebabCase", () => {
  it("names a component's folder", () => {
    assert.deepEqual(["Network", "VpcEndpoints", "FargateTask"].map(kebabCase), [
      "network",
      "vpc-endpoints",
      "fargate-task",
    ]);
  });
});
