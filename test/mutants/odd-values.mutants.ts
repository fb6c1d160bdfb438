import assert from "node:assert/strict";
import fc from "fast-check";
import type { WireValue } from "../../drydock/offline/pack";
import { evaluate, type Graph } from "../policy/mutation/evaluate";
import { goodStack } from "../policy/mutation/good-stack";
import { unknownValue } from "../policy/mutation/graph";
import { bagWithPlace, type Path, placesIn } from "../policy/mutation/json-path";
import { rules } from "../../policy/rules";

const graph = goodStack();

/** Every place of the good stack, inside JSON documents as well. */
const places: readonly { readonly key: string; readonly path: Path }[] = [...graph].flatMap(
  ([key, { properties }]) => [...placesIn(properties)].map(({ path }) => ({ key, path })),
);

const odd: fc.Arbitrary<WireValue> = fc.oneof(
  fc.constantFrom<WireValue>(null, "", "*", "-1", 0, -1, true, false, unknownValue),
  fc.constantFrom<WireValue>([], {}, [null], [{}], [[]], { Statement: null }, [unknownValue]),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 3 }),
);

/** Programs of strangers hold anything. A rule that throws would end the preview, whatever its level. */
describe("Rules on values they did not expect", () => {
  it("do not throw", async () => {
    const changes = fc.array(fc.tuple(fc.constantFrom(...places), odd), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (chosen) => {
        const changed = chosen.reduce<Graph>((result, [{ key, path }, value]) => {
          const resource = result.get(key);
          if (resource === undefined) return result;
          const properties = bagWithPlace(resource.properties, path, value);
          return new Map([...result, [key, { ...resource, properties }]]);
        }, graph);
        await evaluate(rules, changed);
      }),
      { numRuns: 400 },
    );
  });

  it("do not throw where resources are missing", async () => {
    const keys = [...graph.keys()];
    await fc.assert(
      fc.asyncProperty(fc.subarray(keys), async (kept) => {
        const rest = new Map([...graph].filter(([key]) => kept.includes(key)));
        await evaluate(rules, rest);
      }),
      { numRuns: 200 },
    );
  });

  it("do not throw on resources without any property", async () => {
    const bare = new Map(
      [...graph].map(([key, one]) => [key, { ...one, properties: {}, propertyDependencies: {} }]),
    );
    const { findings } = await evaluate(rules, bare);
    assert.ok(findings.length > 0);
  });
});
