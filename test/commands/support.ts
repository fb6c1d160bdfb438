import { runDrydock } from "../../drydock/commands/program";
import { silent } from "../../drydock/progress";
import type { Surroundings } from "../../drydock/surroundings";

/** Everything a command did. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `drydock` in this process, as in a pipe unless told otherwise. Nothing waits. */
export async function drydock(
  args: readonly string[],
  folder = process.cwd(),
  others: Partial<Omit<Surroundings, "folder" | "out" | "err">> = {},
): Promise<Outcome> {
  const written = { out: "", err: "" };
  const code = await runDrydock(args, {
    folder,
    shell: {},
    isTerminal: false,
    progress: silent,
    pause: () => Promise.resolve("over"),
    ...others,
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
  });
  return { code, ...written };
}
