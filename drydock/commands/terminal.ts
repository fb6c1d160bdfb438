/** The terminal that a command runs on, beside its output. */
import { setTimeout } from "node:timers/promises";
import type { Surroundings } from "../surroundings";

/** Asks on the terminal. No answer is no. */
export async function confirmOnTerminal(question: string): Promise<boolean> {
  const { confirm } = await import("@clack/prompts");
  const answer = await confirm({ message: question, initialValue: false });
  return answer === true;
}

/** Pauses that end at the first interrupt; a second one ends the process, as ever. */
export function interruptiblePause(): Surroundings["pause"] {
  let interruption: AbortController | undefined;
  return async (milliseconds) => {
    interruption ??= noticeInterrupts();
    const { signal } = interruption;
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
    return signal.aborted ? "interrupted" : "over";
  };
}

function noticeInterrupts(): AbortController {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      interruption.abort();
    });
  }
  return interruption;
}
