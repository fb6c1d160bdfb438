import assert from "node:assert/strict";
import { PAGES } from "../../app/src/pages/layout";
import { MASK } from "../../app/src/secrets";
import { body, cleanUp, testApp, type TestApp, textOf } from "./support";

after(cleanUp);

const SECRETS = {
  SECRETS_MANAGER_SECRET_ALL_CURRENT_VERSION: '{"SECRET_KEY_1":"canary-one"}',
  SECRETS_MANAGER_SECRET_ALL_PREVIOUS_VERSION: '{"SECRET_KEY_1":"canary',
  SECRETS_MANAGER_SECRET_JSON_KEY: "canary-one",
};

describe("app: every page", () => {
  let app: TestApp;
  before(async () => {
    app = await testApp({ variables: SECRETS });
  });

  for (const { path } of PAGES) {
    it(`${path} answers with a whole document, its own heading, and who answered`, async () => {
      const answer = await app.get(path);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("content-type"), "text/html; charset=UTF-8");
      const html = await answer.text();
      assert.match(html, /^<!doctype html>/);
      assert.match(html, new RegExp(`<a href="${path}" aria-current="page"`));
      assert.match(textOf(html), /Answered by task [0-9a-f]{8} in us-east-2a$/);
    });

    it(`${path} tells browsers to run nothing inline, sniff nothing, frame nothing, keep nothing`, async () => {
      const { headers } = await app.get(path);
      assert.equal(
        headers.get("content-security-policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("x-frame-options"), "DENY");
      assert.equal(headers.get("referrer-policy"), "same-origin");
      assert.equal(headers.get("cache-control"), "no-store");
    });

    it(`${path} has nothing inline that the policy would block`, async () => {
      const html = await body(app.get(path));
      assert.doesNotMatch(html, /<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=/);
    });
  }

  it("names style, script and icon that exist, and answers 304 while they are the same", async () => {
    const html = await body(app.get("/"));
    const names = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, name]) => name ?? "");
    assert.deepEqual([...new Set(names)].sort(), [
      "/assets/icon.svg",
      "/assets/live.js",
      "/assets/style.css",
    ]);
    for (const name of names) {
      const first = await app.get(name);
      assert.equal(first.status, 200, name);
      const again = await app.get(name, { "if-none-match": first.headers.get("etag") ?? "" });
      assert.equal(again.status, 304, name);
    }
  });

  it("has an icon for answers that are no pages", async () => {
    const answer = await app.get("/favicon.ico");
    assert.equal(answer.headers.get("location"), "/assets/icon.svg");
  });

  it("answers 404 for what is not there, on a page", async () => {
    for (const path of ["/nothing", "/assets/server.js", "/assets/..%2Fserver.js", "/files/x"]) {
      const answer = await app.get(path);
      assert.equal(answer.status, 404, path);
      assert.match(await answer.text(), /Not found/);
    }
  });
});

describe("app: variables and secrets", () => {
  it("/env-vars shows each variable with its origin, escaped", async () => {
    const app = await testApp({
      variables: {
        TASK_DEF_SHARED_DEPLOY_ENVIRONMENT: "shared",
        ENV_FILE_DEPLOY_ENVIRONMENT: "<b>test</b>",
      },
    });
    const html = await body(app.get("/env-vars"));
    assert.match(html, /&lt;b&gt;test&lt;\/b&gt;/);
    assert.doesNotMatch(html, /<b>test/);
    const text = textOf(html);
    assert.match(text, /ENV_FILE_DEPLOY_ENVIRONMENT \S+ environment file/);
    assert.match(text, /TASK_DEF_SHARED_DEPLOY_ENVIRONMENT shared task definition/);
  });

  it("/env-vars says when there is none", async () => {
    const app = await testApp();
    assert.match(await body(app.get("/env-vars")), /No variable has such a name/);
  });

  it("/secrets masks, on every page and in every log line, unless told to reveal", async () => {
    const app = await testApp({ variables: SECRETS });
    assert.match(await body(app.get("/secrets")), new RegExp(MASK));
    for (const path of [...PAGES.map((page) => page.path), "/readyz", "/nothing"]) {
      assert.doesNotMatch(await body(app.get(path)), /canary/, path);
    }
    assert.doesNotMatch(app.lines.join(""), /canary/);
  });

  it("/secrets reveals with REVEAL_SECRETS=true, and never in a log line", async () => {
    const app = await testApp({ variables: { ...SECRETS, REVEAL_SECRETS: "true" } });
    const text = textOf(await body(app.get("/secrets")));
    assert.match(text, /SECRET_KEY_1 canary-one/);
    assert.match(text, /canary-one is the value of SECRET_KEY_1 in the whole current version/);
    assert.doesNotMatch(app.lines.join(""), /canary/);
  });

  it("/secrets says that a version is no JSON object, and that one is not set", async () => {
    const app = await testApp({
      variables: { ...SECRETS, SECRETS_MANAGER_SECRET_JSON_KEY: undefined },
    });
    const text = textOf(await body(app.get("/secrets")));
    assert.match(text, /SECRETS_MANAGER_SECRET_ALL_PREVIOUS_VERSION .* Not a JSON object\./);
    assert.match(text, /SECRETS_MANAGER_SECRET_JSON_KEY .* Not set:/);
  });
});

