/** A state of the Pulumi SDK for each capture, as its Automation API gives each inline program one. */
import * as state from "@pulumi/pulumi/runtime/state";

/**
 * Runs a capture with a new state of the SDK: configuration, options, monitor, pending promises. Anything that a failed program
 * still does stays in its own. The SDK's types leave the functions out.
 */
export function withOwnState<Result>(work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const run: unknown = Reflect.get(state, "withLocalStorage");
    if (typeof run !== "function") throw new Error("This version of @pulumi/pulumi has no states.");
    Reflect.apply(run, undefined, [
      () => {
        shareTypes();
        work().then(resolve, reject);
      },
    ]);
  });
}

/** Types that packages register once, when they are loaded: they let the SDK create a resource from a reference. */
function shareTypes(): void {
  const [own, common] = ["getStore", "getGlobalStore"].map((name): unknown => {
    const get: unknown = Reflect.get(state, name);
    return typeof get === "function" ? Reflect.apply(get, undefined, []) : undefined;
  });
  if (typeof own !== "object" || own === null || typeof common !== "object" || common === null) {
    return;
  }
  for (const key of ["resourcePackages", "resourceModules"]) {
    Reflect.set(own, key, Reflect.get(common, key));
  }
}
