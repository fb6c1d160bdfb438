const { availableParallelism } = require("node:os");

// Packs, installs and runs the packages: `npm run test:packages`. It needs the Pulumi CLI (npx drydock sandbox cli).
module.exports = {
  "node-option": ["conditions=source"],
  require: ["./scripts/from-source.cjs"],
  spec: ["test/packages/*.packages.ts"],
  // Much of it waits for packages to arrive.
  parallel: true,
  jobs: availableParallelism() + 1,
  // For what hangs: on a slow machine a preparation compiles for some minutes.
  timeout: 900_000,
  slow: 30000,
};
