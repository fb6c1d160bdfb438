const { globSync } = require("node:fs");
const { basename } = require("node:path");
const common = require("../../.mocharc.cjs");

/** Files of a minute or more come first: at the end they would leave processors idle. */
const long = ["lifecycle", "turns", "strategies", "spread"];
const isLong = (path) => long.includes(basename(path, ".engine.ts"));

// The real engine: `npm run test:engine`. It needs the Pulumi CLI (npx drydock sandbox cli).
module.exports = {
  ...common,
  spec: globSync("test/engine/**/*.engine.ts").sort(
    (a, b) => Number(isLong(b)) - Number(isLong(a)),
  ),
  // For what hangs: the slowest test takes half a minute on two loaded cores.
  timeout: 240_000,
  slow: 30_000,
};
