import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudStore } from "../../../drydock/offline/cloud/store";
import { describeCloud } from "../../../drydock/offline/engine/describe";
import { existingUrn } from "../../../drydock/offline/engine/existing-objects";

const type = "aws:ec2/vpc:Vpc";

describe("the description of the sandbox's cloud", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-describe-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Of a cloud and a state with VPCs of these ids. */
  const described = (name: string, cloud: readonly string[], state?: readonly string[]) => {
    const cloudFile = join(folder, name, "cloud.jsonl");
    const store = new CloudStore(cloudFile);
    for (const id of cloud) {
      const urn = id === "theirs" ? existingUrn : `urn:pulumi:test::shop::${type}::${id}`;
      const place = { name: id, region: "us-east-2", generation: 0 };
      store.put({ type, id, urn, ...place, inputs: {}, state: { id } });
    }
    const stateFile = join(folder, name, "state.json");
    if (state !== undefined) {
      const resources = state.map((id) => ({ urn: id, type, id, custom: true }));
      writeFileSync(stateFile, JSON.stringify({ checkpoint: { latest: { resources } } }));
    }
    return describeCloud({ cloudFile, stateFile });
  };

  it("names what is on one side only, and why it may be", () => {
    const text = described("differs", ["both", "left", "theirs"], ["both", "gone"]);
    assert.match(
      text,
      /In the cloud, not in the state \(1\)\S*\n {2}aws:ec2\/vpc:Vpc left\nKept on purpose/,
    );
    assert.match(
      text,
      /In the state, not in the cloud \(1\)\S*\n {2}aws:ec2\/vpc:Vpc gone\nDeleted by somebody else/,
    );
  });

  it("compares nothing where the sides agree, or where there is no state", () => {
    assert.doesNotMatch(described("same", ["both", "theirs"], ["both"]), /not in the/);
    assert.doesNotMatch(described("alone", ["left"]), /not in the/);
  });
});
