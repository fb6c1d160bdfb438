type AnyFunction = (...args: readonly unknown[]) => unknown;
type AnyClass = new (...args: never) => unknown;

export const isFunction = (value: unknown): value is AnyFunction => typeof value === "function";

/**
 * Replaces a function or class of the Pulumi SDK, which its types may leave out.
 *
 * @returns a function that restores it
 */
export function replaceFunction(
  owner: object,
  name: string,
  replacement: (original: AnyFunction) => AnyFunction | AnyClass,
): () => void {
  const original: unknown = Reflect.get(owner, name);
  if (!isFunction(original)) throw new Error(`This version of @pulumi/pulumi has no ${name}.`);
  Reflect.set(owner, name, replacement(original));
  return () => {
    Reflect.set(owner, name, original);
  };
}

/** @returns a function that restores several */
export const restoring = (all: readonly (() => void)[]) => (): void => {
  for (const restore of all) restore();
};
