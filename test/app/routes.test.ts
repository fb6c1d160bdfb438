import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LOAD_AT_ONCE } from "../../app/src/load";
import { body, cleanUp, sendNote, testApp, textOf } from "./support";

after(cleanUp);

describe("app: methods", () => {
  for (const path of ["/", "/files", "/healthz", "/load", "/nothing"]) {
    const allow = path === "/files" ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS";
    for (const method of ["DELETE", "PUT", "PATCH", "TRACE2"]) {
      it(`refuses ${method} ${path}`, async () => {
        const answer = await (await testApp()).request(path, { method });
        assert.deepEqual([answer.status, answer.headers.get("allow")], [405, allow]);
      });
    }
    it(`answers OPTIONS ${path}`, async () => {
      const answer = await (await testApp()).request(path, { method: "OPTIONS" });
      assert.deepEqual([answer.status, answer.headers.get("allow")], [204, allow]);
    });
  }
});

describe("app: files", () => {
  it("writes a note, shows it escaped with who wrote it, and opens it", async () => {
    const app = await testApp();
    const sent = await sendNote(app, "<script>canary</script>\nsecond line");
    assert.equal(sent.status, 303);
    assert.equal(sent.headers.get("location"), "/files");
    const html = await body(app.get("/files"));
    assert.match(html, /&lt;script&gt;canary&lt;\/script&gt;\nsecond line/);
    assert.match(textOf(html), /1 note, written by 1 task\..* this task [0-9a-f]{8} /);
    const path = /"(\/files\/[^"]+)"/.exec(html)?.[1];
    assert.ok(path);
    assert.match(textOf(await body(app.get(path))), /Written by task [0-9a-f]{32}/);
  });

  it("keeps what was typed where it refuses it", async () => {
    const app = await testApp();
    const answer = await sendNote(app, "&".repeat(501));
    assert.equal(answer.status, 400);
    const html = await answer.text();
    assert.match(textOf(html), /The note has 501 characters: at most 500 are kept\./);
    assert.ok(html.includes("&amp;".repeat(501)));
    assert.equal((await sendNote(app, " ")).status, 400);
  });

  it("refuses a form of another site, a body that is too large, and one that is no form", async () => {
    const app = await testApp();
    const send = (headers: Record<string, string>, text: string): Promise<Response> =>
      app.request("/files", { method: "POST", headers, body: text });
    const form = "application/x-www-form-urlencoded";
    const own = "http://demo.test";
    const foreign = await send({ origin: "http://evil.test", "content-type": form }, "text=x");
    assert.equal(foreign.status, 403);
    const large = await send({ origin: own, "content-type": form }, `text=${"x".repeat(9000)}`);
    assert.equal(large.status, 413);
    assert.match(textOf(await large.text()), /larger than 8192 bytes/);
    const noForm = await send({ origin: own, "content-type": "application/json" }, "{}");
    assert.equal(noForm.status, 400);
    const broken = await send(
      { origin: own, "content-type": "multipart/form-data; boundary=x" },
      "y",
    );
    assert.equal(broken.status, 400);
    assert.match(await body(app.get("/files")), /There are no notes yet/);
  });

  it("says what is wrong with the volume, and every other page lives", async () => {
    const app = await testApp();
    await rm(app.dataDir, { recursive: true });
    const page = await app.get("/files");
    assert.equal(page.status, 200);
    assert.match(textOf(await page.text()), /is not there: mount a volume on it/);
    const sent = await sendNote(app, "typed");
    assert.equal(sent.status, 503);
    assert.match(await sent.text(), />\s*typed<\/textarea/);
    assert.equal((await app.get("/")).status, 200);
    assert.match(app.lines.join(""), /"message":"note not written"/);
  });

  it("says so where a file stands in the place of the folder", async () => {
    const app = await testApp();
    await writeFile(join(app.dataDir, "notes"), "");
    assert.match(textOf(await body(app.get("/files"))), /is not a folder/);
  });

  it("shows a file that is no note as such", async () => {
    const app = await testApp();
    await mkdir(join(app.dataDir, "notes"));
    const name = "20261121T100000000Z-01234567-89abcdef.json";
    await writeFile(join(app.dataDir, "notes", name), "{");
    for (const path of ["/files", `/files/${name}`]) {
      assert.match(textOf(await body(app.get(path))), /cannot be read as a note: it is not JSON\./);
    }
  });
});

