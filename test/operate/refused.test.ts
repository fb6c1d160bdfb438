// Not proved here: that AWS words its refusals as these answers do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mock } from "node:test";
import { operations } from "./emulator";
import { fakePlugin } from "./plugin";
import { refused } from "./refused";
import { stage, stackFile } from "./stage";

describe("a command that is refused", () => {
  const on = stage();
  before(() => {
    fakePlugin(join(on.folder, "bin"));
    // The SDK warns where there are a profile and keys, as in one of these cases: the profile counts, says AWS's provider.
    mock.method(console, "warn", () => undefined);
  });
  after(() => {
    mock.restoreAll();
  });

  for (const { failure, args, answers, lines = "", terminal, says } of refused) {
    it(`says: ${failure}`, async () => {
      on.add("live", stackFile.replace("config:\n", `config:\n${lines}`));
      on.emulator.answers = answers;
      const outcome = await on.run(args, {
        isTerminal: terminal !== undefined,
        shell: { PATH: terminal === "plugin" ? join(on.folder, "bin") : "/nowhere" },
      });
      assert.deepEqual(outcome, { code: 2, out: "", err: says });
    });
  }

  it("names each right that a command can lack in the documentation", () => {
    const text = readFileSync("docs/operations.md", "utf8");
    const missing = Object.keys(operations).filter((name) => !text.includes(`:${name}\``));
    assert.deepEqual(missing, []);
  });
});
