// Packs, installs and runs the packages: `npm run test:packages`. It needs the Pulumi CLI (npx drydock sandbox cli).
module.exports = {
  "node-option": ["conditions=source"],
  require: ["./scripts/from-source.cjs"],
  spec: ["test/packages/*.packages.ts"],
  timeout: 240000,
  slow: 30000,
};
