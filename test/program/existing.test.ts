import assert from "node:assert/strict";
import { join } from "node:path";
import type { Registered } from "../support";
import { root, runProgram } from "./run-program";

/** The example's stack file on the stand-in cloud. That the parts are as the file says, only AWS knows. */
describe("examples/existing-platform", () => {
  let update: Registered;
  before(async () => {
    update = await runProgram(join(root, "examples/existing-platform/Pulumi.example.yaml"), false);
  });

  it("creates nothing of what exists", () => {
    for (const type of ["ec2/vpc:Vpc", "ec2/vpcEndpoint:VpcEndpoint", "ecs/cluster:Cluster"]) {
      assert.deepEqual(update.all(type), [], type);
    }
    for (const type of ["lb/loadBalancer:LoadBalancer", "kms/key:Key"]) {
      assert.deepEqual(update.all(type), [], type);
    }
    const service = update.one("ecs/service:Service");
    assert.equal(service.inputs["cluster"], "arn:aws:ecs:us-east-2:111122223333:cluster/shared");
  });

  it("gives a service's resources the names of those to take over", () => {
    assert.equal(update.one("lb/targetGroup:TargetGroup").inputs["name"], "shop-web");
    assert.equal(update.one("cloudwatch/logGroup:LogGroup").inputs["name"], "/shop/web");
    assert.equal(update.one("ecs/service:Service").inputs["name"], "shop-web");
    assert.match(
      JSON.stringify(update.one("appautoscaling/target:Target").inputs),
      /"service\/shared\/shop-web"/,
    );
  });

  it("starts all other names with the prefix, and puts roles below the path", () => {
    const names = [
      update.one("ecs/taskDefinition:TaskDefinition").inputs["family"],
      update.one("ecr/repository:Repository").inputs["name"],
      update.one("secretsmanager/secret:Secret").inputs["name"],
    ];
    assert.deepEqual(names, ["acme-shop-web", "acme-shop/web", "acme-shop/api-key"]);
    assert.deepEqual(
      update.all("iam/role:Role").map(({ inputs }) => inputs["path"]),
      ["/apps/", "/apps/"],
    );
  });

  it("bounds every role", () => {
    const roles = update.all("iam/role:Role");
    assert.equal(roles.length, 2);
    for (const { name, inputs } of roles) {
      assert.equal(
        inputs["permissionsBoundary"],
        "arn:aws:iam::111122223333:policy/workloads",
        name,
      );
    }
  });

  it("lets workloads reach the VPC and the gateway endpoint, and nothing else", () => {
    const workload = update.one("ec2/securityGroup:SecurityGroup", "network-workload");
    const rules = update
      .all("vpc/securityGroupEgressRule:SecurityGroupEgressRule")
      .filter(({ inputs }) => inputs["securityGroupId"] === workload.outputs["id"]);
    assert.deepEqual(
      rules.map(({ name, inputs }) => [
        name,
        inputs["cidrIpv4"] ?? "prefix list",
        inputs["toPort"],
      ]),
      [
        ["network-workload-vpc", "10.0.0.0/16", 443],
        ["network-workload-s3", "prefix list", 443],
      ],
    );
  });
});
