import { createRequire, Module } from "node:module";
import { isFunction } from "./capture/replace-function";

/**
 * Modules that the Pulumi SDK loads at once and nothing here uses: to serialize functions, to run the engine, to serve a
 * provider, to trace calls, to talk to an engine. They are most of its start. They are loaded when something asks them for a
 * member.
 */
const seldom = [
  "@npmcli/arborist",
  "./typescript-shim",
  "./automation",
  "./provider",
  "@opentelemetry/api",
  "@grpc/grpc-js",
  "./proto/callback_grpc_pb",
  "./proto/engine_grpc_pb",
  "./proto/resource_grpc_pb",
];

/** The same, of modules that are a function or have only functions, which the SDK takes out at once. */
const seldomCalled = [
  "normalize-package-data",
  "./runtime/closure/codePaths",
  "./runtime/closure/serializeClosure",
];

/**
 * Lets the SDK load faster; to be called before it is loaded.
 *
 * @param used those of the modules that the process uses all the time
 */
export function loadSdkLazily(used: readonly string[] = []): void {
  const load = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
  for (const name of [...seldom, ...seldomCalled]) {
    if (used.includes(name)) continue;
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
  const call = (called: unknown, self: unknown, args: readonly unknown[]): unknown => {
    if (isFunction(called)) return Reflect.apply(called, self, args);
    throw new TypeError(`${path} has no such function`);
  };
  const lazy = new Module(path);
  lazy.filename = path;
  lazy.loaded = true;
  lazy.exports = new Proxy(() => undefined, {
    get(_target, name): unknown {
      if (name === "__esModule") return isEsModule;
      if (isEsModule) return Reflect.get(real(), name);
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
