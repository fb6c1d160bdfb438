/**
 * Loads TypeScript as it is, without a type check. What swc made of a file is kept in `.cache/` with the file's content,
 * so that not each of a test run's many processes does it again.
 */
const { hash } = require("node:crypto");
const { enableCompileCache } = require("node:module");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { basename, join, resolve } = require("node:path");
const { version } = require("@swc/core/package.json");

const folder = resolve(__dirname, "../.cache/from-source");
mkdirSync(folder, { recursive: true });
// V8's compiled code, by the content of each module; the variable is for the processes that this one starts.
process.env.NODE_COMPILE_CACHE ??= resolve(__dirname, "../.cache/node");
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const options = {
  swcrc: false,
  configFile: false,
  jsc: { parser: { syntax: "typescript", decorators: true }, target: "es2022" },
  module: { type: "commonjs" },
  sourceMaps: "inline",
};

function transpiled(file) {
  const source = readFileSync(file, "utf8");
  const kept = join(folder, `${basename(file, ".ts")}-${hash("sha1", file)}.js`);
  const mark = `//${hash("sha1", JSON.stringify([version, options, source]))}\n`;
  const code = textOf(kept);
  if (code.startsWith(mark)) return code.slice(mark.length);
  const fresh = require("@swc/core").transformSync(source, { ...options, filename: file }).code;
  // Others may read it meanwhile.
  writeFileSync(`${kept}.${process.pid}`, mark + fresh);
  renameSync(`${kept}.${process.pid}`, kept);
  return fresh;
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

// The way that ts-node, esbuild-register and others go; Node's own way takes types out, but no parameter properties.
require.extensions[".ts"] = (module, file) => module._compile(transpiled(file), file);
process.setSourceMapsEnabled(true);
