import * as assert from "node:assert/strict";
import { unknownValue } from "../../../drydock/offline/capture";
import { difference } from "../../../drydock/offline/engine/provider/difference";

const model = { replaceOn: ["vpcId", "controller.type", "list.*.fixed"] };
const diff = (olds: Parameters<typeof difference>[1], news: typeof olds) =>
  difference(model, olds, news).changes;

describe("what an update would change", () => {
  it("is nothing where the inputs are the same, whatever was a default", () => {
    assert.deepEqual(diff({ a: 1, __defaults: [] }, { a: 1, __defaults: ["a"] }), []);
  });

  it("is named by its path, as Pulumi writes it, a list as a whole", () => {
    const olds = { tags: { "a.b": "1" }, list: [{ x: 1 }] };
    assert.deepEqual(diff(olds, { tags: { "a.b": "2" }, list: [{ x: 2 }, { x: 3 }], more: true }), [
      { path: 'tags["a.b"]', kind: "update", replaces: false },
      { path: "list", kind: "update", replaces: false },
      { path: "more", kind: "add", replaces: false },
    ]);
  });

  it("replaces where AWS cannot change it in place, also deep inside", () => {
    assert.deepEqual(diff({ vpcId: "a" }, { vpcId: "b" }), [
      { path: "vpcId", kind: "update", replaces: true },
    ]);
    assert.deepEqual(diff({ list: [{ fixed: 1 }] }, { list: [{ fixed: 2 }] }), [
      { path: "list", kind: "update", replaces: true },
    ]);
    assert.deepEqual(diff({ controller: { other: 1 } }, { controller: { other: 2 } }), [
      { path: "controller.other", kind: "update", replaces: false },
    ]);
  });

  it("replaces where a whole object with such a property comes or goes", () => {
    const [added] = diff({}, { controller: { type: "ECS" } });
    assert.equal(added?.replaces, true);
    const [removed] = diff({ controller: { type: "ECS" } }, {});
    assert.equal(removed?.replaces, true);
  });

  it("replaces where something that is not known yet may be such a property", () => {
    const replaces = (news: typeof unknowns) => diff({}, news).map((change) => change.replaces);
    const unknowns = { list: [unknownValue, { other: 1 }], controller: unknownValue };
    assert.deepEqual(replaces(unknowns), [true, true]);
    assert.deepEqual(replaces({ list: ["a", { other: 1 }], controller: "a" }), [false, false]);
  });

  it("takes a document and a list of named things for what they say", () => {
    const document = (text: string, names: readonly string[]) => ({
      document: text,
      list: names.map((name) => ({ name, fixed: 1 })),
    });
    const olds = document('{"a": 1}', ["a", "b"]);
    assert.deepEqual(diff(olds, document('{ "a":1 }', ["b", "a"])), []);
    assert.deepEqual(diff(olds, document('{"a": 2}', ["a", "b"])), [
      { path: "document", kind: "update", replaces: false },
    ]);
  });

  it("does not mind where an asset is read from", () => {
    const asset = (path: string, hash: string) => ({
      source: {
        "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
        path,
        hash,
      },
    });
    assert.deepEqual(diff(asset("a", "1"), asset("b", "1")), []);
    assert.equal(diff(asset("a", "1"), asset("a", "2")).length, 1);
  });
});

describe("the order of a replacement", () => {
  const named = { replaceOn: ["vpcId"], autoName: { property: "name", maxLength: 32 } };
  const order = (news: Parameters<typeof difference>[2]) =>
    difference(named, { vpcId: "a", name: "n" }, news).deleteBeforeReplace;

  it("is the new one first where the provider chose the name", () => {
    assert.equal(order({ vpcId: "b", name: "n2", __defaults: ["name"] }), false);
  });

  it("is the old one first where the program chose it: it cannot exist twice", () => {
    assert.equal(order({ vpcId: "b", name: "n", __defaults: [] }), true);
  });

  it("does not matter where nothing is replaced", () => {
    assert.equal(order({ vpcId: "a", name: "n", __defaults: [] }), false);
  });
});
