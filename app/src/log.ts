type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line of JSON for each event, which CloudWatch Logs Insights reads as fields. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** A log that hands finished lines to `write`. */
export function createLog(write: (line: string) => void): Log {
  const line = (level: string, message: string, fields: LogFields = {}): void => {
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  };
  return {
    info: (message, fields) => {
      line("info", message, fields);
    },
    error: (message, fields) => {
      line("error", message, fields);
    },
  };
}

/** The text of anything that was thrown, without its stack. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
