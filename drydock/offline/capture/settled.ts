/** What Outputs come to, by the rules of the SDK: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/output.ts */
import { containsUnknowns, isUnknown, Output, unknown } from "@pulumi/pulumi/output";
import { Resource } from "@pulumi/pulumi/resource";
import { isList, isObject } from "./values";

export type Resources = ReadonlySet<unknown>;

export interface Settled {
  readonly value: unknown;
  readonly isKnown: boolean;
  readonly isSecret: boolean;
  /** Those that the value comes from. */
  readonly resources: Resources;
}

/** Where a light Output has what it comes to. Not a name, so that nothing finds it that walks through an object's keys. */
export const settling = Symbol("settling");

/** What every Output has, that of another copy of the SDK too. */
interface AnyOutput {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  readonly [settling]?: Settled | Promise<Settled>;
  promise(withUnknowns: boolean): Promise<unknown>;
  resources(): Resources;
  allResources(): Promise<Resources>;
}

export const isOutput = (value: unknown): value is AnyOutput => Output.isInstance(value);

export const noResources: Resources = new Set();

export function union(first: Resources, second: Resources): Resources {
  if (first.size === 0) return second;
  for (const one of second) {
    if (!first.has(one)) return new Set([...first, ...second]);
  }
  return first;
}

async function settledOf(output: AnyOutput): Promise<Settled> {
  const own = output[settling];
  if (own !== undefined) return own;
  const [value, isKnown, isSecret, resources] = await Promise.all([
    output.promise(true),
    output.isKnown,
    output.isSecret,
    output.allResources(),
  ]);
  return { value, isKnown, isSecret, resources };
}

/** Where the value is an Output, what that comes to. */
export async function flattened(outer: Settled): Promise<Settled> {
  if (isOutput(outer.value)) return within(outer, await settledOf(outer.value));
  return { ...outer, isKnown: outer.isKnown && !containsUnknowns(outer.value) };
}

/** What is inside decides what is known. */
const within = (outer: Settled, inner: Settled): Settled => ({
  value: inner.value,
  isKnown: inner.isKnown,
  isSecret: outer.isSecret || inner.isSecret,
  resources: union(outer.resources, inner.resources),
});

/** @param withUnknowns calls the function too for a value that is not known, or not all of it */
export async function applied(
  output: Settled | Promise<Settled>,
  transform: (value: unknown) => unknown,
  withUnknowns: boolean,
): Promise<Settled> {
  const settled = await output;
  if (!settled.isKnown && !withUnknowns) return { ...settled, value: undefined };
  const value = await transform(markedUnknown(settled));
  return flattened({ ...settled, value, isKnown: true });
}

/** A value that is not known says so itself. */
const markedUnknown = ({ value, isKnown }: Settled): unknown =>
  isKnown || containsUnknowns(value) ? value : unknown;

/** A copy of a value; the Outputs and promises in it are those of the value. */
export interface Copy {
  readonly value: unknown;
  readonly late: readonly object[];
}

/** @throws Error if the value contains itself */
export function copyOf(value: unknown): Copy {
  const late: object[] = [];
  const around = new Set<object>();
  const copy = (one: unknown): unknown => {
    if (!hasParts(one)) return one;
    if (one instanceof Promise || isOutput(one)) {
      late.push(one);
      return one;
    }
    if (around.has(one)) throw new Error("Cannot create an Output from a circular structure");
    around.add(one);
    const copied = mapped(one, copy);
    around.delete(one);
    return copied;
  };
  return { value: copy(value), late };
}

const hasParts = (value: unknown): value is object =>
  isObject(value) && !Resource.isInstance(value) && !isUnknown(value);

function mapped(value: object, change: (one: unknown) => unknown): unknown {
  if (isList(value)) return value.map(change);
  const copy: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) copy[key] = change(one);
  return copy;
}

/** What a value comes to once all that is late in it has settled. */
export async function unwrapped({ value, late }: Copy): Promise<Settled> {
  const settled = await Promise.all(late.map(unwrappedOne));
  const values = new Map(late.map((one, index) => [one, settled[index]?.value]));
  const replaced = (one: unknown): unknown => {
    if (!hasParts(one)) return one;
    return values.has(one) ? values.get(one) : mapped(one, replaced);
  };
  const whole = late.length === 0 ? value : replaced(value);
  return {
    value: whole,
    isKnown: !containsUnknowns(whole),
    isSecret: settled.some(({ isSecret }) => isSecret),
    resources: settled.map(({ resources }) => resources).reduce(union, noResources),
  };
}

async function unwrappedOne(late: object): Promise<Settled> {
  const outer = isOutput(late)
    ? await settledOf(late)
    : plainly(await Promise.resolve<unknown>(late));
  const value = markedUnknown(outer);
  return hasParts(value) ? within(outer, await unwrapped(copyOf(value))) : { ...outer, value };
}

/** A value that is there. */
export const plainly = (value: unknown): Settled => ({
  value,
  isKnown: !containsUnknowns(value),
  isSecret: false,
  resources: noResources,
});
