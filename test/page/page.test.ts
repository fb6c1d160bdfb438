import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { accesses } from "drydock-policy/permissions";
import { chromium, type Browser } from "playwright-core";
import { readablesOf } from "../../drydock/explain/readers";
import type { Capture } from "../../drydock/offline/capture/types";
import { detailOf } from "../../drydock/page/detail";
import { pageText } from "../../drydock/page/html";
import type { Change } from "../../drydock/offline/preview/changes";
import type { EnvironmentPreview } from "../../drydock/offline/preview/environment";
import { runProgram, stackFileOf } from "../program/run-program";

const replaced: Change = {
  operation: "replace",
  key: "F::shared",
  type: "aws:efs/fileSystem:FileSystem",
  name: "shared",
  properties: [{ path: "encrypted", before: "true", after: "<b>", forcesReplacement: true }],
  protected: false,
  retained: false,
};

const preview: EnvironmentPreview = {
  project: "drydock",
  stack: "test",
  stackFile: "Pulumi.test.yaml",
  summary: { region: "us-east-2", lifecycle: "disposable", facts: [], services: [], jobs: [] },
  resourceCount: 107,
  baseline: "stale",
  changes: [{ ...replaced, operation: "create", name: "new", type: "aws:x/y:Y" }, replaced],
  tree: [],
  options: [],
  modeDifferences: [],
  cost: { refused: "no prices of nowhere" },
  beside: [],
  policies: [],
  ruleDifferences: [],
};

describe("the page of a preview", () => {
  let capture: Capture;
  let text: string;
  before(async () => {
    ({ capture } = await runProgram(stackFileOf("test"), false));
    const details = [await detailOf(capture)];
    text = pageText({ results: [preview], failures: ["a <script>"], details });
  });

  it("needs nothing beside itself, and shows no markup of others", () => {
    assert.deepEqual(text.match(/(?:src|href)="(?!#|data:)[^"]*"/g), null);
    assert.match(text, /<li>a &lt;script&gt;<\/li>/);
    assert.match(text, /<code>encrypted<\/code>: true -&gt; &lt;b&gt; <strong>forces/);
  });

  it("has losses first, then replacements", () => {
    const order = ["its data is lost", "<strong>replace</strong> shared", "</strong> new"];
    const places = order.map((one) => text.indexOf(one));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.ok(places.every((place) => place > 0));
  });

  it("names who can read each thing, by which policy", () => {
    const said = readablesOf(capture).map(({ kind, name, readers }) =>
      [kind, name, ...readers.map(({ who, by }) => `${who} by ${by}`)].join(" "),
    );
    assert.deepEqual(said.sort(), [
      "bucket env-files role web-execution by web-execution",
      "bucket ingress-logs",
      "file system shared role web-task by web-task",
      "log group cluster-exec",
      "log group cluster-insights",
      "log group network-flow-logs",
      "log group web",
      "secret ecs-demo role web-execution by web-execution",
    ]);
  });

  const CHROMIUM = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  const MISSING = !existsSync(CHROMIUM);
  const WHY = `no browser at ${CHROMIUM}: install Chromium or set CHROMIUM_PATH`;

  describe(`in a browser${MISSING ? ` (SKIPPED: ${WHY})` : ""}`, () => {
    let browser: Browser;
    let folder: string;
    before(async function () {
      if (MISSING) {
        assert.ok(process.env["CI"] !== "true", WHY);
        this.skip();
      }
      folder = mkdtempSync(join(tmpdir(), "page-"));
      writeFileSync(join(folder, "report.html"), text);
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    });
    after(async () => {
      if (MISSING) return;
      await browser.close();
      rmSync(folder, { recursive: true });
    });

    for (const colorScheme of ["light", "dark"] as const) {
      it(`is accessible and finds resources, ${colorScheme}`, async () => {
        const context = await browser.newContext({ colorScheme, offline: true });
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
});

describe("who a policy lets in", () => {
  const statement = (more: object) => ({ Version: "2012-10-17", Statement: [more].flat() });
  const read = { Effect: "Allow", Action: "s3:Get*", Resource: "arn:aws:s3:::b/env/a.env" };
  const all = "arn:aws:s3:::b/*";

  it("is let in to part of a thing, by patterns of actions, whatever the form", () => {
    assert.deepEqual(accesses(statement(read), "s3:GetObject", all), [
      { principals: [], conditional: false },
    ]);
    assert.equal(accesses(JSON.stringify(statement(read)), "s3:GetObject", all).length, 1);
    assert.deepEqual(accesses(statement(read), "s3:PutObject", all), []);
    assert.deepEqual(accesses(statement(read), "s3:GetObject", "arn:aws:s3:::c/*"), []);
    assert.deepEqual(accesses("{", "s3:GetObject", all), []);
  });

  it("is kept out by a denial to everybody without conditions only", () => {
    const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::b/*" };
    const both = (more: object) => ({ Statement: [read, { ...deny, ...more }] });
    assert.deepEqual(accesses(both({}), "s3:GetObject", all), []);
    const insecure = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
    assert.equal(accesses(both(insecure), "s3:GetObject", all).length, 1);
    const one = { Principal: { AWS: "111122223333" } };
    assert.equal(accesses(both(one), "s3:GetObject", all).length, 1);
  });

  it("is named, with whether conditions narrow it", () => {
    const own = {
      ...read,
      Principal: { AWS: ["111122223333", "*"] },
      Condition: { Bool: { a: "b" } },
    };
    assert.deepEqual(accesses(statement(own), "s3:GetObject", all), [
      { principals: ["111122223333", "*"], conditional: true },
    ]);
  });
});
