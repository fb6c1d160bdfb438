#!/usr/bin/env node
// npx starts JavaScript only: this registers the transpiler and starts the program.
import { createRequire } from "node:module";
import { fileURLToPath, URL } from "node:url";

const load = createRequire(import.meta.url);
const project = fileURLToPath(new URL("../../tsconfig.json", import.meta.url));
load("ts-node").register({ project, transpileOnly: true });
load("../import/main.ts");
