import assert from "node:assert/strict";
import { join } from "node:path";
import { bundled } from "../../drydock/diagram/bundle";
import { diagramOf } from "../../drydock/diagram/from-capture";
import { layoutOf } from "../../drydock/diagram/layout";
import { svgText } from "../../drydock/diagram/svg";
import { root, runProgram } from "../program/run-program";
import { chromiumForSuite } from "./support";

/** The texts that end beyond their boxes, by a script for the browser. */
const beyond = `[...document.querySelectorAll("g:has(> .box)")].flatMap((group) => {
  const right = group.querySelector(".box").getBoundingClientRect().right;
  return [...group.querySelectorAll("text")]
    .filter((text) => text.getBoundingClientRect().right > right - 4)
    .map((text) => text.textContent);
})`;

/** With the fonts of this machine: others differ. */
describe("the texts of a picture, in a browser", () => {
  const browser = chromiumForSuite();

  for (const file of ["Pulumi.production.yaml", "examples/own-code/Pulumi.test.yaml"]) {
    it(`stay in their boxes: ${file}`, async () => {
      const { capture } = await runProgram(join(root, file), false);
      const page = await browser().newPage();
      await page.setContent(svgText(await layoutOf(bundled(diagramOf(capture))), ""));
      const outside: unknown = await page.evaluate(beyond);
      assert.deepEqual(outside, []);
      assert.ok((await page.locator("g:has(> .box)").count()) > 5);
      await page.close();
    });
  }
});
