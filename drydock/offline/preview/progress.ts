/** Shows the progress of a preview: a line that changes on a terminal, one line in CI, nothing elsewhere. */

export interface Progress {
  /** Names the step that begins, such as `test: running the program as an update`. */
  say(doing: string): void;
  end(): void;
}

export const silent: Progress = { say: () => undefined, end: () => undefined };

/** Shorter steps need no line in CI. */
const shortMs = 1000;

/** @param stream the error output, so that the report can be redirected */
export function progress(
  shell: Readonly<Record<string, string | undefined>>,
  stream: NodeJS.WriteStream = process.stderr,
): Progress {
  if (shell["CI"] === "true") return oneLine(stream);
  // Of a terminal of unknown width (0 columns) no line can be cleared.
  if (!stream.isTTY || stream.columns === 0) return silent;
  return {
    say(doing) {
      stream.write(`${clear}${`${doing} ...`.slice(0, stream.columns - 1)}`);
    },
    end() {
      stream.write(clear);
    },
  };
}

const clear = "\r\u001b[2K";

function oneLine(stream: NodeJS.WriteStream): Progress {
  const start = performance.now();
  let said = false;
  return {
    say(doing) {
      if (said || performance.now() - start < shortMs) return;
      said = true;
      stream.write(`${doing} ...\n`);
    },
    end: () => undefined,
  };
}
