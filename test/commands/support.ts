import { runDrydock } from "../../drydock/commands/program";

/** Everything a command did. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `drydock` in this process, as in a pipe. */
export async function drydock(args: readonly string[], folder = process.cwd()): Promise<Outcome> {
  const written = { out: "", err: "" };
  const code = await runDrydock(args, {
    folder,
    shell: {},
    isTerminal: false,
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
  });
  return { code, ...written };
}
