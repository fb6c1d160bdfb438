import * as assert from "node:assert/strict";
import { type CliSearch, findCli } from "../../../drydock/offline/engine/cli/find";
import { compareVersions, pinnedVersion } from "../../../drydock/offline/engine/cli/version";

const search = (onPath: string | undefined, built: string | undefined): CliSearch => ({
  onPath: onPath === undefined ? undefined : "/usr/bin/pulumi",
  built: built === undefined ? undefined : "/cache/pulumi",
  versionOf: (path) => (path === "/cache/pulumi" ? built : onPath),
});

describe("the Pulumi CLI of the sandbox", () => {
  it("is the one on PATH, where it is new enough", () => {
    assert.deepEqual(findCli(search("3.245.0", "3.259.0")), {
      path: "/usr/bin/pulumi",
      version: "3.245.0",
    });
  });

  it("else the built one, with a word on why", () => {
    assert.deepEqual(findCli(search("3.244.9", "3.259.0")), {
      path: "/cache/pulumi",
      version: "3.259.0",
      remark:
        "/usr/bin/pulumi is version 3.244.9; the sandbox needs 3.245.0 or newer. Using the one that npx drydock sandbox cli built.",
    });
    assert.deepEqual(findCli(search(undefined, "3.259.0")), {
      path: "/cache/pulumi",
      version: "3.259.0",
    });
  });

  it("else three lines say how to get one", () => {
    assert.throws(() => findCli(search(undefined, undefined)), {
      name: "SandboxError",
      message:
        "There is no pulumi on PATH. Two ways to get one:\n" +
        "  the official installer:  https://www.pulumi.com/docs/iac/download-install/\n" +
        `  with Go, about 5 minutes once:  npx drydock sandbox cli   (builds v${pinnedVersion()})`,
    });
    assert.throws(() => findCli(search("3.244.9", undefined)), /is version 3\.244\.9; the sandbox/);
  });

  it("compares versions by number, not by letter", () => {
    assert.ok(compareVersions("3.99.0", "3.245.0") < 0);
    assert.ok(compareVersions("v3.259.0", "3.245.0") > 0);
    assert.equal(compareVersions("3.259.0-alpha.1", "3.259.0"), 0);
  });
});
