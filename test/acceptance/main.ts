/** `npm run acceptance -- --account <id> --region <region>`: see docs/acceptance.md. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { isatty } from "node:tty";
import { createAws } from "./aws";
import { systemClock } from "./clock";
import { acceptance } from "./command";
import { execute } from "./execute";
import { Interruption } from "./interruption";

const root = join(__dirname, "..", "..");
const interruption = new Interruption();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    interruption.interrupt();
  });
}

void acceptance(process.argv.slice(2), {
  root,
  runs: join(root, ".acceptance"),
  shell: process.env,
  isTerminal: isatty(process.stdin.fd) && isatty(process.stdout.fd),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ask: async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await lines.question(question, { signal: interruption.signal });
    } catch {
      // Ctrl-C is no.
      return "";
    } finally {
      lines.close();
    }
  },
  execute,
  aws: (region) => createAws({ region }),
  clock: systemClock,
  interruption,
  random: () => randomBytes(4).toString("hex"),
}).then((code) => {
  process.exitCode = code;
});
