/** AWS's Session Manager plugin, which talks with the shell in the task. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Session } from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import { endOf } from "../../offline/terminal-child";
import type { Surroundings } from "../../surroundings";

const program = "session-manager-plugin";

/** The target of a session. */
export interface SessionTarget {
  readonly session: Session;
  readonly region: string;
  /** `ecs:<cluster>_<task>_<runtime id>`. */
  readonly target: string;
}

/** Before a session is opened, which would stay open. @throws UsageError if the plugin is not installed */
export function refuseWithoutPlugin({ shell }: Surroundings): void {
  const names = process.platform === "win32" ? [`${program}.exe`] : [program];
  const folders = (shell["PATH"] ?? "").split(delimiter);
  if (folders.some((folder) => names.some((name) => existsSync(join(folder, name))))) return;
  throw new UsageError(
    `${program} is not on your PATH: AWS's Session Manager plugin opens the shell. Install it:\n` +
      "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html",
  );
}

/**
 * Hands the terminal over, as the AWS CLI does.
 * https://github.com/aws/aws-cli/blob/develop/awscli/customizations/ecs/executecommand.py
 *
 * @returns the plugin's exit code; the shell's own gets lost
 */
export function runPlugin(
  { session, region, target }: SessionTarget,
  { shell }: Surroundings,
): Promise<number> {
  const request = JSON.stringify({ Target: target });
  const endpoint = `https://ecs.${region}.amazonaws.com`;
  const args = [JSON.stringify(session), region, "StartSession", "", request, endpoint];
  // Ctrl-C is for the program in the task.
  return endOf(spawn(program, args, { stdio: "inherit", env: shell }));
}
