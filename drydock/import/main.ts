/** `npx --no-install drydock`: what bin/drydock.js starts. */
import { run } from "./command";

process.exitCode = run(process.argv.slice(2), {
  folder: process.cwd(),
  shell: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
