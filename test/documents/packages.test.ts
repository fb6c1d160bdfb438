import * as assert from "node:assert/strict";
import { manifests, readManifest, versionsIn } from "../support/manifests";

describe("the packages", () => {
  const ours = ["components/package.json", "policy/package.json", "drydock/package.json"];

  it("have one version", () => {
    assert.equal(new Set(ours.map((file) => readManifest(file).version)).size, 1);
  });

  it("pin what they depend on, each dependency in one version", () => {
    const pinned = new Map<string, string>();
    for (const file of manifests) {
      for (const [name, version] of Object.entries(versionsIn(file))) {
        assert.match(version, /^\d+\.\d+\.\d+$/, `${name} in ${file}`);
        assert.equal(version, pinned.get(name) ?? version, `${name} in ${file}`);
        pinned.set(name, version);
      }
    }
  });
});
