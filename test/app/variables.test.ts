import assert from "node:assert/strict";
import { deployVariables } from "../../app/src/environment";
import { MASK, secretViews, type SecretView } from "../../app/src/secrets";
import { readSettings } from "../../app/src/settings";

describe("app: settings", () => {
  it("has a default for everything", () => {
    assert.deepEqual(readSettings({}), {
      settings: {
        port: 8080,
        dataDir: "/data",
        metadataUri: undefined,
        revealSecrets: false,
        stopTimeoutSeconds: 30,
        variables: {},
      },
    });
  });

  it("gives every problem at once, with the value and what is allowed", () => {
    assert.deepEqual(readSettings({ PORT: "http", STOP_TIMEOUT_SECONDS: "121" }), {
      problems: [
        'PORT is "http": set it to a whole number from 0 to 65535, or leave it out for 8080.',
        'STOP_TIMEOUT_SECONDS is "121": set it to a whole number from 2 to 120, or leave it out for 30.',
      ],
    });
  });

  for (const [value, reveals] of [
    ["true", true],
    ["TRUE", false],
    ["1", false],
    ["yes", false],
    ["", false],
    [undefined, false],
  ] as const) {
    it(`REVEAL_SECRETS=${String(value)} ${reveals ? "reveals" : "masks"}`, () => {
      const read = readSettings({ REVEAL_SECRETS: value });
      assert.ok("settings" in read);
      assert.equal(read.settings.revealSecrets, reveals);
    });
  }
});

describe("app: environment variables", () => {
  it("lists the names with DEPLOY_ENVIRONMENT, sorted, with the origin their prefix says", () => {
    assert.deepEqual(
      deployVariables({
        TASK_DEF_SHARED_DEPLOY_ENVIRONMENT: "shared",
        PATH: "/bin",
        DEPLOY_ENVIRONMENT: "",
        ENV_FILE_DEPLOY_ENVIRONMENT: "test",
        UNSET_DEPLOY_ENVIRONMENT: undefined,
      }),
      [
        { name: "DEPLOY_ENVIRONMENT", value: "", origin: "not said by its name" },
        { name: "ENV_FILE_DEPLOY_ENVIRONMENT", value: "test", origin: "environment file" },
        { name: "TASK_DEF_SHARED_DEPLOY_ENVIRONMENT", value: "shared", origin: "task definition" },
      ],
    );
  });

  it("never lists a name that is also a secret's", () => {
    assert.deepEqual(deployVariables({ SECRETS_MANAGER_DEPLOY_ENVIRONMENT: "canary" }), []);
  });
});

describe("app: secrets", () => {
  const CURRENT = "SECRETS_MANAGER_SECRET_ALL_CURRENT_VERSION";
  const PREVIOUS = "SECRETS_MANAGER_SECRET_ALL_PREVIOUS_VERSION";
  const ONE_KEY = "SECRETS_MANAGER_SECRET_JSON_KEY";
  const content = (views: readonly SecretView[], name: string): SecretView["content"] | undefined =>
    views.find((view) => view.name === name)?.content;
  const variables = {
    [CURRENT]: '{"a":"canary-a","b":"canary-b2","c":7}',
    [PREVIOUS]: '{"a":"canary-a","b":"canary-b1"}',
    [ONE_KEY]: "canary-b2",
    SECRETS_MANAGER_OTHER: "canary-other",
  };

  it("shows the keys of whole versions and what changed, and finds the key of a single value", () => {
    const views = secretViews(variables, true);
    assert.deepEqual(content(views, CURRENT), {
      kind: "keys",
      keys: [
        { key: "a", shown: "canary-a", sincePrevious: "unchanged" },
        { key: "b", shown: "canary-b2", sincePrevious: "changed" },
        { key: "c", shown: "7", sincePrevious: "new" },
      ],
    });
    assert.deepEqual(content(views, PREVIOUS), {
      kind: "keys",
      keys: [
        { key: "a", shown: "canary-a" },
        { key: "b", shown: "canary-b1" },
      ],
    });
    assert.deepEqual(content(views, ONE_KEY), { kind: "text", shown: "canary-b2", sameAs: "b" });
    assert.deepEqual(content(views, "SECRETS_MANAGER_OTHER"), {
      kind: "text",
      shown: "canary-other",
      sameAs: undefined,
    });
  });

  it("masks every value with the same text, whatever its length", () => {
    const views = secretViews(variables, false);
    assert.doesNotMatch(JSON.stringify(views), /canary|7/);
    assert.deepEqual(content(views, ONE_KEY), { kind: "text", shown: MASK, sameAs: "b" });
  });

  it("lists the expected ones even where none is set", () => {
    assert.deepEqual(
      secretViews({}, true).map((view) => [view.name, view.content.kind]),
      [
        [CURRENT, "missing"],
        [PREVIOUS, "missing"],
        [ONE_KEY, "missing"],
      ],
    );
  });

  for (const malformed of ['{"a":"canary', "canary", '["canary"]', '"canary"', "null"]) {
    it(`calls a whole version that is ${malformed} malformed and keeps it masked`, () => {
      const masked = secretViews({ [CURRENT]: malformed }, false);
      assert.deepEqual(content(masked, CURRENT), { kind: "malformed", shown: MASK });
      const revealed = secretViews({ [CURRENT]: malformed }, true);
      assert.deepEqual(content(revealed, CURRENT), { kind: "malformed", shown: malformed });
    });
  }

  it("does not compare with a previous version that is malformed", () => {
    const views = secretViews({ [CURRENT]: '{"a":"x"}', [PREVIOUS]: "{" }, true);
    assert.deepEqual(content(views, CURRENT), { kind: "keys", keys: [{ key: "a", shown: "x" }] });
  });
});
