import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keptCode } from "../../drydock/offline/kept-code";

describe("kept code", () => {
  let root: string;
  let made: string[];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "kept-code-"));
    made = [];
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const codeOf = (folder: string, ...from: readonly string[]): string =>
    keptCode(folder, from, () => {
      made.push(from.join(" "));
      return `code of ${from.join(" ")}`;
    });

  it("is made once of the same source", () => {
    const folder = join(root, "new", "folder");
    assert.equal(codeOf(folder, "1.0", "a"), "code of 1.0 a");
    assert.equal(codeOf(folder, "1.0", "a"), "code of 1.0 a");
    assert.deepEqual(made, ["1.0 a"]);
    assert.equal(readdirSync(folder).length, 1, "nothing half written stays");
  });

  it("is made again of another source, and by another version", () => {
    for (const from of [
      ["1.0", "a"],
      ["1.0", "b"],
      ["1.1", "a"],
      ["1.0a", ""],
    ]) {
      assert.equal(codeOf(root, ...from), `code of ${from.join(" ")}`);
    }
    assert.equal(made.length, 4);
  });

  it("is made each time where it cannot be kept", () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    chmodSync(file, 0o400);
    assert.equal(codeOf(file, "1.0", "a"), "code of 1.0 a");
    assert.equal(codeOf(file, "1.0", "a"), "code of 1.0 a");
    assert.equal(made.length, 2);
  });
});
