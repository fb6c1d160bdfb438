#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");
const { engines } = require("../package.json");

// Before anything loads that an older Node.js lacks: `npx` and npm scripts take the one of the repository, `node` does not.
const [needed] = /\d+/.exec(engines.node);
if (Number.parseInt(process.versions.node, 10) < Number(needed)) {
  process.stderr.write(
    `drydock needs Node.js ${needed} or later, and this is ${process.versions.node} (${process.execPath}).\n` +
      "Run npx drydock where the repository installs its own Node.js, or install a newer one: https://nodejs.org/\n",
  );
  process.exit(2);
}
// Beside its sources, as in the repository, the package is built again where they changed.
if (existsSync(join(__dirname, "..", "tsconfig.json"))) require("./build-if-stale.js");
// V8's compiled code of every module, found by the module's content: half the time of a start. Since Node 22.8.
// The variable is for the processes that a command starts: stand-in providers, policy pack.
process.env.NODE_COMPILE_CACHE ??= join(__dirname, "..", "..", ".cache", "drydock");
enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
require("../dist/commands/main.js");
