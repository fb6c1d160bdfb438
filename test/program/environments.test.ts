import * as assert from "node:assert/strict";
import type { Registered } from "../support";
import { runProgram, stackFileOf } from "./run-program";

/** This does not show the decisions of the real engine (replacements, order, deletes). */
describe("the two environments", () => {
  for (const stack of ["test", "production"]) {
    describe(stack, () => {
      let preview: Registered;
      let update: Registered;
      before(async () => {
        preview = await runProgram(stackFileOf(stack), true);
        update = await runProgram(stackFileOf(stack), false);
      });

      it("registers the same resources in a preview and in an update", () => {
        assert.deepEqual(preview.names, update.names);
      });

      it("puts every resource below a component", () => {
        const loose = update.resources
          .filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"))
          .filter(({ parent }) => parent?.endsWith("::pulumi:pulumi:Stack::drydock-" + stack));
        assert.deepEqual(loose, []);
      });

      it("hands the one AWS provider to everything, the VPC of awsx included", () => {
        const [provider, ...others] = update.all("pulumi:providers:aws");
        assert.ok(provider !== undefined && others.length === 0);
        const strangers = update.resources
          .filter(({ custom, type }) => custom && type.startsWith("aws:"))
          .filter((resource) => !resource.provider?.startsWith(provider.urn));
        assert.deepEqual(
          strangers.map(({ type, name }) => `${type} ${name}`),
          [],
        );
      });

      it("says where it is, and how to get in", () => {
        const { outputs } = update.capture;
        assert.deepEqual(Object.keys(outputs).sort(), [
          "clusterName",
          "dashboardUrl",
          "execCommands",
          "execLogGroup",
          "jobs",
          "logGroups",
          "region",
          "runCommands",
          "securityGroupIds",
          "serviceNames",
          "url",
          "urls",
          "vpcCidr",
        ]);
        assert.equal(outputs["clusterName"], `drydock-${stack}`);
        assert.deepEqual(outputs["serviceNames"], { web: "web" });
        const { outputs: group } = update.one("aws:ec2/securityGroup:SecurityGroup", "web");
        assert.deepEqual(outputs["securityGroupIds"], { web: group["id"] });
        assert.deepEqual(outputs["logGroups"], { web: `/drydock/${stack}/web` });
      });

      it("names no folder of this machine in any input", () => {
        const texts = update.resources.map(({ inputs }) => JSON.stringify(inputs));
        assert.deepEqual(
          texts.filter((text) => text.includes(process.cwd())),
          [],
        );
      });
    });
  }

  it("protects what is stateful in production, and nothing in test", async () => {
    const production = await runProgram(stackFileOf("production"), false);
    const test = await runProgram(stackFileOf("test"), false);
    const protectedNames = ({ resources }: Registered) =>
      resources
        .filter((one) => one.protect && !one.type.includes("random"))
        .map(({ type }) => type);
    assert.deepEqual(protectedNames(test), []);
    assert.deepEqual([...new Set(protectedNames(production))].sort(), [
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      "aws:ecr/repository:Repository",
      "aws:efs/fileSystem:FileSystem",
      "aws:kms/key:Key",
      "aws:lb/loadBalancer:LoadBalancer",
      "aws:s3/bucket:Bucket",
      "aws:secretsmanager/secret:Secret",
      "aws:secretsmanager/secretVersion:SecretVersion",
    ]);
  });

  it("encrypts with the environment's own key in production", async () => {
    const production = await runProgram(stackFileOf("production"), false);
    const key = production.one("aws:kms/key:Key").outputs["arn"];
    for (const group of production.all("aws:cloudwatch/logGroup:LogGroup")) {
      assert.equal(group.inputs["kmsKeyId"], key, group.name);
    }
    assert.equal(production.one("aws:secretsmanager/secret:Secret").inputs["kmsKeyId"], key);
    assert.equal(production.one("aws:efs/fileSystem:FileSystem").inputs["kmsKeyId"], key);
  });
});
