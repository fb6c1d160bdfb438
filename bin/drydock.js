#!/usr/bin/env node
// npx starts JavaScript only; this registers the transpiler and starts the program.
"use strict";
const { join } = require("node:path");

require("ts-node").register({
  project: join(__dirname, "..", "tsconfig.json"),
  transpileOnly: true,
});
require("../import/main.ts");
