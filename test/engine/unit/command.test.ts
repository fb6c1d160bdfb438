// Not proved here: that the engine draws nothing before its process starts.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PulumiCommand } from "@pulumi/pulumi/automation";
import {
  pipedCommand,
  terminalCommand,
  withoutSelection,
} from "../../../drydock/offline/engine/workspace/command";

/** In place of the CLI: tells its version, and notes everything else. */
const standIn = `#!/bin/sh
if [ "$1" = version ]; then echo v3.259.0; else echo "$1" >>"$(dirname "$0")/calls"; fi
`;

describe("the engine's command", () => {
  const { PATH } = process.env;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-display-"));
    writeFileSync(join(folder, "pulumi"), standIn, { mode: 0o755 });
    process.env["PATH"] = `${folder}:${PATH ?? ""}`;
  });
  afterEach(() => {
    process.env["PATH"] = PATH;
    rmSync(folder, { recursive: true, force: true });
  });

  const calls = (): string => join(folder, "calls");
  const piped = (): Promise<PulumiCommand> =>
    pipedCommand({ path: join(folder, "pulumi"), version: "3.259.0" });
  const call = async (command: PulumiCommand, ...args: readonly string[]): Promise<void> => {
    const run: unknown = Reflect.get(command, "run");
    assert.ok(typeof run === "function");
    await Reflect.apply(run, command, [args, folder, {}]);
  };

  it("has a display that begins once the progress is off the screen; without a display, it stays there", async () => {
    const command = terminalCommand(await piped(), () => {
      writeFileSync(calls(), "progress ends\n", { flag: "a" });
    });
    await call(command, "config", "set");
    await call(command, "up", "--yes");
    assert.equal(readFileSync(calls(), "utf8"), "config\nprogress ends\nup\n");
  });

  it("does not select a stack that exists, and runs all else", async () => {
    const command = withoutSelection(await piped());
    await call(command, "stack", "select", "--stack", "test");
    await call(command, "stack", "export", "--stack", "test");
    assert.equal(readFileSync(calls(), "utf8"), "stack\n");
  });
});
