const { availableParallelism } = require("node:os");

module.exports = {
  // The packages of this repository are loaded from their sources.
  "node-option": ["conditions=source"],
  // Type checking is `npm run check`; here ts-node only transpiles (1 s instead of 10).
  require: ["ts-node/register/transpile-only"],
  // A file belongs to one process; nothing is shared between files.
  parallel: true,
  jobs: availableParallelism(),
  timeout: 20000,
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
