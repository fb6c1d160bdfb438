import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../program/run-program";

const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
});

describe("documents", () => {
  for (const file of tracked.trim().split("\n")) {
    it(`${file} links to files that exist`, () => {
      const text = readFileSync(join(root, file), "utf8");
      const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)];
      const broken = links
        .map(([, link]) => link ?? "")
        .filter((link) => !existsSync(join(root, dirname(file), link)));
      assert.deepEqual(broken, []);
    });
  }
});
