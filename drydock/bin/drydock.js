#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");
const { setTimeout } = require("node:timers");
const { setFlagsFromString } = require("node:v8");
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
const cache = (process.env.NODE_COMPILE_CACHE ??= join(__dirname, "..", "..", ".cache", "drydock"));
// Node keeps what V8 compiles before a module runs, so it has to compile functions then and not at their first call: a tenth less
// for a preview. That takes 0.1 s more where nothing is kept, so a first command, as in CI, goes without.
if (existsSync(cache)) setFlagsFromString("--no-lazy");
// Most commands end before V8 has to collect more than what loading leaves, if it lets the heap grow that far once: eight
// times what is left, 110 MB, in place of four. What runs longer is collected as usual, once its modules are loaded: V8 compiles
// those again that it kept under other flags.
setFlagsFromString("--heap-growing-percent=700");
setTimeout(() => {
  setFlagsFromString("--heap-growing-percent=0");
}, 10_000).unref();
enableCompileCache?.(cache);
require("../dist/commands/main.js");
