import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accountId } from "../../drydock/offline/cloud/facts";
import { root, runProgram } from "./run-program";

/** The stand-in cloud's account. Which account AWS's credentials belong to, only AWS knows. */
describe("drydock:account", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(root, ".cache/account-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is the account of everything that the stand-in cloud creates", async () => {
    const own = readFileSync(join(root, "examples/first-service/Pulumi.example.yaml"), "utf8");
    const stackFile = join(folder, "Pulumi.test.yaml");
    writeFileSync(stackFile, own.replace(/^config:\n/m, '$&  drydock:account: "444455556666"\n'));
    for (const preview of [true, false]) {
      const { capture } = await runProgram(stackFile, preview);
      const text = JSON.stringify(capture);
      assert.ok(text.includes("444455556666"));
      assert.ok(!text.includes(accountId));
    }
  });
});
