import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** A Chromium for the tests of a suite, with an empty profile. Without one they fail. */
export function chromiumForSuite(args: readonly string[] = []): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
    assert.ok(
      existsSync(executablePath),
      `There is no Chromium at ${executablePath}. Install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH to a Chromium or Chrome.`,
    );
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", ...args] });
  });
  after(() => browser?.close());
  return () => browser ?? assert.fail("Tests start after their suite's browser.");
}
