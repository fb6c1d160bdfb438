import assert from "node:assert/strict";
import { createRequire } from "node:module";
import {
  isProperties,
  isUnknown,
  plainProperties,
  read,
  readBoolean,
  readList,
  readNumber,
  readObject,
  readString,
  readStrings,
} from "../../../policy/lib/reading";

/** The SDK's own names for unknown values; they are no part of its types. */
const load: (id: string) => unknown = createRequire(__filename);
const sdk = load("@pulumi/policy/proxy");
assert.ok(isProperties(sdk));

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const input = {
  flag: true,
  word: "false",
  count: 3,
  digits: "42",
  nothing: null,
  later: unknown,
  nested: { list: ["a", unknown, { deep: "b" }], empty: [] },
};

const known = <T>(value: T) => ({ state: "known", value }) as const;
const absent = { state: "absent" } as const;
const isLater = { state: "unknown" } as const;

describe("Reading inputs", () => {
  it("knows every sentinel of the policy SDK", () => {
    const sentinels = [
      sdk.unknownBooleanValue,
      sdk.unknownNumberValue,
      sdk.unknownStringValue,
      sdk.unknownArrayValue,
      sdk.unknownAssetValue,
      sdk.unknownArchiveValue,
      sdk.unknownObjectValue,
    ];
    for (const sentinel of sentinels) assert.ok(isUnknown(sentinel));
    for (const value of ["", "x", 0, undefined, null, {}]) assert.ok(!isUnknown(value));
  });

  it("tells known, unknown and absent apart, at any depth", () => {
    assert.deepEqual(read(input, "nested.list.2.deep"), known("b"));
    assert.deepEqual(read(input, "nested.list.1"), isLater);
    assert.deepEqual(read(input, "later.anything.below"), isLater);
    for (const path of ["none", "nothing", "nothing.below", "flag.below", "nested.list.9"]) {
      assert.deepEqual(read(input, path), absent, path);
    }
  });

  it("takes booleans and numbers as words too, as the AWS provider does", () => {
    assert.deepEqual(readBoolean(input, "flag"), known(true));
    assert.deepEqual(readBoolean(input, "word"), known(false));
    assert.deepEqual(readNumber(input, "count"), known(3));
    assert.deepEqual(readNumber(input, "digits"), known(42));
    assert.deepEqual(readString(input, "count"), known("3"));
  });

  it("takes a value of the wrong type for absent", () => {
    assert.deepEqual(readBoolean(input, "count"), absent);
    assert.deepEqual(readNumber(input, "word"), absent);
    assert.deepEqual(readString(input, "nested"), absent);
    assert.deepEqual(readList(input, "nested"), absent);
    assert.deepEqual(readObject(input, "nested.list"), absent);
  });

  it("gives the known strings of a list, and says when there are others", () => {
    assert.deepEqual(readStrings(input, "nested.list"), { values: ["a"], complete: false });
    assert.deepEqual(readStrings(input, "nested.empty"), { values: [], complete: true });
    assert.deepEqual(readStrings(input, "later"), { values: [], complete: false });
    assert.deepEqual(readStrings(input, "none"), { values: [], complete: true });
  });

  it("looks behind the policy SDK's proxy, which throws on unknown values", () => {
    const makeProxy = sdk.unknownCheckingProxy;
    assert.ok(typeof makeProxy === "function");
    const proxy: unknown = Reflect.apply(makeProxy, undefined, [input]);
    assert.ok(isProperties(proxy));
    assert.throws(() => proxy.later);
    assert.deepEqual(plainProperties(proxy), input);
  });
});
