import type { Command, Ended, Execute } from "../execute";
import type { Faults } from "./faults";
import type { CliAnswer, PulumiCli } from "./pulumi-cli";

/** Answers as the programs of a user's machine do. */
export type Programs = (
  program: string,
  args: readonly string[],
  folder: string,
) => Promise<CliAnswer>;

export function programsOf(pulumi: PulumiCli, faults: Faults): Programs {
  return async (program, args, folder) => {
    if (program === "pulumi") return pulumi(args, folder);
    if (program === "docker") {
      return faults.dockerStopped === true && args[0] === "info"
        ? { code: 1, stdout: "", stderr: "Cannot connect to the Docker daemon.\n" }
        : printed("github.com/docker/buildx v0.30.1\n");
    }
    return printed(args[0] === "--version" ? "1.2.707.0\n" : shell(faults.shellPrints));
  };
}

const printed = (stdout: string): CliAnswer => ({ code: 0, stdout, stderr: "" });

const shell = (prints = "shell-42-opens"): string =>
  `\nStarting session with SessionId: ecs-execute-command-1\n${prints}\n\nExiting session.\n`;

/** Runs them in this process, and keeps what was run. */
export function inProcess(
  programs: Programs,
  faults: Faults,
): { readonly execute: Execute; readonly ran: readonly Command[] } {
  const ran: Command[] = [];
  const execute: Execute = async (command): Promise<Ended> => {
    const { program, args, folder = "", onOutput } = command;
    ran.push(command);
    if (faults.missingPrograms?.includes(program) === true) {
      return { code: null, stdout: "", output: "", missing: true };
    }
    const { code, stdout, stderr } = await programs(program, args, folder);
    onOutput?.(stdout + stderr);
    return { code, stdout, output: stdout + stderr, missing: false };
  };
  return { execute, ran };
}
