/** Shows what a command does while one waits: a line that changes on a terminal, one line in CI, nothing elsewhere. */

export interface Progress {
  /** Names the work that begins, such as `test: running the program as an update`. */
  say(doing: string): void;
  /** Takes the line away: something else is written now, or the work is over. */
  end(): void;
}

export const silent: Progress = { say: () => undefined, end: () => undefined };

/** Shorter work needs no line, milliseconds. */
const short = 1000;

/** @param stream the error output, so that the report can be redirected */
export function progress(
  shell: Readonly<Record<string, string | undefined>>,
  stream: Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write"> = process.stderr,
): Progress {
  if (shell["CI"] === "true") return patient(oneLine(stream), Date.now());
  // Of a terminal of unknown width (0 columns) no line can be cleared.
  if (!stream.isTTY || stream.columns === 0) return silent;
  // The first work shows at once: it may keep the process too busy for a timer.
  return patient(changingLine(stream), -Infinity);
}

interface Line {
  show(text: string): void;
  clear(): void;
}

const clear = "\r\u001b[2K";

function changingLine(stream: Pick<NodeJS.WriteStream, "columns" | "write">): Line {
  return {
    show: (text) => stream.write(`${clear}${text.slice(0, stream.columns - 1)}`),
    clear: () => stream.write(clear),
  };
}

function oneLine(stream: Pick<NodeJS.WriteStream, "write">): Line {
  let said = false;
  return {
    show(text) {
      if (!said) stream.write(`${text}\n`);
      said = true;
    },
    clear: () => undefined,
  };
}

/** Shows work that lasts. What comes after an output, such as the next look of a watch, lets the screen stand still. */
function patient(line: Line, start: number): Progress {
  let since: number | undefined = start;
  let latest = "";
  let shown = false;
  let timer: NodeJS.Timeout | undefined;
  const show = (): void => {
    line.show(`${latest} ...`);
    shown = true;
  };
  return {
    say(doing) {
      latest = doing;
      since ??= Date.now();
      const left = since + short - Date.now();
      if (left <= 0) show();
      // A process that waits for nothing else ends at once.
      else timer ??= setTimeout(show, left).unref();
    },
    end() {
      clearTimeout(timer);
      if (shown) line.clear();
      [since, timer, shown] = [undefined, undefined, false];
    },
  };
}
