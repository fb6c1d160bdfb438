const common = require("../../.mocharc.cjs");

// Changes stack files, programs and documents by the hundred: `npm run test:mutants`.
module.exports = { ...common, spec: ["test/mutants/*.mutants.ts"] };
