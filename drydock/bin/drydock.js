#!/usr/bin/env node
// Beside its sources, as in the repository, the package is built again where they changed.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
if (existsSync(join(__dirname, "..", "tsconfig.json"))) require("./build-if-stale.js");
require("../dist/commands/main.js");
