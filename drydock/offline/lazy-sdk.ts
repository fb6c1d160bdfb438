import { createRequire, Module } from "node:module";
import { isObject } from "./capture/values";

/**
 * Modules that the Pulumi SDK loads at once and uses only to serialize functions, which nothing here does: two thirds
 * of its start. They are loaded when something asks them for a member.
 */
const seldom = ["@npmcli/arborist", "./typescript-shim"];

/** Lets the SDK load faster; to be called before it is loaded. */
export function loadSdkLazily(): void {
  const load = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
  for (const name of seldom) {
    const path = load.resolve(name);
    load.cache[path] ??= lazyModule(path, load);
  }
}

function lazyModule(path: string, load: NodeJS.Require): NodeJS.Module {
  const real = (): object => {
    if (load.cache[path] === lazy) Reflect.deleteProperty(load.cache, path);
    const loaded: unknown = load(path);
    return isObject(loaded) ? loaded : {};
  };
  const lazy = new Module(path);
  lazy.filename = path;
  lazy.loaded = true;
  lazy.exports = new Proxy(
    {},
    {
      get(_target, name): unknown {
        return name === "__esModule" ? true : Reflect.get(real(), name);
      },
    },
  );
  return lazy;
}
