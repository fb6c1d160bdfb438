import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import fc from "fast-check";
import type { PropertyBag, PropertyValue } from "../../drydock/offline/capture";
import { models } from "../../drydock/offline/cloud";
import { declaredInputs } from "../../scripts/declared-types";
import {
  engineForSuite,
  preview,
  previewed,
  resourceOf,
  urnOf,
  vpcId,
  vpcType,
  withoutId,
} from "../offline/support/replacement";

const types = Object.keys(models).filter((type) => type.startsWith("aws:"));

const asset = (path: string, hash: string) => ({
  [runtime.specialSigKey]: runtime.specialAssetSig,
  path,
  hash,
});

/** Values of every shape, few enough that two of them are often the same. */
const leaf = fc.constantFrom<PropertyValue>("a", "b", 1, true, vpcId);
const name = fc.constantFrom("web", "router", vpcId);
const map = fc.dictionary(fc.constantFrom("a", "b.c"), leaf, { maxKeys: 2 });
const value: fc.Arbitrary<PropertyValue> = fc.oneof(
  leaf,
  fc.constantFrom<PropertyValue>('{"a":1,"b":[2]}', '{ "b": [2], "a": 1 }', `["${vpcId}"]`),
  fc.constantFrom<PropertyValue>(asset("a", "1"), asset("b", "1"), asset("a", "2")),
  fc.array(leaf, { maxLength: 2 }),
  fc.array(fc.record({ name, value: leaf }), { maxLength: 2 }),
  fc.array(fc.record({ type: leaf, ttl: leaf }), { maxLength: 2 }),
  map,
);

/** A value for the rest of a pattern: with something there, beside it, or of another shape. */
function valueAt([segment, ...rest]: readonly string[]): fc.Arbitrary<PropertyValue> {
  if (segment === undefined) return value;
  const inner = valueAt(rest);
  if (segment === "*") return fc.array(inner, { maxLength: 2 });
  return fc.oneof(
    fc.record({ [segment]: inner, name }),
    fc.record({ [segment]: inner, other: leaf }),
    fc.record({ other: leaf }),
    value,
  );
}

function inputOf(type: string, input: string): fc.Arbitrary<PropertyValue> {
  const { replaceOn = [], defaults = {} } = models[type] ?? {};
  const deep = replaceOn.map((path) => path.split(".")).filter(([first]) => first === input);
  const usual = defaults[input];
  // The provider reads them, to add its own.
  if (input === "tags") return map;
  return fc.oneof(
    value,
    ...(usual === undefined ? [] : [fc.constant(usual)]),
    ...deep.map(([, ...rest]) => valueAt(rest)),
  );
}

/** Inputs of a type before and after: one to three of them differ, or seem to. */
function inputsOf(type: string): fc.Arbitrary<readonly [PropertyBag, PropertyBag]> {
  const inputs = declaredInputs(type).map((input) => input.name);
  const bag = fc
    .subarray(inputs, { minLength: 1, maxLength: Math.min(inputs.length, 3) })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((input) => [input, inputOf(type, input)]))),
    );
  return fc
    .tuple(bag, bag, fc.subarray(inputs, { maxLength: 1 }))
    .map(([shared, changed, removed]) => {
      const after = Object.entries({ ...shared, ...changed });
      return [shared, Object.fromEntries(after.filter(([key]) => !removed.includes(key)))];
    });
}

describe("what replaces a resource of each type, for preview and engine alike", () => {
  const engine = engineForSuite();

  for (const type of types) {
    it(`changes of ${type}`, () => {
      fc.assert(
        fc.property(inputsOf(type), ([before, now]) => {
          assert.equal(preview(type, before, now), engine(type, before, now));
        }),
      );
    });

    it(`values of ${type} that are not known yet`, () => {
      const vpc = (cidrBlock: string) =>
        resourceOf(vpcType, { cidrBlock }, { outputs: { id: vpcId } });
      fc.assert(
        fc.property(inputsOf(type), ([inputs]) => {
          const one = resourceOf(type, inputs, {
            urn: `${urnOf(type)}-follows`,
            propertyDependencies: Object.fromEntries(
              Object.keys(inputs).map((key): [string, string[]] => [key, [urnOf(vpcType)]]),
            ),
          });
          assert.equal(
            previewed([vpc("10.0.0.0/16"), one], [vpc("10.1.0.0/16"), one]),
            engine(type, inputs, withoutId(inputs)),
          );
        }),
      );
    });
  }
});
