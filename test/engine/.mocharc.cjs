const { globSync } = require("node:fs");
const { availableParallelism } = require("node:os");
const { basename } = require("node:path");

/** Files of a minute or more come first: at the end they would leave processors idle. */
const long = ["lifecycle", "turns", "strategies", "spread"];
const isLong = (path) => long.includes(basename(path, ".engine.ts"));

// The real engine: `npm run test:engine`. It needs the Pulumi CLI (npx drydock sandbox cli).
module.exports = {
  "node-option": ["conditions=source"],
  require: ["./scripts/from-source.cjs"],
  spec: globSync("test/engine/**/*.engine.ts").sort(
    (a, b) => Number(isLong(b)) - Number(isLong(a)),
  ),
  parallel: true,
  // One more than there are processors: a tenth of the time is waiting for other processes.
  jobs: availableParallelism() + 1,
  // For what hangs: the slowest test takes half a minute on two loaded cores.
  timeout: 240_000,
  slow: 30_000,
};
