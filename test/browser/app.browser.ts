import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { startDemo, type Demo } from "../../app/dev/demo";
import { PAGES } from "../../app/src/pages/layout";
import { MASK } from "../../app/src/secrets";
import { bundle, cleanUp } from "../app/support";
import { chromiumForSuite } from "./support";

after(cleanUp);

// The whole demonstration, two tasks behind the stand-in load balancer, in a real browser. What this does not prove: how
// it looks (that is for eyes), and what other browsers make of it.

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

describe("app: in a browser", () => {
  let demo: Demo;
  /** Everything a browser complains about: errors of scripts, blocked content, failed requests. */
  const complaints: string[] = [];

  before(async () => {
    const folder = await bundle();
    demo = await startDemo({ folder, environment: "test", port: 0, tasks: 2, readEveryMs: 50 });
  });

  const browser = chromiumForSuite(ARGUMENTS);

  after(() => demo.close());

  afterEach(() => {
    assert.deepEqual(complaints.splice(0), []);
  });

  async function open(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
    const context = await browser().newContext({
      viewport: DESKTOP,
      baseURL: demo.url,
      ...options,
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        complaints.push(`console: ${message.text()} ${message.location().url}`);
      }
    });
    return page;
  }

  it("reaches every page by its links, each with its heading and its place in the navigation", async () => {
    const page = await open();
    await page.goto("/");
    const navigation = page.getByRole("navigation");
    const headings = [];
    for (const { name } of PAGES) {
      await navigation.getByRole("link", { name }).click();
      await page.locator(`nav a[aria-current="page"]`, { hasText: name }).waitFor();
      headings.push(await page.getByRole("heading", { level: 1 }).innerText());
    }
    assert.deepEqual(headings, [
      "What is deployed",
      "Environment variables",
      "Secrets",
      "Task metadata",
      "Files",
      "Load",
    ]);
    await page.goto("/");
    const cards = page.locator(".cards a");
    const links = [];
    for (const card of await cards.all()) {
      links.push((await card.getAttribute("href")) ?? "");
    }
    assert.deepEqual(links, ["/env-vars", "/secrets", "/metadata", "/files", "/load", "/readyz"]);
    for (const link of links) {
      const answer = await page.goto(link);
      assert.equal(answer?.status(), 200, link);
    }
    await page.context().close();
  });

  it("shows the variables, the three secrets, and the metadata of the task that answers", async () => {
    const page = await open();
    await page.goto("/env-vars");
    assert.deepEqual(await page.locator("tbody tr").allInnerTexts(), [
      "ENV_FILE_DEPLOY_ENVIRONMENT\ttest\tenvironment file",
      "TASK_DEF_SHARED_DEPLOY_ENVIRONMENT\tshared\ttask definition",
    ]);

    await page.goto("/secrets");
    const current: unknown = JSON.parse(
      demo.variables["SECRETS_MANAGER_SECRET_ALL_CURRENT_VERSION"] ?? "",
    );
    const region = page.getByRole("region", { name: "SECRETS_MANAGER_SECRET_ALL_CURRENT_VERSION" });
    const keys = await region.locator("dt").allInnerTexts();
    const values = await region.locator("dd code").allInnerTexts();
    assert.deepEqual(Object.fromEntries(keys.map((key, at) => [key, values[at]])), current);
    assert.equal(
      await page
        .getByRole("region", { name: "SECRETS_MANAGER_SECRET_JSON_KEY" })
        .locator(".value")
        .innerText(),
      demo.variables["SECRETS_MANAGER_SECRET_JSON_KEY"],
    );

    await page.goto("/metadata");
    const fact = (name: string): Promise<string> =>
      page.locator(".facts > div", { hasText: name }).first().locator("dd").innerText();
    assert.equal(await fact("Launch type"), "FARGATE");
    const task = (await fact("Task ARN")).split("/").at(-1);
    assert.equal(await page.locator("footer code").first().getAttribute("title"), task);
    await page.context().close();
  });

  it("draws the traffic of each task that answers, and it rises with load", async () => {
    const page = await open();
    await page.clock.install();
    await page.goto("/load");
    await page.getByLabel("Seconds").fill("1");
    await page.getByLabel("KiB a second").fill("2048");
    await page.getByRole("button", { name: "Send" }).click();
    // The page asks every two seconds of its own clock, which need not be ours.
    for (let poll = 0; poll < 12; poll += 1) {
      await page.clock.runFor(2000);
      await page.waitForTimeout(100);
    }
    await page.getByText("Done: received 2.00 MiB.").waitFor();
    assert.equal(await page.locator("figure.chart").count(), 2);
    for (const line of await page.locator("figure.chart path.sent.line").all()) {
      assert.match((await line.getAttribute("d")) ?? "", /^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+)+$/);
    }
    const scales = await page.locator("figure.chart text").allTextContents();
    assert.match(scales.join(" "), /MiB\/s/);
    await page.context().close();
  });

  it("writes a note that the other task shows too", async () => {
    const page = await open();
    await page.goto("/files");
    const text = `<i>Not markup</i> ${String(Date.now())}`;
    await page.getByLabel("Text, at most 500 characters").fill(text);
    await page.getByRole("button", { name: "Write" }).click();
    const note = page.locator(".notes li", { hasText: text });
    const seen = new Set<string>();
    while (seen.size < 2) {
      seen.add(await note.locator(".badge").innerText());
      await page.reload();
    }
    assert.deepEqual([...seen].sort(), ["another task", "this task"]);
    await note.getByRole("link").click();
    await page.getByRole("heading", { name: "A note" }).waitFor();
    await page.getByText(text).waitFor();
    await page.context().close();
  });

  it("works without scripts", async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto("/metadata");
    await page.locator("#live-traffic dt", { hasText: "Received" }).waitFor();
    await page.context().close();
  });

  it("lets the keyboard skip to the content", async () => {
    const page = await open();
    await page.goto("/");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").innerText(), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(":focus").getAttribute("id"), "content");
    await page.context().close();
  });

  it("masks every secret in production", async () => {
    const folder = await bundle();
    const production = await startDemo({ folder, environment: "production", port: 0, tasks: 1 });
    try {
      const page = await open({ baseURL: production.url });
      await page.goto("/secrets");
      const shown = await page.locator(".value").allInnerTexts();
      assert.deepEqual([...new Set(shown)], [MASK]);
      await page.context().close();
    } finally {
      await production.close();
    }
  });

  // Colors do not depend on the width, so two of the four combinations cover both schemes and both layouts.
  for (const [what, viewport, colorScheme] of [
    ["phone, dark", PHONE, "dark"],
    ["desktop, light", DESKTOP, "light"],
  ] as const) {
    it(`has readable contrast, names for everything, and nothing beside the screen: ${what}`, async () => {
      const page = await open({ viewport, colorScheme });
      for (const { path } of PAGES) {
        await page.goto(path);
        if (path === "/metadata" || path === "/load") {
          await page.locator("figure.chart").first().waitFor();
        }
        // Legacy mode leaves out what pages with frames need, a page of its own for each run; there are none here.
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          [],
          path,
        );
        const beside = await page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        assert.equal(beside, 0, path);
      }
      await page.context().close();
    });
  }
});
