/** A line that says what is going on, on a terminal only. */
import { createSpinner } from "nanospinner";

/** Tells the user that one more environment is done. */
export interface Progress {
  finished(stack: string): void;
  end(): void;
}

/** @param stream where people look: the error output, so that a report can be redirected */
export function progress(
  stacks: readonly string[],
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  const nothing = (): void => undefined;
  // A terminal that does not tell its width (0 columns) would keep the spinner clearing lines for ever.
  const shows = stream.isTTY && stream.columns > 0 && process.env["CI"] !== "true";
  if (!shows) return { finished: nothing, end: nothing };
  const open = new Set(stacks);
  const text = (): string => `Running the program for ${[...open].join(" and ")}`;
  const spinner = createSpinner(text(), { stream }).start();
  return {
    finished(stack) {
      open.delete(stack);
      if (open.size > 0) spinner.update({ text: text() });
    },
    end() {
      spinner.stop();
      spinner.clear();
    },
  };
}
