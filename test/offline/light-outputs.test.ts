import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import fc from "fast-check";
import { makeOutputsLight } from "../../drydock/offline/capture/light-outputs";

/** Makes what a program may write where a value is expected: anew for each kind of Output. */
type Make = () => unknown;

/** Stands for a resource that a value comes from. */
const resources = ["queue", "role", "topic"].map((name) => ({ __pulumiResource: true, name }));

/** An Output as a registration or a call makes it. */
function late(
  value: unknown,
  state: { isKnown: boolean; isSecret: boolean; from: object; all: object[] },
): Make {
  return () => {
    const output: unknown = Reflect.construct(classOf(pulumi.Output), [
      state.from,
      Promise.resolve(value),
      Promise.resolve(state.isKnown),
      Promise.resolve(state.isSecret),
      Promise.resolve(state.all),
    ]);
    return output;
  };
}

function classOf(value: unknown): new () => unknown {
  assert(isClass(value));
  return value;
}

const isClass = (value: unknown): value is new () => unknown => typeof value === "function";

function outputOf(make: Make): pulumi.Output<unknown> {
  const output: unknown = pulumi.output(make());
  assert(pulumi.Output.isInstance(output));
  return output;
}

const plain = fc.constantFrom("a", 7, true, null, undefined, "", unknown);

const { input } = fc.letrec<{ input: Make; container: Make; output: Make }>((tie) => ({
  input: fc.oneof(
    { depthSize: "small" },
    plain.map((value) => () => value),
    tie("output"),
    tie("container"),
  ),
  container: fc.oneof(
    fc.array(tie("input"), { maxLength: 3 }).map((items) => () => items.map((make) => make())),
    fc
      .dictionary(fc.constantFrom("a", "b", "length"), tie("input"), { maxKeys: 3 })
      .map((members) => () => mapped(members)),
  ),
  output: fc.oneof(
    fc
      .record({
        value: fc.oneof(plain, fc.constant({ a: "x", b: [unknown] }), fc.constant(["y", "z"])),
        isKnown: fc.boolean(),
        isSecret: fc.boolean(),
        from: fc.constantFrom(...resources),
        all: fc.subarray(resources),
      })
      .map(({ value, ...state }) => late(value, state)),
    tie("input").map((make) => () => Promise.resolve(make())),
    tie("input").map((make) => () => outputOf(make)),
    tie("input").map((make) => () => pulumi.all([make(), "b"])),
    tie("input").map((make) => () => pulumi.secret(make())),
    tie("input").map((make) => () => pulumi.unsecret(outputOf(make))),
    tie("input").map((make) => () => pulumi.interpolate`<${pulumi.jsonStringify(make())}>`),
    tie("input").map((make) => (): unknown => Reflect.get(outputOf(make), "a")),
    fc.tuple(tie("input"), tie("input")).map(
      ([make, then]) =>
        () =>
          outputOf(make).apply((value) => [value, then()]),
    ),
    fc.tuple(tie("input"), tie("input")).map(
      ([make, then]) =>
        () =>
          outputOf(make).apply(then),
    ),
  ),
}));

const mapped = (members: Readonly<Record<string, Make>>) =>
  Object.fromEntries(Object.entries(members).map(([key, make]) => [key, make()]));

/** All that the SDK asks of an Output. */
async function outcomeOf(make: Make): Promise<unknown> {
  const output = outputOf(make);
  assert(isWhole(output));
  return {
    value: await output.promise(true),
    valueForUsers: await output.promise(),
    isKnown: await output.isKnown,
    isSecret: await output.isSecret,
    resources: namesOf(output.resources()),
    allResources: namesOf(await output.allResources()),
  };
}

interface WholeOutput {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(withUnknowns?: boolean): Promise<unknown>;
  resources(): Iterable<{ readonly name: string }>;
  allResources(): Promise<Iterable<{ readonly name: string }>>;
}

const isWhole = (value: unknown): value is WholeOutput => pulumi.Output.isInstance(value);

const namesOf = (some: Iterable<{ readonly name: string }>) =>
  [...some].map(({ name }) => name).sort();

/** Calls with light Outputs in place of those of the SDK. */
async function lightly<T>(call: () => T): Promise<Awaited<T>> {
  const restore = makeOutputsLight();
  try {
    return await call();
  } finally {
    restore();
  }
}

describe("light Outputs", () => {
  it("come to what those of the SDK come to", async () => {
    const property = fc.asyncProperty(input, async (make) => {
      assert.deepEqual(await lightly(() => outcomeOf(make)), await outcomeOf(make));
    });
    await fc.assert(property, { numRuns: 2000 });
  });

  it("refuse a value that contains itself", async () => {
    const circle: Record<string, unknown> = { name: "circle" };
    circle["self"] = [circle];
    const message = "Cannot create an Output from a circular structure";
    assert.throws(() => pulumi.output(circle), { message });
    await lightly(() => {
      assert.throws(() => pulumi.output(circle), { message });
    });
  });

  it("take a value twice that does not contain itself", async () => {
    const shared = { name: "shared" };
    const outcome = await lightly(() => outcomeOf(() => [shared, { shared }]));
    assert.deepEqual(outcome, await outcomeOf(() => [shared, { shared }]));
  });

  it("say what an Output cannot do in the words of the SDK", async () => {
    const words = () => {
      const output = pulumi.output("value");
      const get = () => output.get();
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- an explanation
      const shown = { text: String(output), json: JSON.stringify({ output }) };
      assert.throws(get, /Cannot call '.get' during update or preview/);
      return shown;
    };
    const expected = words();
    assert.match(expected.text, /not supported/);
    assert.deepEqual(await lightly(words), expected);
  });

  it("are not lifted where something looks for a promise, a function or a kind of object", async () => {
    const looks = ["then", "doNotCapture", "deploymentOnlyModule", "__pulumiResource"];
    const output = await lightly(() => [pulumi.output({ then: 1 })]);
    assert.deepEqual(
      looks.map((name): unknown => Reflect.get(output[0] ?? {}, name)),
      looks.map(() => undefined),
    );
  });

  it("are rejected with the error of what they wait for", async () => {
    await lightly(async () => {
      const failing = outputOf(() => Promise.reject(new Error("no such queue")));
      const applied = pulumi.interpolate`${failing.apply(String)}`;
      assert(isWhole(applied));
      await assert.rejects(applied.promise(), { message: "no such queue" });
    });
  });

  it("give way to those of the SDK again", async () => {
    const { Output, output, all, interpolate } = pulumi;
    await lightly(() => undefined);
    assert.deepEqual(
      [pulumi.Output, pulumi.output, pulumi.all, pulumi.interpolate],
      [Output, output, all, interpolate],
    );
  });
});
