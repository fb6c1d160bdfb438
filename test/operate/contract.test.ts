// Not proved here: that the parameter's owner lets these credentials read it.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drydock } from "../commands/support";
import { root } from "../program/run-program";
import { AwsError } from "./emulator";
import { stage } from "./stage";

describe("drydock contract", () => {
  const on = stage();
  const committed = readFileSync(join(root, "examples/platform/shop/platform.test.json"), "utf8");
  const run = (...args: readonly string[]) => drydock(["contract", ...args], on.folder);
  afterEach(() => {
    rmSync(join(on.folder, "contract.json"), { force: true });
  });

  it("writes what the platform has published", async () => {
    const published = JSON.stringify(JSON.parse(committed));
    on.emulator.answers = { GetParameter: { Parameter: { Value: published } } };
    const { code, out } = await run("platform-test", "--out", "contract.json");
    assert.deepEqual(
      [code, out],
      [0, "written  contract.json: the contract of platform-test, version 1\n"],
    );
    assert.equal(readFileSync(join(on.folder, "contract.json"), "utf8"), committed);
    assert.deepEqual(on.asked("GetParameter"), [{ Name: "/drydock/platform-test/contract" }]);
  });

  it("prints it without a file, and reads an output in place of AWS", async () => {
    writeFileSync(join(on.folder, "output.json"), committed);
    assert.deepEqual(await run("platform-test", "--from", "output.json"), {
      code: 0,
      out: committed,
      err: "",
    });
  });

  it("writes no other platform's, and nothing that is no contract", async () => {
    for (const [value, message] of [
      [committed, "This is the contract of platform-test, not of other-test.\n"],
      [
        "{}",
        "There is no contract of a platform in the parameter /drydock/other-test/contract, or it is one of another version of Drydock.\n",
      ],
    ] as const) {
      on.emulator.answers = { GetParameter: { Parameter: { Value: value } } };
      const { code, err } = await run("other-test", "--out", "contract.json");
      assert.deepEqual([code, err], [2, message]);
    }
    assert.equal(existsSync(join(on.folder, "contract.json")), false);
  });

  it("says that there is no such platform", async () => {
    on.emulator.answers = { GetParameter: new AwsError("ParameterNotFound") };
    const { code, err } = await run("shop-test", "--region", "us-west-2");
    assert.deepEqual(
      [code, err],
      [
        2,
        "There is no parameter /drydock/shop-test/contract in us-west-2 in the account of these credentials. Is shop-test deployed, " +
          "with drydock:shares in its stack file?\n",
      ],
    );
  });
});
