import { createRequire, Module } from "node:module";
import { isFunction } from "./capture/replace-function";

/**
 * Modules that the Pulumi SDK loads at once and nothing here uses: to serialize functions, to run the engine, to serve a
 * provider, to trace calls. They are three quarters of its start. They are loaded when something asks them for a member.
 */
const seldom = [
  "@npmcli/arborist",
  "./typescript-shim",
  "./automation",
  "./provider",
  "@opentelemetry/api",
];

/** The same, of modules that are a function. */
const seldomCalled = ["normalize-package-data"];

/** Lets the SDK load faster; to be called before it is loaded. */
export function loadSdkLazily(): void {
  const load = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
  for (const name of [...seldom, ...seldomCalled]) {
    const path = load.resolve(name);
    load.cache[path] ??= lazyModule(path, load, seldom.includes(name));
  }
}

function lazyModule(path: string, load: NodeJS.Require, isEsModule: boolean): NodeJS.Module {
  const real = (): object => {
    if (load.cache[path] === lazy) Reflect.deleteProperty(load.cache, path);
    const loaded: unknown = load(path);
    return typeof loaded === "object" || isFunction(loaded) ? (loaded ?? {}) : {};
  };
  const lazy = new Module(path);
  lazy.filename = path;
  lazy.loaded = true;
  lazy.exports = new Proxy(() => undefined, {
    get: (_target, name): unknown =>
      name === "__esModule" ? isEsModule : Reflect.get(real(), name),
    has: (_target, name) => Reflect.has(real(), name),
    ownKeys: () => Reflect.ownKeys(real()),
    getOwnPropertyDescriptor(_target, name) {
      const own = Reflect.getOwnPropertyDescriptor(real(), name);
      return own && { ...own, configurable: true };
    },
    apply: (_target, self, args): unknown => {
      const called = real();
      if (!isFunction(called)) throw new TypeError(`${path} is not a function`);
      return Reflect.apply(called, self, args);
    },
  });
  return lazy;
}
