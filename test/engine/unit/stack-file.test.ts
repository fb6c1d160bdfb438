import * as assert from "node:assert/strict";
import { parse } from "yaml";
import { saltOf, sandboxStackFile } from "../../../drydock/offline/engine/workspace/stack-file";

describe("the sandbox's copy of a stack file", () => {
  const owned = [
    "encryptionsalt: v1:owner",
    "secretsprovider: awskms://key",
    "config:",
    "  aws:region: us-east-2",
    "  drydock:token: { secure: v1:abc }",
    "  drydock:secrets:",
    "    one.two:",
    "      versions:",
    "        - { KEY: { secure: v1:def }, OTHER: { generate: 24 } }",
  ].join("\n");

  it("leaves out what only the owner's key opens, and says where it was", () => {
    const { text, securePaths } = sandboxStackFile(owned, undefined);
    assert.deepEqual(securePaths, [
      "drydock:token",
      'drydock:secrets["one.two"]["versions"][0]["KEY"]',
    ]);
    assert.deepEqual(parse(text), {
      config: {
        "aws:region": "us-east-2",
        "drydock:secrets": { "one.two": { versions: [{ OTHER: { generate: 24 } }] } },
      },
    });
  });

  it("keeps the salt of the sandbox, never the owner's", () => {
    const { text } = sandboxStackFile(owned, "v1:sandbox");
    assert.equal(saltOf(text), "v1:sandbox");
    assert.equal(saltOf(sandboxStackFile(owned, undefined).text), undefined);
  });

  it("takes an empty file", () => {
    assert.deepEqual(parse(sandboxStackFile("", undefined).text), { config: {} });
  });
});
