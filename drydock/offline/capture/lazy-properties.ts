/** Makes the Outputs of a resource's properties when a program reads them; most are never read. */
import * as pulumi from "@pulumi/pulumi";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { replaceFunction } from "./replace-function";
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

interface Settled {
  readonly value: unknown;
  readonly isKnown: boolean;
  readonly isSecret: boolean;
  readonly dependencies: readonly unknown[];
}

/**
 * From now on a resource has an accessor for each property instead of an Output with its twenty promises. The SDK's types
 * leave out the function that makes them.
 *
 * @returns a function that restores it
 */
export function makePropertiesLazily(): () => void {
  return replaceFunction(rpc, "transferProperties", () => (resource, label, properties) => {
    const resolvers: Record<string, Settle> = {};
    if (!isObject(resource) || !isObject(properties)) return resolvers;
    for (const key of Object.keys(properties)) {
      // The SDK sets these itself.
      if (key === "id" || key === "urn") continue;
      if (Object.hasOwn(resource, key)) {
        throw new Error(`Property '${key}' is already initialized on target '${String(label)}`);
      }
      resolvers[key] = lazyProperty(resource, key);
    }
    return resolvers;
  });
}

/** @returns what settles the property */
function lazyProperty(resource: object, key: string): Settle {
  const property = new LazyProperty(resource);
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
  return (...[value, isKnown, isSecret, dependencies = [], error]) => {
    property.settle(error === undefined ? { value, isKnown, isSecret, dependencies } : { error });
  };
}

type Outcome = Settled | { readonly error: unknown };

/** A property of a resource; the first outcome counts, as for a promise. */
class LazyProperty {
  readonly #resource: object;
  #outcome: Outcome | undefined;
  #output: unknown;
  #whenSettled: ((outcome: Promise<Settled>) => void) | undefined;

  constructor(resource: object) {
    this.#resource = resource;
  }

  settle(outcome: Outcome): void {
    if (this.#outcome !== undefined) return;
    this.#outcome = outcome;
    this.#whenSettled?.(promised(outcome));
  }

  read(): unknown {
    this.#output ??= this.#newOutput();
    return this.#output;
  }

  #newOutput(): unknown {
    const settled =
      this.#outcome === undefined
        ? new Promise<Settled>((resolve) => {
            this.#whenSettled = resolve;
          })
        : promised(this.#outcome);
    const output: unknown = Reflect.construct(outputClass(), [
      this.#resource,
      settled.then(({ value }) => value),
      settled.then(({ isKnown }) => isKnown),
      settled.then(({ isSecret }) => isSecret),
      settled.then(({ dependencies }) => dependencies),
    ]);
    return output;
  }
}

function promised(outcome: Outcome): Promise<Settled> {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a program may throw anything
  return "error" in outcome ? Promise.reject(outcome.error) : Promise.resolve(outcome);
}

/** The class of Outputs, which the SDK's types show as an object with functions. */
function outputClass(): new () => unknown {
  const found: unknown = pulumi.Output;
  if (!isClass(found)) throw new Error("This version of @pulumi/pulumi has no Output class.");
  return found;
}

const isClass = (value: unknown): value is new () => unknown => typeof value === "function";
