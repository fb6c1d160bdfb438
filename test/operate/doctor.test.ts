import assert from "node:assert/strict";
import { join } from "node:path";
import { loadStackFile } from "../../drydock/config/loader";
import { checksOf, type Identity } from "../../drydock/operate/doctor/checks";
import { root } from "../program/run-program";

function configOf(path: string) {
  const loaded = loadStackFile(join(root, path));
  return "problems" in loaded ? assert.fail(path) : loaded.config;
}

const me: Identity = { account: "111122223333", arn: "arn:aws:iam::111122223333:user/me" };

const good: Readonly<Record<string, string>> = {
  node: "v24.1.0",
  "pulumi version": "v3.259.0",
  "pulumi whoami": '{ "user": "me", "url": "https://app.pulumi.com/me" }',
  docker: "28.0.1",
  "session-manager-plugin": "1.2.3",
};

/** The failed checks, and all of them by their first word. */
async function examined(
  programs: Readonly<Record<string, string | undefined>> = {},
  more: { readonly path?: string; readonly identity?: Identity; readonly account?: string } = {},
) {
  const { path = "Pulumi.test.yaml", identity = me, account } = more;
  const config = configOf(path);
  const all = { ...good, ...programs };
  const checks = await checksOf(account === undefined ? config : { ...config, account }, {
    run: (command, ...[first = ""]) => Promise.resolve(all[`${command} ${first}`] ?? all[command]),
    identity: () => Promise.resolve(identity),
    shell: {},
  });
  const words = checks.map(({ what }) => what.split(/[ ,]/, 1)[0]);
  return { words, failed: checks.filter(({ ok }) => !ok) };
}

describe("drydock doctor", () => {
  it("asks for what this environment needs, and finds all of it", async () => {
    const { words, failed } = await examined();
    assert.deepEqual(words, ["Node.js", "Pulumi", "place", "Docker", "Session", "AWS"]);
    assert.deepEqual(failed, []);
  });

  it("asks for no Docker where nothing is built, and no plugin without shells", async () => {
    const { words } = await examined({}, { path: "examples/worker-fleet/Pulumi.example.yaml" });
    assert.deepEqual(words, ["Node.js", "Pulumi", "place", "AWS"]);
  });

  const missing: readonly (readonly [
    Readonly<Record<string, string | undefined>>,
    string,
    RegExp,
  ])[] = [
    [{ node: "v20.19.0" }, "v20.19.0, older than 22.0.0", /Install Node\.js 22 or later/],
    [{ "pulumi version": "v3.244.0" }, "v3.244.0, older than 3.245.0", /download-install/],
    [{ "pulumi version": undefined }, "not on your PATH", /download-install/],
    [{ "pulumi whoami": undefined }, "not signed in", /pulumi login/],
    [
      { "pulumi whoami": '{"url":"s3://state"}' },
      "s3://state, without a passphrase",
      /PULUMI_CONFIG_PASSPHRASE/,
    ],
    [{ docker: undefined }, "no daemon answers", /Start Docker/],
    [{ "session-manager-plugin": undefined }, "not on your PATH", /install-plugin/],
  ];
  for (const [programs, found, fix] of missing) {
    it(`has a fix for ${Object.keys(programs).join(" ")}: ${found}`, async () => {
      const { failed } = await examined(programs);
      assert.equal(failed.length, 1);
      assert.equal(failed[0]?.found, found);
      assert.match(failed[0].fix ?? "", fix);
    });
  }

  it("has a fix for credentials that are missing, or of another account", async () => {
    const none = await examined({}, { identity: { problem: "no credentials" } });
    assert.match(none.failed[0]?.fix ?? "", /Sign in/);
    const other = await examined({}, { account: "444455556666" });
    assert.equal(
      other.failed[0]?.fix,
      "The stack file is for 444455556666 (drydock:account): sign in to that account.",
    );
    assert.deepEqual((await examined({}, { account: "111122223333" })).failed, []);
  });
});
