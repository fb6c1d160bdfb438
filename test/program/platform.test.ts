import assert from "node:assert/strict";
import { join } from "node:path";
import { textAt } from "../../drydock/offline/cloud/values";
import { runProgram, root } from "./run-program";

const folder = join(root, "examples/platform");

/** The program on the example's files. That the stacks fit together is shown on the engine: test/engine/platform.engine.ts. */
describe("examples/platform", () => {
  it("publishes the contract, and creates no service", async () => {
    const update = await runProgram(join(folder, "platform/Pulumi.test.yaml"), false);
    const parameter = update.one("ssm/parameter:Parameter");
    assert.equal(parameter.inputs["name"], "/drydock/platform-test/contract");
    assert.deepEqual(
      JSON.parse(textAt(parameter.inputs, "insecureValue")),
      update.capture.outputs["platform"],
    );
    assert.deepEqual(update.all("ecs/service:Service"), []);
    assert.match(
      textAt(update.one("ec2/vpcEndpoint:VpcEndpoint", "endpoints-s3").inputs, "policy"),
      /"aws:ResourceAccount":\["111122223333"\]/,
    );
    assert.equal(update.all("servicediscovery/privateDnsNamespace:PrivateDnsNamespace").length, 1);
  });

  for (const file of [
    "shop/Pulumi.web.yaml",
    "shop/Pulumi.admin.yaml",
    "reports/Pulumi.test.yaml",
  ]) {
    it(`creates services alone for ${file}`, async () => {
      const preview = await runProgram(join(folder, file), true);
      const update = await runProgram(join(folder, file), false);
      assert.deepEqual(preview.names, update.names);
      for (const type of ["ec2/vpc:Vpc", "ecs/cluster:Cluster", "lb/loadBalancer:LoadBalancer"]) {
        assert.deepEqual(update.all(type), [], type);
      }
      for (const type of ["kms/key:Key", "efs/fileSystem:FileSystem", "sns/topic:Topic"]) {
        assert.deepEqual(update.all(type), [], type);
      }
      for (const { inputs } of update.all("ecs/service:Service")) {
        assert.match(textAt(inputs, "name"), /^(?:shop-web|shop-admin|reports-test)-/);
      }
    });
  }
});
