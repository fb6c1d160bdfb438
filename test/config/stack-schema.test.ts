import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { isMap } from "drydock-components/model/check/path";
import { staleFiles } from "../../scripts/generator";
import { stackFileSchemas } from "../../scripts/stack-schema";
import { type JsonSchema, stackFileSchema } from "../../scripts/stack-schema/json-schema";
import { problemsOf, services, stackText } from "./support";

const root = join(__dirname, "../..");
// Not strict: `patternErrorMessage` is a word of the YAML language server.
const ajv = new Ajv({ strict: false, allErrors: true });
const validate = ajv.compile(stackFileSchema());

/** Every schema inside one, with the key it is under. */
function inside(
  schema: JsonSchema,
  key = "",
): { readonly key: string; readonly schema: JsonSchema }[] {
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema;
  const below = (other: unknown, name: string) => (isMap(other) ? inside(other, name) : []);
  return [
    { key, schema },
    ...Object.entries(properties).flatMap(([name, other]) => below(other, name)),
    ...below(additionalProperties, ""),
    ...(Array.isArray(items) ? [] : below(items, key)),
    ...anyOf.flatMap((other) => below(other, key)),
  ];
}

const accepted = (text: string): boolean => validate(parse(text));

/** Stack files that are wrong in ways that JSON Schema can say. */
const REFUSED: Readonly<Record<string, Record<string, unknown>>> = {
  "an unknown key": { netwrok: {} },
  "an unknown key inside": { network: { zones: 2 } },
  "a wrong kind": { network: { availabilityZones: "2" } },
  "a number out of range": { network: { availabilityZones: 7 } },
  "an account as a number": { account: 111122223333 },
  "a choice that is none": { lifecycle: "forever" },
  "days that CloudWatch Logs does not have": { logs: { retentionDays: 15 } },
  "a name with a capital letter": services({ Web: {} }),
  "a service without image": { services: { web: {} } },
  "an image in two ways": {
    services: { web: { image: { build: { context: "." }, reference: "x:1" } } },
  },
  "a plain secret": { secrets: { db: { versions: [{ PASSWORD: "canary" }] } } },
  "a secret under secure": { secrets: { db: { versions: [{ PASSWORD: { secure: "canary" } }] } } },
  "a CPU size that is none": services({ web: { cpu: 300 } }),
  "memory that does not go with the CPU": services({ web: { cpu: 512, memoryMiB: 512 } }),
  "memory that does not go with the default CPU": services({ web: { memoryMiB: 4096 } }),
  "a CPU size that does not go with the default memory": services({ web: { cpu: 1024 } }),
  "eleven containers": services({
    web: {
      sidecars: Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [`s${index}`, { image: { reference: "x:1" } }]),
      ),
    },
  }),
  "exec with a read-only root": services({ web: { exec: true } }),
  "a route without port": { ingress: {}, ...services({ web: { route: {} } }) },
  "a grace period without route": services({ web: { healthCheckGracePeriodSeconds: 5 } }),
  "SRV records without port": services({ web: { discovery: "dnsSrv" } }),
  "a fixed number beside scaling": services({
    web: { desiredCount: 1, scaling: { min: 1, max: 2, cpuPercent: 50 } },
  }),
  "scaling without reason": services({ web: { scaling: { min: 1, max: 2 } } }),
  "scaling on requests without route": services({
    web: { scaling: { min: 1, max: 2, requestsPerTarget: 50 } },
  }),
  "no capacity": services({ web: { capacity: { onDemandWeight: 0 } } }),
  "shared processes of one container": services({ web: { pidMode: "task" } }),
  "a domain alone": { ingress: { domain: "a.example.com" } },
  "a hosted zone alone": { ingress: { hostedZoneId: "Z0123456789EXAMPLE" } },
};

