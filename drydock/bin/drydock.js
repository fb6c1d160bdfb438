#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { join } = require("node:path");
// Beside its sources, as in the repository, the package is built again where they changed.
if (existsSync(join(__dirname, "..", "tsconfig.json"))) require("./build-if-stale.js");
// V8's compiled code of every module, found by the module's content: half the time of a start. Since Node 22.8.
// The variable is for the processes that a command starts: stand-in providers, policy pack.
process.env.NODE_COMPILE_CACHE ??= join(__dirname, "..", "..", ".cache", "drydock");
enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
require("../dist/commands/main.js");
