const common = require("../../.mocharc.cjs");

// Packs, installs and runs the packages: `npm run test:packages`. It needs the Pulumi CLI (npx drydock sandbox cli).
module.exports = {
  ...common,
  spec: ["test/packages/*.packages.ts"],
  // For what hangs: on a slow machine a preparation compiles for some minutes.
  timeout: 900_000,
  slow: 30_000,
};
