import { relative } from "node:path";
import { permissionFiles } from "../drydock/bootstrap/run";
import { silent } from "../drydock/progress";
import { type Generator, root } from "./generator";

/** What the deploy roles of this repository's environments have to be allowed, as `drydock bootstrap` writes it. */
export const bootstrap: Generator = {
  name: "bootstrap",
  files: async () => {
    const files = await permissionFiles(root, silent);
    if (typeof files === "string") throw new Error(files);
    return Object.fromEntries(files.map(({ path, text }) => [relative(root, path), text]));
  },
};
