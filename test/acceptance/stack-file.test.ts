import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { loadStackFile } from "../../drydock/config";
import type { RunSettings } from "./run-settings";
import { runEnvFile, runStackFile, withEngineKeys } from "./stack-file";
import { BROKEN } from "./steps/broken-version-rolls-back";
import { CHANGED } from "./steps/change-rolls";
import { root } from "./support";

const run: RunSettings = { account: "444455556666", region: "eu-west-1", stack: "acc-1a2b3c4d" };
const original = readFileSync(join(root, "Pulumi.test.yaml"), "utf8");

function loaded(text: string) {
  const stack = loadStackFile(join(root, "Pulumi.acc-1a2b3c4d.yaml"), { text });
  return "config" in stack ? stack : assert.fail(JSON.stringify(stack.problems));
}

describe("the stack file of an acceptance run", () => {
  it("is that of the test environment, in the run's account and region and with its tag", () => {
    const { config: mine, region } = loaded(runStackFile(original, run));
    const { config: tests } = loaded(original);
    assert.equal(region, "eu-west-1");
    assert.deepEqual(mine, {
      ...tests,
      account: "444455556666",
      lifecycle: "disposable",
      tags: { "drydock-acceptance": "acc-1a2b3c4d" },
    });
  });

  it("holds with what the steps change", () => {
    const changes = { environment: CHANGED, command: BROKEN };
    const { web } = loaded(runStackFile(original, run, changes)).config.services;
    assert.deepEqual(web?.command, BROKEN);
    assert.deepEqual(web.environment, { TASK_DEF_SHARED_DEPLOY_ENVIRONMENT: "shared", ...CHANGED });
  });

  it("takes no encryption of the test environment's with it", () => {
    const text = runStackFile(`encryptionsalt: v1:of-test\n${original}`, run);
    assert.deepEqual(Object.keys(z.looseObject({}).parse(parse(text))), ["config"]);
  });

  it("keeps what the Pulumi CLI wrote into it", () => {
    const text = withEngineKeys("config:\n  a: 1\n", "encryptionsalt: v1:abc\nconfig:\n  a: 2\n");
    assert.deepEqual(parse(text), { encryptionsalt: "v1:abc", config: { a: 1 } });
  });

  it("has an environment file that masks secrets, as the pages are open to everyone", () => {
    const text = readFileSync(join(root, "env", "test.env"), "utf8");
    assert.match(text, /^REVEAL_SECRETS=true$/m);
    assert.doesNotMatch(runEnvFile(text), /REVEAL_SECRETS/);
    assert.match(runEnvFile(text), /^ENV_FILE_DEPLOY_ENVIRONMENT=test$/m);
  });
});
