/** `npx drydock`. */
import { isatty } from "node:tty";
import { progress } from "../progress";
import { runDrydock } from "./program";
import { confirmOnTerminal, interruptiblePause } from "./terminal";

const isTerminal = isatty(process.stdout.fd);

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

void runDrydock(process.argv.slice(2), {
  folder: process.cwd(),
  shell: process.env,
  isTerminal,
  ...(process.stdout.columns > 0 ? { columns: process.stdout.columns } : {}),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  progress: progress(process.env),
  ...(isTerminal && isatty(process.stdin.fd) ? { confirm: confirmOnTerminal } : {}),
  pause: interruptiblePause(),
}).then((code) => {
  process.exitCode = code;
});
