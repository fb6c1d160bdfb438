import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest } from "../support/manifests";

const command = join(__dirname, "../../drydock/bin/drydock.js");

describe("the command's Node.js", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-node-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Not shown: an older Node.js itself. This one says that it is another version. */
  const runAs = (version: string) => {
    const file = join(folder, "version.cjs");
    const versions = `{ ...process.versions, node: "${version}" }`;
    writeFileSync(file, `Object.defineProperty(process, "versions", { value: ${versions} });`);
    const args = ["--require", file, command, "--version"];
    return spawnSync(process.execPath, args, { encoding: "utf8" });
  };

  for (const version of ["20.20.2", "21.7.3"]) {
    it(`is refused with its version and the one needed: ${version}`, () => {
      const { status, stdout, stderr } = runAs(version);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.equal(
        stderr,
        `drydock needs Node.js 22 or later, and this is ${version} (${process.execPath}).\n` +
          "Run npx drydock where the repository installs its own Node.js, or install a newer one: https://nodejs.org/\n",
      );
    });
  }

  it("may be the lowest that the package names", () => {
    const { version } = readManifest("drydock/package.json");
    const { status, stdout } = runAs("22.0.0");
    assert.deepEqual([status, stdout], [0, `${version ?? ""}\n`]);
  }).timeout(60_000);
});
