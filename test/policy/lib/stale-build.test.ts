import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changedSources } from "../../../policy/lib/stale-build";

/** The compiler's own record is written here; that the real one has this form, pack-build.test.ts shows. */
describe("A compiled pack", () => {
  let pack = "";
  const built = (): string => join(pack, "dist");
  const text = "export const rules = [];\n";
  const hash = createHash("sha256").update(text).digest("hex");
  beforeEach(() => {
    pack = mkdtempSync(join(tmpdir(), "built-pack-"));
    mkdirSync(join(pack, "dist"));
    mkdirSync(join(pack, "lib"));
    writeFileSync(join(pack, "lib", "a.ts"), text);
    writeFileSync(join(pack, "index.ts"), text);
    const fileNames = [
      "../../node_modules/typescript/lib/lib.es5.d.ts",
      "../lib/a.ts",
      "../index.ts",
    ];
    const record = { fileNames, fileInfos: [{ version: "0" }, hash, { version: hash }] };
    writeFileSync(join(built(), "tsconfig.tsbuildinfo"), JSON.stringify(record));
  });
  afterEach(() => {
    rmSync(pack, { recursive: true });
  });

  it("is current while its sources have the text that was compiled", () => {
    writeFileSync(join(pack, "index.ts"), text);
    assert.deepEqual(changedSources(built()), []);
  });

  it("is stale when a source has another text, or is gone", () => {
    writeFileSync(join(pack, "index.ts"), `${text}// looser\n`);
    rmSync(join(pack, "lib", "a.ts"));
    assert.deepEqual(changedSources(built()), [join("lib", "a.ts"), "index.ts"]);
  });

  it("is never stale where it was published, without a record, nor where sources run themselves", () => {
    rmSync(join(pack, "lib"), { recursive: true });
    assert.deepEqual(changedSources(pack), []);
    rmSync(join(built(), "tsconfig.tsbuildinfo"));
    assert.deepEqual(changedSources(built()), []);
  });
});
