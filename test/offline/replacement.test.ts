import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { runtime } from "@pulumi/pulumi";
import {
  type Capture,
  type CapturedResource,
  type PropertyBag,
  type PropertyValue,
  isBag,
  unknownValue,
} from "../../drydock/offline/capture";
import { models } from "../../drydock/offline/cloud";
import { CloudStore } from "../../drydock/offline/cloud/store";
import { createOperations } from "../../drydock/offline/engine/provider/operations";
import { changesBetween } from "../../drydock/offline/preview/changes";
import { keyOf, snapshotOf } from "../../drydock/offline/preview/snapshot";
import { declaredInputs } from "../../scripts/declared-types";

const types = Object.keys(models).filter((type) => type.startsWith("aws:"));
const settings = { region: "us-east-2", defaultTags: {} };
const vpcType = "aws:ec2/vpc:Vpc";
/** The id of a resource that is replaced: the preview follows it, the engine does not know it yet. */
const vpcId = "vpc-00000000000000000";

const urnOf = (type: string): string => `urn:pulumi:test::drydock::${type}::x`;

function resourceOf(type: string, inputs: PropertyBag, more: Partial<CapturedResource> = {}) {
  const lists = { dependencies: [], aliases: [], ignoreChanges: [], replaceOnChanges: [] };
  const secrets = { secretPaths: [], secretOutputPaths: [], additionalSecretOutputs: [] };
  return {
    ...lists,
    ...secrets,
    ...{ urn: urnOf(type), type, name: "x", custom: true, remote: false, customTimeouts: {} },
    ...{ protect: false, retainOnDelete: false, outputs: {}, propertyDependencies: {} },
    ...{ inputs, checkedInputs: inputs },
    ...more,
  };
}

function captureOf(resources: readonly CapturedResource[], preview = false): Capture {
  const nothing = { invokes: [], outputs: {}, secretOutputPaths: [] };
  return { project: "drydock", stack: "test", preview, resources, ...nothing };
}

/** Returns the preview's line about the last resource. */
function previewed(before: readonly CapturedResource[], after: readonly CapturedResource[]) {
  const update = captureOf(after);
  const preview = captureOf(
    after.map((resource) => ({ ...resource, inputs: withoutId(resource.inputs) })),
    true,
  );
  const present = { snapshot: snapshotOf(update, "/repository"), preview, update };
  const changes = changesBetween(snapshotOf(captureOf(before), "/repository"), present);
  const last = keyOf(after.at(-1)?.urn ?? "");
  return changes.find(({ key }) => key === last)?.operation ?? "none";
}

/** Every text that holds the id is unknown, a whole document too. */
function withoutId(inputs: PropertyBag): PropertyBag {
  const replace = (value: PropertyValue): PropertyValue => {
    if (typeof value === "string") return value.includes(vpcId) ? unknownValue : value;
    if (value === null || typeof value !== "object") return value;
    return isBag(value) ? withoutId(value) : value.map((item: PropertyValue) => replace(item));
  };
  return Object.fromEntries(Object.entries(inputs).map(([key, item]) => [key, replace(item)]));
}

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

/** Of the answer only: what a replacement does to the cloud is tested with the engine. */
describe("what replaces a resource, for preview and engine alike", () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-replacement-"));
  const operations = createOperations(new CloudStore(join(folder, "cloud.jsonl")));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function engine(type: string, before: PropertyBag, now: PropertyBag): string {
    const subject = { type, name: "x", urn: urnOf(type) };
    const check = (olds: PropertyBag, news: PropertyBag) =>
      operations.check({ ...subject, olds, news }, settings).inputs;
    const oldInputs = check({}, before);
    const { changes } = operations.diff({
      ...subject,
      oldInputs,
      oldState: oldInputs,
      news: check(oldInputs, now),
    });
    if (changes.length === 0) return "none";
    return changes.some(({ replaces }) => replaces) ? "replace" : "update";
  }
  const preview = (type: string, before: PropertyBag, now: PropertyBag): string =>
    previewed([resourceOf(type, before)], [resourceOf(type, now)]);

  const records = (...recordTypes: readonly string[]) => ({
    name: "web",
    dnsConfig: {
      namespaceId: "ns-1",
      routingPolicy: "MULTIVALUE",
      dnsRecords: recordTypes.map((type) => ({ type, ttl: 10 })),
    },
  });

  it("the move of a service from dnsA to dnsSrv", () => {
    const type = "aws:servicediscovery/service:Service";
    for (const answer of [preview, engine]) {
      assert.equal(answer(type, records("A"), records("SRV")), "replace");
      assert.equal(answer(type, records("A"), records("A", "SRV")), "replace");
      assert.equal(answer(type, records("A"), { ...records("A"), description: "x" }), "update");
      assert.equal(answer(type, records("A"), records("A")), "none");
    }
  });

  it("nothing where a default is written down", () => {
    for (const answer of [preview, engine]) {
      assert.equal(answer(vpcType, {}, { instanceTenancy: "default" }), "none");
      assert.equal(answer(vpcType, {}, { instanceTenancy: "dedicated" }), "replace");
    }
  });

  it("what holds the generated name of another resource, which a preview knows", () => {
    const roleType = "aws:iam/role:Role";
    const name = "x-0123456";
    const role = (more: PropertyBag) =>
      resourceOf(roleType, { assumeRolePolicy: "{}", ...more }, { outputs: { id: name, name } });
    const policyType = "aws:iam/rolePolicy:RolePolicy";
    const inputs = { role: name, policy: "{}" };
    const policy = resourceOf(policyType, inputs, {
      propertyDependencies: { role: [urnOf(roleType)] },
    });
    const follows = (change: PropertyBag) => previewed([role({}), policy], [role(change), policy]);
    assert.equal(follows({ path: "/apps/" }), "replace");
    assert.equal(follows({ description: "other" }), "none");
  });

  it("nothing where documents hold no value of what is replaced", () => {
    const type = "aws:servicediscovery/service:Service";
    const inputs = { dnsConfig: { dnsRecords: ['{"a":1,"b":[2]}'], other: "a" } };
    const service = resourceOf(type, inputs, {
      propertyDependencies: { dnsConfig: [urnOf(vpcType)] },
    });
    const vpc = (cidrBlock: string) =>
      resourceOf(vpcType, { cidrBlock }, { outputs: { id: vpcId } });
    const [before, now] = [vpc("10.0.0.0/16"), vpc("10.1.0.0/16")];
    assert.equal(previewed([before, service], [now, service]), "none");
  });

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