describe("drydock/stack.schema.json", () => {
  it("is what the model says, and so is docs/stack-file.md", async () => {
    assert.deepEqual(await staleFiles(stackFileSchemas), [], "run npm run generate");
    assert.deepEqual(Object.keys(await stackFileSchemas.files()), [
      "drydock/stack.schema.json",
      "docs/stack-file.md",
    ]);
  });

  it("describes every key", () => {
    const bare: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (Array.isArray(node)) {
        node.forEach((item: unknown, index) => {
          visit(item, `${path}[${index}]`);
        });
      }
      if (!isMap(node)) return;
      for (const [key, value] of Object.entries(node)) {
        if (["allOf", "if", "then", "not", "default"].includes(key)) continue;
        if (key === "properties" && isMap(value) && node.type === "object") {
          for (const [name, property] of Object.entries(value)) {
            if (!isMap(property) || typeof property.description !== "string") {
              bare.push(`${path}.${name}`);
            }
          }
        }
        visit(value, `${path}.${key}`);
      }
    };
    visit(stackFileSchema(), "");
    assert.deepEqual(bare, []);
  });

  const files = globSync(["Pulumi.*.yaml", "examples/*/Pulumi.*.yaml"], { cwd: root });
  it("has stack files to look at", () => {
    assert.ok(files.length >= 2);
  });
  for (const file of files) {
    it(`accepts ${file}`, () => {
      assert.ok(accepted(readFileSync(join(root, file), "utf8")), ajv.errorsText(validate.errors));
    });
  }

  for (const [title, tree] of Object.entries(REFUSED)) {
    it(`refuses ${title}, as the loader does`, () => {
      assert.ok(problemsOf(tree).length > 0);
      assert.equal(accepted(stackText(tree)), false);
    });
  }

  it("refuses a file without region, and unknown keys at the top", () => {
    assert.equal(accepted("config: {}"), false);
    assert.equal(accepted("config: { aws:region: us-east-2 }"), true);
    assert.equal(accepted("config: { aws:region: us-east-2 }\ndrydock:network: {}"), false);
    assert.equal(
      accepted("config: { aws:region: us-east-2, aws:skipRegionValidation: true }"),
      false,
    );
    assert.equal(accepted("config: { aws:region: us-east-2, pulumi:tags: {} }"), true);
  });
});

describe("what editors add to a stack file", () => {
  const all = inside(stackFileSchema());

  it("is a value that the key allows, so that completion writes no wrong number", () => {
    const numbers = all.filter(({ schema: { type } }) => type === "integer" || type === "number");
    assert.ok(numbers.length > 20);
    for (const { key, schema } of numbers) {
      const { default: value, enum: choices, examples = [] } = schema;
      const proposed: unknown = value ?? choices?.[0] ?? examples[0];
      assert.ok((proposed !== undefined && proposed !== 0) || value === 0, key);
    }
    for (const { key, schema } of all) {
      const { examples = [] } = schema;
      if (examples.length === 0) continue;
      const check = ajv.compile({ ...schema, $schema: undefined });
      for (const example of examples) {
        assert.ok(check(example), `${key}: ${String(example)}`);
      }
    }
  });

  it("is a service, a secret, a sidecar and a file system that load", () => {
    const snippets = all.flatMap(({ key, schema }): [string, unknown][] => {
      const { defaultSnippets } = schema;
      return Array.isArray(defaultSnippets)
        ? defaultSnippets.map((one: unknown) => [key, one])
        : [];
    });
    assert.deepEqual(snippets.map(([key]) => key).sort(), [
      "drydock:fileSystems",
      "drydock:secrets",
      "drydock:services",
      "sidecars",
    ]);
    for (const [key, snippet] of snippets) {
      const body = isMap(snippet) ? JSON.stringify(snippet.body) : "";
      const given: unknown = JSON.parse(body.replaceAll(/\$\{\d:([^}]*)\}/g, "$1"));
      const tree =
        key === "sidecars"
          ? services({ web: { sidecars: given } })
          : { ingress: {}, [key.replace("drydock:", "")]: given };
      assert.deepEqual(problemsOf(tree), [], key);
    }
  });

  it("has a title for every key", () => {
    const { config } = stackFileSchema().properties ?? {};
    const properties = isMap(config) && isMap(config.properties) ? config.properties : {};
    for (const [key, value] of Object.entries(properties)) {
      assert.ok(isMap(value) && typeof value.title === "string", key);
    }
  });
});
