const { availableParallelism } = require("node:os");

// The real engine: `npm run test:engine`. It needs the Pulumi CLI (npx drydock sandbox cli).
module.exports = {
  "node-option": ["conditions=source"],
  require: ["./scripts/from-source.cjs"],
  spec: ["test/engine/**/*.engine.ts"],
  parallel: true,
  jobs: availableParallelism() + 1,
  timeout: 600_000,
  slow: 30000,
};
