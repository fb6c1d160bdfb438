/** Modules of dependencies that load when something asks them for a member. */
import { Module } from "node:module";
import { isFunction } from "./capture/replace-function";

type Form = "namespace" | "functions";

/**
 * Puts a stand-in for each module where `require` looks first; to be called before the modules are loaded.
 *
 * @param load the `require` of who loads them
 * @param form what they are: ES modules, compiled or not, or a function or functions that are taken out at once
 */
export function loadLazily(load: NodeJS.Require, names: readonly string[], form: Form): void {
  for (const name of names) {
    const path = load.resolve(name);
    load.cache[path] ??= lazyModule(path, load, form);
  }
}

function lazyModule(path: string, load: NodeJS.Require, form: Form): NodeJS.Module {
  let loaded: object | undefined;
  const real = (): object => {
    if (load.cache[path] === lazy) Reflect.deleteProperty(load.cache, path);
    return (loaded ??= asObject(load(path)));
  };
  const call = (called: unknown, self: unknown, args: readonly unknown[]): unknown => {
    if (isFunction(called)) return Reflect.apply(called, self, args);
    throw new TypeError(`${path} has no such function`);
  };
  const lazy = new Module(path);
  lazy.filename = path;
  lazy.loaded = true;
  lazy.exports = new Proxy(() => undefined, {
    get(_target, name): unknown {
      if (name === "__esModule") return form === "namespace";
      if (form === "namespace") return Reflect.get(real(), name);
      return (...args: readonly unknown[]) => call(Reflect.get(real(), name), undefined, args);
    },
    has: (_target, name) => Reflect.has(real(), name),
    ownKeys: () => Reflect.ownKeys(real()),
    getOwnPropertyDescriptor(_target, name) {
      const own = Reflect.getOwnPropertyDescriptor(real(), name);
      return own && { ...own, configurable: true };
    },
    apply: (_target, self, args): unknown => call(real(), self, args),
  });
  return lazy;
}

const asObject = (exported: unknown): object =>
  typeof exported === "object" || isFunction(exported) ? (exported ?? {}) : {};
