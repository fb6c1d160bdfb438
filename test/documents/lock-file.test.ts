import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../program/run-program";

const names = z.record(z.string(), z.string()).default({});
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        link: z.boolean().default(false),
        hasInstallScript: z.boolean().default(false),
        optionalDependencies: names,
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));

describe("the lock file", () => {
  it("names the packages of every platform, or npm ci refuses it", () => {
    // A registry that lacks some of them makes npm leave them out of the lock file.
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies))
      .filter((name) => !Object.keys(packages).some((path) => path.endsWith(`/${name}`)));
    assert.deepEqual(missing, []);
  });

  it("names no download address", () => {
    const addresses = Object.values(packages).flatMap(({ resolved }) => resolved ?? []);
    assert.deepEqual(
      addresses.filter((address) => address.includes(":")),
      [],
    );
  });

  it("holds the hash of every package", () => {
    // Other paths are folders of this repository.
    const bare = Object.entries(packages)
      .filter(([path, { link }]) => path.includes("node_modules/") && !link)
      .filter(([, { integrity }]) => integrity === undefined)
      .map(([path]) => path);
    assert.deepEqual(bare, []);
  });

  it("has no install script that nobody decided on", () => {
    const { allowScripts } = z
      .object({ allowScripts: z.record(z.string(), z.boolean()) })
      .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    const scripts = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ""));
    assert.deepEqual(Object.keys(allowScripts), [...new Set(scripts)].sort());
  });
});
