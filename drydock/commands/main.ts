/** `npx drydock`. */
import { isatty } from "node:tty";
import { runDrydock } from "./program";

void runDrydock(process.argv.slice(2), {
  folder: process.cwd(),
  shell: process.env,
  isTerminal: isatty(process.stdout.fd),
  ...(process.stdout.columns > 0 ? { columns: process.stdout.columns } : {}),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
