/** A progress line, only on a terminal. */
import { createSpinner } from "nanospinner";

/** Reports one more environment as done. */
export interface Progress {
  finished(stack: string): void;
  end(): void;
}

/** @param stream the error output, so that the report can be redirected */
export function progress(
  stacks: readonly string[],
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  const nothing = (): void => undefined;
  // On a terminal of unknown width (0 columns) the spinner would clear lines forever.
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
