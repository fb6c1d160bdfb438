import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { register, REGISTER_INSTANCE } from "ts-node";
import { packageFolder } from "./package-folder";

/** Folders of code without state between runs, loaded once. */
const packages = [packageFolder, dirname(require.resolve("drydock-components/package.json"))];

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
  transpileTypeScript(root);
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

/** Lets this process load TypeScript without checking its types, as the editor and `tsc` do. */
function transpileTypeScript(root: string): void {
  if (REGISTER_INSTANCE in process) return;
  register({ cwd: root, transpileOnly: true, swc: true });
}
