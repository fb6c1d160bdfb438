/** A state of the Pulumi SDK for each capture, as its Automation API gives each inline program one. */
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";
import * as state from "@pulumi/pulumi/runtime/state";
import { isObject } from "./values";

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

/** Lets the program register its callbacks there, in place of a server that the SDK starts with the first of them. */
export function keepCallbacks(server: object): void {
  const own = ask(state, "getStore");
  if (isObject(own)) Reflect.set(own, "callbacks", server);
}

/** Types that packages register once, when they are loaded: they let the SDK create a resource from a reference. */
function shareTypes(): void {
  const own = ask(state, "getStore");
  const common = ask(state, "getGlobalStore");
  if (!isObject(own) || !isObject(common)) return;
  for (const key of ["resourcePackages", "resourceModules"]) {
    Reflect.set(own, key, Reflect.get(common, key));
  }
}

/** The SDK's message about registrations that wait. It gives one only where it knows of a promise that waits. */
export function pendingRegistrations(): string {
  const store = ask(state, "getStore");
  const candidates: unknown = isObject(store) ? Reflect.get(store, "leakCandidates") : undefined;
  if (candidates instanceof Set) candidates.add(Promise.resolve());
  const answer = ask(debuggable, "leakedPromises");
  const text: unknown = Array.isArray(answer) ? answer[1] : undefined;
  return typeof text === "string" ? `\n${text}` : "";
}

/** Calls a function of the SDK without arguments. */
function ask(owner: object, name: string): unknown {
  const get: unknown = Reflect.get(owner, name);
  return typeof get === "function" ? Reflect.apply(get, undefined, []) : undefined;
}
