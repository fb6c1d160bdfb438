const common = require("../../.mocharc.cjs");

// What a browser shows: `npm run test:browser`. It needs Chromium.
module.exports = { ...common, spec: ["test/browser/*.browser.ts"] };
