const { availableParallelism } = require("node:os");

module.exports = {
  // The packages of this repository are loaded from their sources.
  "node-option": ["conditions=source"],
  // Type checking is `npm run check`.
  require: ["./scripts/from-source.cjs"],
  // A file belongs to one process; nothing is shared between files.
  parallel: true,
  // One more than there are processors: a fifth of the time is waiting for processes of tests.
  jobs: availableParallelism() + 1,
  // For what hangs: the slowest test that is not given more takes 14 seconds on two loaded cores.
  timeout: 60_000,
  // One pattern: mocha 11 starts a run for each, and two at once fail.
  "watch-files": ["**/*.ts"],
  "watch-ignore": [
    "**/node_modules/**",
    "**/dist/**",
    ".cache/**",
    ".sandbox/**",
    ".acceptance/**",
    ".git/**",
  ],
};
