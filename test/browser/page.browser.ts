import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { pageOf } from "../page/support";
import { runProgram, stackFileOf } from "../program/run-program";
import { chromiumForSuite } from "./support";

describe("the page of a preview, in a browser", () => {
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "page-"));
    const { capture } = await runProgram(stackFileOf("test"), false);
    writeFileSync(join(folder, "report.html"), await pageOf(capture));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const browser = chromiumForSuite();

  for (const colorScheme of ["light", "dark"] as const) {
    it(`is accessible and finds resources, ${colorScheme}`, async () => {
      const context = await browser().newContext({ colorScheme, offline: true });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(pathToFileURL(join(folder, "report.html")).href);
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(" ")}`),
        [],
      );
      await page.getByLabel("Find").fill("efs shared");
      const rows = page.getByRole("region", { name: "Resources" }).locator("tbody tr:visible");
      assert.ok((await rows.count()) > 0 && (await rows.count()) < 10);
      for (const row of await rows.allTextContents()) assert.match(row, /efs/);
      const picture = await page.getByRole("img").boundingBox();
      assert.ok((picture?.width ?? 0) > 500, "the picture is drawn");
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }
});
