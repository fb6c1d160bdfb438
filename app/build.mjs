// Bundles the application: `node build.mjs [folder]`, into dist/ beside this file unless told otherwise.
// What it writes needs node and nothing else: no node_modules, no TypeScript.
import { dirname, join, resolve } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = argv[2] === undefined ? join(here, "dist") : resolve(argv[2]);

await Promise.all([
  build({
    absWorkingDir: here,
    entryPoints: ["src/server.ts", "src/healthcheck.ts"],
    outdir: out,
    bundle: true,
    platform: "node",
    target: "node22",
    logLevel: "warning",
  }),
  build({
    absWorkingDir: here,
    entryPoints: ["browser/live.ts", "browser/style.css", "browser/icon.svg"],
    outdir: join(out, "public"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    loader: { ".svg": "copy" },
    logLevel: "warning",
  }),
]);