describe("app: metadata", () => {
  it("/metadata shows what the issue of a Fargate task is asked for", async () => {
    const app = await testApp();
    const text = textOf(await body(app.get("/metadata")));
    for (const part of [
      "Launch type FARGATE",
      "Availability zone us-east-2a",
      "CPU limit 0.25 vCPU",
      "Memory limit 512 MiB",
      "Ephemeral storage 261 MiB of 20.0 GiB used",
      "Container ARN arn:aws:ecs:us-east-2:111122223333:container/drydock-local/",
      "Log driver awslogs",
      "Received 2.00 KiB",
      "Sent 4.00 KiB",
      "web 111122223333.dkr.ecr.us-east-2.amazonaws.com/drydock-web:local 59.1 MiB",
    ]) {
      assert.ok(text.includes(part), `${part}\n${text}`);
    }
  });

  it("/metadata/network gives growing counters, and a rate from the second reading on", async () => {
    let bytes = 0;
    const app = await testApp({
      counters: () => {
        bytes += 1000;
        return { receivedBytes: bytes, sentBytes: bytes * 2 };
      },
    });
    const read = async (): Promise<string> => (await app.get("/metadata/network")).text();
    assert.match(
      await read(),
      /"readAt":"2026-11-21T00:00:10\.000Z","receivedBytes":1000,"sentBytes":2000}}$/,
    );
    assert.match(
      await read(),
      /"receivedBytes":2000,"sentBytes":4000,"rate":{"receivedPerSecond":100,"sentPerSecond":200}}}$/,
    );
  });

  it("lives without an endpoint: each page says so, and the process names itself", async () => {
    const app = await testApp({ endpoint: false });
    for (const path of ["/", "/metadata", "/load"]) {
      const answer = await app.get(path);
      assert.equal(answer.status, 200);
      const text = textOf(await answer.text());
      assert.match(text, /ECS_CONTAINER_METADATA_URI_V4 is not set/);
      assert.match(text, /Answered by task local-/);
    }
    const network = await app.get("/metadata/network");
    assert.equal(network.status, 503);
  });

  for (const [what, answer, said] of [
    ["an error", { status: 500, body: "" }, /\(\/task\) answered with status 500\./],
    [
      "no JSON",
      { status: 200, body: "<html>" },
      /\(\/task\) answered with something that is not JSON\./,
    ],
    [
      "another shape",
      { status: 200, body: '{"TaskARN":7}' },
      /\(\/task\) answered in another shape than the documented one: Cluster \(/,
    ],
  ] as const) {
    it(`says so where the endpoint answers with ${what}`, async () => {
      const app = await testApp();
      app.metadata.instead.set("/task", answer);
      const page = await app.get("/metadata");
      assert.equal(page.status, 200);
      assert.match(textOf(await page.text()), said);
    });
  }

  it("says so where nothing listens, and finds the task again once something does", async () => {
    const app = await testApp();
    app.metadata.instead.set("/task", { status: 503, body: "" });
    assert.match(textOf(await body(app.get("/"))), /Answered by task local-/);
    app.metadata.instead.clear();
    assert.match(textOf(await body(app.get("/"))), /Answered by task [0-9a-f]{8} in us-east-2a/);
    await app.metadata.close();
    assert.match(
      textOf(await body(app.get("/metadata"))),
      /cannot be reached: connect ECONNREFUSED/,
    );
  });

  it("accepts a container in its first second, which has no statistics", async () => {
    const app = await testApp();
    const empty = JSON.stringify({ read: "0001-01-01T00:00:00Z" });
    app.metadata.instead.set("/stats", { status: 200, body: empty });
    app.metadata.instead.set("/task/stats", { status: 200, body: '{"x":null}' });
    const text = textOf(await body(app.get("/metadata")));
    assert.match(text, /has no network counters yet/);
    assert.match(text, /drydock-web:local not given/);
  });
});
