import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { stopChild } from "../fork";
import { PolicyPackError } from "./types";

/** Loading takes a second or two, and half a minute was not enough where other programs kept every core busy. */
const startTimeoutMs = 120_000;

/** A running pack: its port on loopback, and a function to end it. */
export interface PackProcess {
  readonly port: number;
  /** The pack's standard error so far, for messages about failed calls. */
  readonly errorOutput: () => string;
  readonly stop: () => Promise<void>;
}

/** The entry point that the Node language host starts for a pack. */
function runPolicyPackScript(packDir: string): string {
  const manifest = join(packDir, "package.json");
  if (!existsSync(manifest)) {
    throw new PolicyPackError(`${packDir} is not a policy pack: it has no package.json.`);
  }
  try {
    return createRequire(manifest).resolve("@pulumi/pulumi/cmd/run-policy-pack");
  } catch {
    throw new PolicyPackError(
      `The policy pack in ${packDir} does not find @pulumi/pulumi. Run npm ci in this repository, ` +
        `or npm install in the pack's folder.`,
    );
  }
}

/**
 * Starts a pack as the Pulumi CLI does: Node runs `run-policy-pack` with the engine's address and the
 * pack's folder, in that folder; the first line on standard output is the port. Nobody answers
 * at the engine's address: packs call it only to look up resources, which this pack does not.
 */
export async function startPack(
  packDir: string,
  environment: Readonly<Record<string, string>>,
): Promise<PackProcess> {
  const script = runPolicyPackScript(packDir);
  const child = spawn(process.execPath, [script, "127.0.0.1:1", packDir], {
    cwd: packDir,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errorOutput = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errorOutput += text;
  });
  // The child would outlive this process: end it even on an early exit.
  const endChild = (): void => {
    child.kill("SIGKILL");
  };
  process.once("exit", endChild);
  const stop = async (): Promise<void> => {
    process.removeListener("exit", endChild);
    await stopChild(child);
  };
  try {
    const port = await portOf(child, child.stdout);
    return { port, errorOutput: () => errorOutput, stop };
  } catch (error) {
    await stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new PolicyPackError(
      `The policy pack in ${packDir} did not start: ${reason}\n${errorOutput}`.trimEnd(),
    );
  }
}

/** The port that the pack prints first. @throws Error that says why there is none */
async function portOf(child: ChildProcess, stdout: Readable): Promise<number> {
  const ended = once(child, "exit").then((outcome) => {
    throw new Error(`it exited with code ${String(outcome[0])}`);
  });
  const late = setTimeout(startTimeoutMs, undefined, { ref: false }).then(() => {
    throw new Error(`no port within ${startTimeoutMs / 1000} s`);
  });
  const first = once(createInterface({ input: stdout }), "line");
  const lines: readonly unknown[] = await Promise.race([first, ended, late]);
  const [line] = lines;
  const port = Number(line);
  if (Number.isInteger(port) && port > 0) return port;
  throw new Error(`its first line of output is not a port: ${JSON.stringify(line)}`);
}
