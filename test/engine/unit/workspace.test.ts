import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sandboxFolder, writeFolder } from "../../../drydock/offline/engine/workspace/folder";
import { mandatoryLevels } from "../../../drydock/offline/engine/workspace/levels";
import { isProtected, refuseDamagedState } from "../../../drydock/offline/engine/workspace/state";

describe("the sandbox's levels", () => {
  it("turn advisory policies off, and leave the others as they are", () => {
    const strict = { enforcementLevel: "mandatory", requireKey: true };
    assert.deepEqual(
      mandatoryLevels({
        one: "advisory",
        two: { enforcementLevel: "advisory", tags: ["a"] },
        three: "mandatory",
        four: strict,
        five: "disabled",
      }),
      {
        "exemptions-used": "disabled",
        "deferred-checks": "disabled",
        one: "disabled",
        two: "disabled",
        three: "mandatory",
        four: strict,
        five: "disabled",
      },
    );
  });
});

describe("the sandbox's state", () => {
  const state = (...resources: readonly object[]) => JSON.stringify({ deployment: { resources } });

  it("is protected where one of its resources is", () => {
    assert.equal(isProtected(state({ urn: "a" }, { urn: "b", protect: true })), true);
    assert.equal(isProtected(state({ urn: "a", protect: false })), false);
    assert.equal(isProtected(JSON.stringify({ version: 3, deployment: {} })), false);
  });

  it("is refused where it is damaged, with the ways out", () => {
    const folder = mkdtempSync(join(tmpdir(), "drydock-state-"));
    const file = join(folder, "test.json");
    try {
      refuseDamagedState(file, "test");
      writeFileSync(file, '{"version":3}');
      refuseDamagedState(file, "test");
      writeFileSync(file, '{"version":3');
      assert.throws(
        () => {
          refuseDamagedState(file, "test");
        },
        {
          name: "SandboxError",
          message:
            `${file}: the state is damaged: it is not JSON. ` +
            "Copy the newest .checkpoint.json of .pulumi/history beside it over it, " +
            "or delete the stack and its cloud: npx drydock sandbox reset --stack test",
        },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the sandbox's folder", () => {
  it("has no room for the engine's logs, and loses those that an earlier update left", () => {
    const root = mkdtempSync(join(tmpdir(), "drydock-folder-"));
    const logs = join(root, "home", "logs");
    try {
      mkdirSync(join(logs, "an update"), { recursive: true });
      const content = { project: "drydock", stack: "test", root, stackFileText: "" };
      writeFolder(sandboxFolder(root), content);
      writeFolder(sandboxFolder(root), content);
      assert.equal(statSync(logs).isFile(), true);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