describe("app: load", () => {
  it("sends exactly what was asked for, with its length in the header", async () => {
    const app = await testApp();
    const answer = await app.get("/load?seconds=1&kib=100");
    assert.equal(answer.headers.get("content-length"), "102400");
    assert.equal((await answer.arrayBuffer()).byteLength, 102_400);
  });

  for (const [query, said] of [
    ["seconds=0&kib=1", /seconds is &quot;0&quot;: give a whole number from 1 to 20\./],
    ["seconds=21&kib=1", /seconds is &quot;21&quot;/],
    ["seconds=1&kib=8193", /kib is &quot;8193&quot;: give a whole number from 1 to 8192\./],
    ["seconds=1", /kib is missing/],
    ["kib=1e3&seconds=-1", /seconds is &quot;-1&quot;.*kib is &quot;1e3&quot;/],
  ] as const) {
    it(`refuses ?${query}, with all that is wrong`, async () => {
      const app = await testApp();
      const answer = await app.get(`/load?${query}`);
      assert.equal(answer.status, 400);
      assert.match(textOf(await answer.text()), said);
    });
  }

  it("accepts the largest values", async () => {
    const app = await testApp();
    const answer = await app.request("/load?seconds=20&kib=8192", { method: "HEAD" });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-length"), String(20 * 8192 * 1024));
  });

  it("offers fewer seconds where the task has less time to stop", async () => {
    const app = await testApp({ variables: { STOP_TIMEOUT_SECONDS: "10" } });
    assert.match(await body(app.get("/load")), /Seconds \(1 to 8\)/);
    assert.equal((await app.get("/load?seconds=9&kib=1")).status, 400);
  });

  it(`sends ${LOAD_AT_ONCE} at once, refuses one more, and has room again when one ends`, async () => {
    const app = await testApp();
    const many = Array.from({ length: LOAD_AT_ONCE }, () => app.get("/load?seconds=5&kib=1"));
    const running = await Promise.all(many);
    assert.deepEqual(
      running.map((answer) => answer.status),
      running.map(() => 200),
    );
    const refused = await app.get("/load?seconds=1&kib=1");
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "5");
    assert.equal(refused.headers.get("content-type"), "text/html; charset=UTF-8");
    assert.equal(refused.headers.get("content-length"), null);
    for (const answer of running) {
      await answer.body?.cancel();
    }
    const again = await app.get("/load?seconds=1&kib=1");
    assert.equal(again.status, 200);
    await again.body?.cancel();
  });
});

describe("app: health and logs", () => {
  it("/healthz answers whatever is missing, /readyz says what is", async () => {
    const app = await testApp({ endpoint: false });
    assert.deepEqual(await (await app.get("/healthz")).json(), { status: "ok" });
    const ready = await app.get("/readyz");
    assert.equal(ready.status, 200);
    assert.match(await ready.text(), /"status":"ready","volume":"ok","metadata":"ECS_CONTAINER_/);
    await rm(app.dataDir, { recursive: true });
    const notReady = await app.get("/readyz");
    assert.equal(notReady.status, 503);
    assert.match(await notReady.text(), /"status":"not ready","volume":"The volume on /);
    assert.equal((await app.get("/healthz")).status, 200);
  });

  it("while stopping, is not ready and ends each connection, but still answers", async () => {
    const app = await testApp();
    app.lifecycle.draining = true;
    const ready = await app.get("/readyz");
    assert.equal(ready.status, 503);
    assert.match(await ready.text(), /"status":"stopping"/);
    const page = await app.get("/");
    assert.equal(page.status, 200);
    assert.equal(page.headers.get("connection"), "close");
  });

  it("logs each request as one line of JSON without its query, and no passing health check", async () => {
    const app = await testApp();
    await app.get("/load?seconds=canary&kib=1", { "x-amzn-trace-id": "Root=1-2-3" });
    await app.get("/healthz");
    await app.get("/readyz");
    assert.equal(app.lines.length, 1);
    const line: unknown = JSON.parse(app.lines[0] ?? "");
    assert.ok(typeof line === "object" && line !== null);
    const { time, milliseconds, ...rest }: { time?: unknown; milliseconds?: unknown } = line;
    assert.equal(typeof time, "string");
    assert.equal(typeof milliseconds, "number");
    assert.deepEqual(rest, {
      level: "info",
      message: "request",
      method: "GET",
      path: "/load",
      status: 400,
      traceId: "Root=1-2-3",
    });
  });
});
