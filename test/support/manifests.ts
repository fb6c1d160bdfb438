import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const root = join(__dirname, "..", "..");
const versions = z.record(z.string(), z.string()).default({});
const manifest = z.object({
  version: z.string().optional(),
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
});

/** The package.json files of the repository: its own, the app's, and those of the three packages. */
export const manifests = [
  "package.json",
  "app/package.json",
  "components/package.json",
  "policy/package.json",
  "drydock/package.json",
] as const;

export function readManifest(file: string): z.output<typeof manifest> {
  return manifest.parse(JSON.parse(readFileSync(join(root, file), "utf8")));
}

/** The versions a package.json asks for, those for development included. */
export function versionsIn(file: string): Record<string, string> {
  const { dependencies, devDependencies } = readManifest(file);
  return { ...dependencies, ...devDependencies };
}
