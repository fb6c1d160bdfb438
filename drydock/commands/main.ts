/** `npx drydock`. */
import { createRequire } from "node:module";
import { isatty } from "node:tty";
import { loadLazily } from "../offline/lazy-modules";
import { progress } from "../progress";
import { runDrydock } from "./program";
import { confirmOnTerminal, interruptiblePause } from "./terminal";

// Messages in fifty languages, which zod loads at once.
loadLazily(createRequire(__filename), ["zod/v4/locales"], "namespace");

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
