import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { criticalPath } from "../../bench/engine/critical-path";
import { registerInBothModes } from "../support";

/** The chain of a program in which a key takes 100 seconds and all else one. */
async function chain(program: () => void): Promise<string[]> {
  const { update } = await registerInBothModes(program);
  const secondsOf = ({ name }: { readonly name: string }) => (name === "key" ? 100 : 1);
  return criticalPath(update.capture.resources, secondsOf).map(
    ({ resource, begin, end }) => `${resource.name} ${begin}-${end}`,
  );
}

const key = () => new aws.kms.Key("key");

describe("the chain of resources that a user waits for", () => {
  it("goes from what refers to nothing to what is done last", async () => {
    const made = await chain(() => {
      const { arn } = key();
      const { id } = new aws.efs.FileSystem("files", { encrypted: true, kmsKeyId: arn });
      new aws.efs.AccessPoint("folder", { fileSystemId: id });
      new aws.cloudwatch.LogGroup("other");
    });
    assert.deepEqual(made, ["key 0-100", "files 100-101", "folder 101-102"]);
  });

  it("counts everything in a component that something waits for", async () => {
    const made = await chain(() => {
      const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
      new aws.kms.Key("key", {}, { parent });
      new aws.cloudwatch.LogGroup("group", {}, { dependsOn: parent });
    });
    assert.deepEqual(made, ["parent 0-0", "key 0-100", "group 100-101"]);
  });

  it("holds a component's children back until its recorded arguments are known", async () => {
    const made = await chain(() => {
      const parent = new pulumi.ComponentResource("test:index:Parent", "parent", { at: key().arn });
      new aws.cloudwatch.LogGroup("group", {}, { parent });
    });
    assert.deepEqual(made, ["key 0-100", "parent 100-100", "group 100-101"]);
  });
});
