import { createRequire, getCompileCacheDir } from "node:module";
import { dirname, extname, join, sep } from "node:path";
import type * as swc from "@swc/core";
import { addHook } from "pirates";
import { keptCode } from "./kept-code";
import { packageFolder, versionIn } from "./package-folder";

/** Folders of code without state between runs, loaded once. */
const packages = [
  packageFolder,
  dirname(require.resolve("drydock-components/package.json")),
  dirname(require.resolve("drydock-policy/package.json")),
];

/**
 * Returns a function that reloads and runs a Pulumi program's module and the modules of its repository, but not those of its
 * packages.
 *
 * @param root the folder of Pulumi.yaml
 * @param path the program: a module's path, with or without extension, or its folder
 * @returns the module's exports, which are the stack's outputs
 */
export function programAt(root: string, path: string): () => unknown {
  const load = createRequire(__filename);
  transpileTypeScript();
  return () => {
    for (const file of Object.keys(load.cache)) {
      const isOwn = file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`);
      if (isOwn && !packages.some((folder) => file.startsWith(folder + sep))) {
        Reflect.deleteProperty(load.cache, file);
      }
    }
    const outputs: unknown = load(path);
    return outputs;
  };
}

let transpiles =
  extname(__filename) === ".ts" || Symbol.for("ts-node.register.instance") in process;

/** Lets this process load TypeScript without checking its types, as the editor and `tsc` do. */
function transpileTypeScript(): void {
  if (transpiles) return;
  transpiles = true;
  addHook(transpiled, { exts: [".ts", ".tsx"] });
  // Errors name the lines of the source.
  process.setSourceMapsEnabled(true);
}

function transpiled(source: string, filename: string): string {
  const options = optionsFor(filename);
  // A large native module: loaded only where its work is not kept, beside V8's compiled code.
  const transpile = () => loadSwc().transformSync(source, options).code;
  const cache = getCompileCacheDir();
  if (cache === undefined) return transpile();
  swcVersion ??= versionIn(dirname(require.resolve("@swc/core/package.json")));
  const from = [swcVersion, JSON.stringify(options), source];
  return keptCode(join(cache, "transpiled"), from, transpile);
}

function loadSwc(): typeof swc {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- require knows no types
  return createRequire(__filename)("@swc/core");
}

let swcVersion: string | undefined;

function optionsFor(filename: string): swc.Options {
  return {
    filename,
    swcrc: false,
    configFile: false,
    jsc: {
      parser: { syntax: "typescript", tsx: filename.endsWith("x"), decorators: true },
      target: "es2022",
    },
    module: { type: "commonjs" },
    sourceMaps: "inline",
  };
}
