// Not proved here: that the engine draws nothing before its process starts.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipedCommand, terminalCommand } from "../../../drydock/offline/engine/workspace/command";

/** In place of the CLI: tells its version, and notes everything else. */
const standIn = `#!/bin/sh
if [ "$1" = version ]; then echo v3.259.0; else echo "$1" >>"$(dirname "$0")/calls"; fi
`;

describe("the engine's display", () => {
  const { PATH } = process.env;
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-display-"));
    writeFileSync(join(folder, "pulumi"), standIn, { mode: 0o755 });
    process.env["PATH"] = `${folder}:${PATH ?? ""}`;
  });
  after(() => {
    process.env["PATH"] = PATH;
    rmSync(folder, { recursive: true, force: true });
  });

  it("begins once the progress is off the screen; commands without a display leave it there", async () => {
    const calls = join(folder, "calls");
    const note = (text: string): void => {
      writeFileSync(calls, `${text}\n`, { flag: "a" });
    };
    const piped = await pipedCommand({ path: join(folder, "pulumi"), version: "3.259.0" });
    const command = terminalCommand(piped, () => {
      note("progress ends");
    });
    const run: unknown = Reflect.get(command, "run");
    assert.ok(typeof run === "function");
    await Reflect.apply(run, command, [["config", "set"], folder, {}]);
    await Reflect.apply(run, command, [["up", "--yes"], folder, {}]);
    assert.equal(readFileSync(calls, "utf8"), "config\nprogress ends\nup\n");
  });
});
