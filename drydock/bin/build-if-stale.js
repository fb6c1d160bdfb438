/** Builds the three packages where a source is newer than the last build. Not part of the published package. */
const { existsSync, readdirSync, statSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..", "..");
const skipped = new Set(["dist", "node_modules", "templates"]);

/** The time of the newest source in a folder, in milliseconds. */
function newest(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((time, entry) => {
    if (skipped.has(entry.name)) return time;
    // Without `join`, which takes longer than reading the folder.
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return Math.max(time, newest(path));
    return /\.(ts|json)$/.test(entry.name) ? Math.max(time, statSync(path).mtimeMs) : time;
  }, 0);
}

function isStale(name) {
  const built = join(root, name, "dist", "tsconfig.tsbuildinfo");
  return !existsSync(built) || statSync(built).mtimeMs < newest(join(root, name));
}

// One after the other: a single run of `tsc -b` remembers that an output it has yet to write does not exist.
for (const name of ["components", "policy", "drydock"].filter(isStale)) {
  process.stderr.write(`Building ${name}: a source changed.\n`);
  const { spawnSync } = require("node:child_process");
  const tsc = require.resolve("typescript/bin/tsc");
  const args = [tsc, "-b", name];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(1);
}
