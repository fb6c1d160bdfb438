/** Makes the Outputs of a resource's properties when a program reads them; most are never read. */
import * as pulumi from "@pulumi/pulumi";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { replaceFunction } from "./replace-function";
import { noResources, type Settled } from "./settled";
import { isObject } from "./values";

/** Settles a property, with what the SDK passes: its value, what is known of it, or an error. */
type Settle = (
  ...outcome: readonly [
    value: unknown,
    isKnown: boolean,
    isSecret: boolean,
    dependencies?: readonly unknown[],
    error?: unknown,
  ]
) => void;

type NewOutput = (settled: Promise<Settled>, resource: object) => unknown;

/**
 * From now on a resource has an accessor for each property instead of an Output. The SDK's types leave out the function that
 * makes them.
 *
 * @param newOutput makes the Output of a property that is read
 * @returns a function that restores it
 */
export function makePropertiesLazily(newOutput: NewOutput = outputOfSdk): () => void {
  return replaceFunction(rpc, "transferProperties", () => (resource, label, properties) => {
    const resolvers: Record<string, Settle> = {};
    if (!isObject(resource) || !isObject(properties)) return resolvers;
    for (const key of Object.keys(properties)) {
      // The SDK sets these itself.
      if (key === "id" || key === "urn") continue;
      if (Object.hasOwn(resource, key)) {
        throw new Error(`Property '${key}' is already initialized on target '${String(label)}`);
      }
      resolvers[key] = lazyProperty(resource, key, newOutput);
    }
    return resolvers;
  });
}

/** @returns what settles the property */
function lazyProperty(resource: object, key: string, newOutput: NewOutput): Settle {
  const property = new LazyProperty((settled) => newOutput(settled, resource));
  Object.defineProperty(resource, key, {
    configurable: true,
    enumerable: true,
    get: () => property.read(),
    // A subclass may give the property another value.
    set: (value: unknown) => {
      Object.defineProperty(resource, key, {
        value,
        configurable: true,
        enumerable: true,
        writable: true,
      });
    },
  });
  return (...[value, isKnown, isSecret, dependencies, error]) => {
    const resources = dependencies === undefined ? noResources : new Set(dependencies);
    property.settle(error === undefined ? { value, isKnown, isSecret, resources } : { error });
  };
}

type Outcome = Settled | { readonly error: unknown };

/** A property of a resource; the first outcome counts, as for a promise. */
class LazyProperty {
  readonly #newOutput: (settled: Promise<Settled>) => unknown;
  #outcome: Outcome | undefined;
  #output: unknown;
  #whenSettled: ((outcome: Promise<Settled>) => void) | undefined;

  constructor(newOutput: (settled: Promise<Settled>) => unknown) {
    this.#newOutput = newOutput;
  }

  settle(outcome: Outcome): void {
    if (this.#outcome !== undefined) return;
    this.#outcome = outcome;
    this.#whenSettled?.(promised(outcome));
  }

  read(): unknown {
    this.#output ??= this.#newOutput(this.#settled());
    return this.#output;
  }

  #settled(): Promise<Settled> {
    if (this.#outcome !== undefined) return promised(this.#outcome);
    return new Promise((resolve) => {
      this.#whenSettled = resolve;
    });
  }
}

function promised(outcome: Outcome): Promise<Settled> {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a program may throw anything
  return "error" in outcome ? Promise.reject(outcome.error) : Promise.resolve(outcome);
}

function outputOfSdk(settled: Promise<Settled>, resource: object): unknown {
  const output: unknown = Reflect.construct(outputClass(), [
    resource,
    settled.then(({ value }) => value),
    settled.then(({ isKnown }) => isKnown),
    settled.then(({ isSecret }) => isSecret),
    settled.then(({ resources }) => resources),
  ]);
  return output;
}

/** The class of Outputs, which the SDK's types show as an object with functions. */
function outputClass(): new () => unknown {
  const found: unknown = pulumi.Output;
  if (!isClass(found)) throw new Error("This version of @pulumi/pulumi has no Output class.");
  return found;
}

const isClass = (value: unknown): value is new () => unknown => typeof value === "function";
