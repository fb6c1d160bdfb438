/** Outputs that behave as those of the SDK and cost few promises instead of twenty, most of what a large program computes. */
import * as pulumi from "@pulumi/pulumi";
import * as sdk from "@pulumi/pulumi/output";
import { replaceFunction, restoring } from "./replace-function";
import {
  applied,
  copyOf,
  flattened,
  isOutput,
  noResources,
  plainly,
  type Resources,
  type Settled,
  settling,
  union,
  unwrapped,
} from "./settled";
import { isList } from "./values";

/** The SDK's own, loaded before anything is replaced. The Output says what an Output cannot do. */
const ownClass = sdk.Output;
const ownOutput = sdk.output("");

const sources = Symbol("sources");

/**
 * From now on programs, components and the SDK make such Outputs. Those that parts of the SDK still make of its own class work
 * together with them, as those of two copies of the SDK do.
 *
 * @returns a function that restores the SDK
 */
export function makeOutputsLight(): () => void {
  return restoring(
    [sdk, pulumi].flatMap((owner) => [
      replaceFunction(owner, "Output", () => OutputFromParts),
      replaceFunction(owner, "output", () => outputOf),
      replaceFunction(owner, "all", () => outputOf),
      replaceFunction(owner, "interpolate", () => interpolate),
    ]),
  );
}

/** https://www.pulumi.com/docs/iac/concepts/inputs-outputs/ */
class LightOutput {
  static readonly isInstance = (value: unknown): boolean => ownClass.isInstance(value);
  static readonly create = outputOf;

  readonly [settling]: Settled | Promise<Settled>;
  /** What is known of its resources before it settles. */
  readonly [sources]: Resources;

  constructor(settled: Settled | Promise<Settled>, resources: Resources) {
    this[settling] = settled;
    this[sources] = resources;
    return new Proxy(this, lifting);
  }

  get __pulumiOutput(): boolean {
    return true;
  }

  get isKnown(): Promise<boolean> {
    return whenSettled(this, ({ isKnown }) => isKnown);
  }

  get isSecret(): Promise<boolean> {
    return whenSettled(this, ({ isSecret }) => isSecret);
  }

  resources(): Resources {
    return this[sources];
  }

  allResources(): Promise<Resources> {
    return whenSettled(this, ({ resources }) => resources);
  }

  promise(withUnknowns = false): Promise<unknown> {
    return whenSettled(this, ({ value }) =>
      withUnknowns || !sdk.containsUnknowns(value) ? value : undefined,
    );
  }

  apply(transform: (value: unknown) => unknown, withUnknowns = false): LightOutput {
    return new LightOutput(applied(this[settling], transform, withUnknowns), this[sources]);
  }

  get(): unknown {
    return ownOutput.get();
  }

  toString(): string {
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- an explanation
    return String(ownOutput);
  }

  toJSON(): unknown {
    return JSON.parse(JSON.stringify(ownOutput));
  }
}

async function whenSettled<Part>(
  output: LightOutput,
  part: (settled: Settled) => Part,
): Promise<Part> {
  return part(await output[settling]);
}

/** Members of an Output, and those of its value as Outputs. */
const lifting: ProxyHandler<LightOutput> = {
  get(output, name): unknown {
    if (name in output) return Reflect.get(output, name);
    if (typeof name === "symbol" || name.startsWith("__") || notLifted.has(name)) return undefined;
    return output.apply((value) => memberOf(value, name), true);
  },
};

/** What tells promises and functions apart from Outputs. */
const notLifted = new Set(["then", "doNotCapture", "deploymentOnlyModule"]);

function memberOf(value: unknown, name: string): unknown {
  if (value === undefined || value === null) return undefined;
  return sdk.isUnknown(value) ? value : Reflect.get(Object(value), name);
}

type Parts = readonly [
  resources: unknown,
  value: unknown,
  isKnown: boolean | Promise<boolean>,
  isSecret: boolean | Promise<boolean>,
  allResources?: unknown,
];

/** As the SDK constructs Outputs, from a promise for each part. */
class OutputFromParts extends LightOutput {
  constructor(...[resources, value, isKnown, isSecret, allResources]: Parts) {
    const own = setOf(resources);
    const parts = Promise.all([value, isKnown, isSecret, allResources]);
    super(
      parts.then(([value, isKnown, isSecret, all]) =>
        flattened({ value, isKnown, isSecret, resources: union(setOf(all), own) }),
      ),
      own,
    );
  }
}

function setOf(resources: unknown): Resources {
  if (resources instanceof Set) return new Set(resources);
  if (resources === undefined) return noResources;
  return new Set(isList(resources) ? resources : [resources]);
}

/** @throws Error if the value contains itself */
function outputOf(value: unknown): LightOutput {
  const copy = copyOf(value);
  if (copy.late.length === 0) return new LightOutput(plainly(copy.value), noResources);
  const resources = copy.late.filter(isOutput).map((output) => output.resources());
  return new LightOutput(unwrapped(copy), resources.reduce(union, noResources));
}

function interpolate(texts: unknown, ...values: readonly unknown[]): LightOutput {
  const raw = isList(texts) ? texts.map(String) : [];
  return outputOf(values).apply((known) => isList(known) && String.raw({ raw }, ...known));
}
