import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { bundled } from "../../drydock/diagram/bundle";
import { diagramOf } from "../../drydock/diagram/from-capture";
import { layoutOf } from "../../drydock/diagram/layout";
import { svgText } from "../../drydock/diagram/svg";
import { root, runProgram } from "../program/run-program";

/** The texts that end beyond their boxes, by a script for the browser. */
const beyond = `[...document.querySelectorAll("g:has(> .box)")].flatMap((group) => {
  const right = group.querySelector(".box").getBoundingClientRect().right;
  return [...group.querySelectorAll("text")]
    .filter((text) => text.getBoundingClientRect().right > right - 4)
    .map((text) => text.textContent);
})`;

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const missing = existsSync(executablePath) ? "" : ` (SKIPPED: no browser at ${executablePath})`;

/** With the fonts of this machine: others differ. */
describe(`the texts of a picture, in a browser${missing}`, () => {
  let browser: Browser | undefined;
  before(async function () {
    if (missing !== "") {
      assert.ok(process.env["CI"] !== "true", missing);
      this.skip();
    }
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  after(() => browser?.close());

  for (const file of ["Pulumi.production.yaml", "examples/own-code/Pulumi.test.yaml"]) {
    it(`stay in their boxes: ${file}`, async () => {
      const { capture } = await runProgram(join(root, file), false);
      const page = await browser?.newPage();
      assert.ok(page);
      await page.setContent(svgText(await layoutOf(bundled(diagramOf(capture))), ""));
      const outside: unknown = await page.evaluate(beyond);
      assert.deepEqual(outside, []);
      assert.ok((await page.locator("g:has(> .box)").count()) > 5);
      await page.close();
    });
  }
});
