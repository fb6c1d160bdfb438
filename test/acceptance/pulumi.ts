import { z } from "zod";
import type { Execute } from "./execute";
import { CheckFailed } from "./failure";

/** What a command of the CLI came to. */
export interface Update {
  readonly succeeded: boolean;
  /** What it printed, on both streams. */
  readonly output: string;
  readonly stdout: string;
}

/** The outputs of the environment that the steps use. */
export interface Outputs {
  readonly url: string;
  readonly clusterName: string;
  readonly serviceName: string;
  readonly logGroup: string;
  readonly execLogGroup: string;
}

/** The user's Pulumi CLI, on one stack. */
export interface Pulumi {
  createStack(): Promise<Update>;
  up(): Promise<Update>;
  /** Succeeds only where nothing would change. */
  expectNoChanges(): Promise<Update>;
  outputs(): Promise<Outputs>;
  /** @param again after one that failed: asks AWS first what is there */
  destroy(again: boolean): Promise<Update>;
  /** Removes the empty stack; fails where something is left in its state. */
  removeStack(): Promise<Update>;
  /** Gives the stack free where an interrupted update still holds it. */
  cancel(): Promise<Update>;
}

export interface PulumiOptions {
  readonly execute: Execute;
  readonly folder: string;
  readonly stack: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The folder of the policy pack and the file with its configuration. */
  readonly policyPack: string;
  readonly policyConfig: string;
  readonly signal: () => AbortSignal;
  readonly onOutput: (text: string) => void;
}

const outputsShape = z.object({
  url: z.string(),
  clusterName: z.string(),
  execLogGroup: z.string(),
  serviceNames: z.object({ web: z.string() }),
  logGroups: z.object({ web: z.string() }),
});

export function createPulumi(options: PulumiOptions): Pulumi {
  const { folder, stack, variables, policyPack, policyConfig, onOutput } = options;
  const run = async (...args: readonly string[]): Promise<Update> => {
    onOutput(`\n$ pulumi ${args.join(" ")}\n`);
    const { code, output, stdout } = await options.execute({
      program: "pulumi",
      args: [...args, "--non-interactive", "--color", "never"],
      folder,
      variables,
      signal: options.signal(),
      onOutput,
    });
    return { succeeded: code === 0, output, stdout };
  };
  const policies = ["--policy-pack", policyPack, "--policy-pack-config", policyConfig];
  return {
    createStack: () => run("stack", "init", stack),
    up: () => run("up", "--yes", "--stack", stack, ...policies),
    expectNoChanges: () => run("preview", "--stack", stack, "--expect-no-changes"),
    outputs: async () => {
      const { succeeded, output, stdout } = await run(
        "stack",
        "output",
        "--json",
        "--stack",
        stack,
      );
      const read = succeeded ? outputsShape.safeParse(parse(stdout)) : undefined;
      if (read?.success !== true) {
        throw new CheckFailed(`The outputs of the stack cannot be read. ${lastLines(output)}`);
      }
      const { url, clusterName, execLogGroup, serviceNames, logGroups } = read.data;
      const [serviceName, logGroup] = [serviceNames.web, logGroups.web];
      return { url, clusterName, execLogGroup, serviceName, logGroup };
    },
    destroy: (again) => run("destroy", "--yes", "--stack", stack, ...(again ? ["--refresh"] : [])),
    removeStack: () => run("stack", "rm", "--yes", "--stack", stack),
    cancel: () => run("cancel", "--yes", "--stack", stack),
  };
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** The part of an output that says why: what Pulumi reports as errors, and broken mandatory policies; else its end. */
export function lastLines(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const errors = lines.filter(
    (line) => /^\s*error:/.test(line) && !/error: (update|preview) failed$/.test(line),
  );
  // A finding is its title, why it matters, what is wrong and the fix.
  const findings = lines.flatMap((line, at) =>
    line.includes("[mandatory]") ? lines.slice(at, at + 4) : [],
  );
  const reasons = [...errors, ...findings];
  return (reasons.length > 0 ? reasons : lines.slice(-5)).map((line) => line.trim()).join("\n");
}
