import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Cluster, ContainerInsights, type ClusterArgs } from "drydock-components";
import { register, registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

const kmsKeyArn = "arn:aws:kms:us-east-2:111122223333:key/1";

const cluster =
  (args: Partial<ClusterArgs> = {}) =>
  () =>
    new Cluster("main", { clusterName: "shop-test", vpcId: "vpc-0a1", ...args });

/** Shows the order in which the engine works; that Container Insights then finds its group takes AWS. */
describe("Cluster", () => {
  it("runs on Fargate and Fargate Spot, watched closely", async () => {
    const { update } = await registerInBothModes(cluster());
    assert.deepEqual(update.names, [
      "aws:cloudwatch/logGroup:LogGroup main-exec",
      "aws:cloudwatch/logGroup:LogGroup main-insights",
      "aws:ecs/cluster:Cluster main",
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders main",
      "drydock:index:Cluster main",
    ]);
    const made = update.one("ecs/cluster:Cluster");
    assert.equal(made.inputs["name"], "shop-test");
    assert.deepEqual(made.inputs["settings"], [{ name: "containerInsights", value: "enhanced" }]);
    assert.deepEqual(update.one("ClusterCapacityProviders").inputs, {
      clusterName: "shop-test",
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  });

  it("makes the log group of Container Insights first, so that its events end", async () => {
    const registered = await register(cluster({ logRetentionDays: 14 }));
    const group = registered.one("LogGroup", "main-insights");
    assert.equal(group.inputs["name"], "/aws/ecs/containerinsights/shop-test/performance");
    assert.equal(group.inputs["retentionInDays"], 14);
    assert.ok(registered.one("ecs/cluster:Cluster").dependencies.includes(group.urn));
  });

  it("makes no such group where Container Insights is off", async () => {
    const registered = await register(cluster({ containerInsights: "disabled" }));
    assert.deepEqual(
      registered.all("LogGroup").map(({ name }) => name),
      ["main-exec"],
    );
    assert.deepEqual(registered.one("ecs/cluster:Cluster").inputs["settings"], [
      { name: "containerInsights", value: "disabled" },
    ]);
  });

  for (const [key, encrypted] of [
    [undefined, false],
    [kmsKeyArn, true],
  ] as const) {
    it(`records exec sessions ${encrypted ? "under the key it is given" : "without a key"}`, async () => {
      const registered = await register(cluster({ kmsKeyArn: key }));
      const group = registered.one("LogGroup", "main-exec");
      assert.equal(group.inputs["name"], "/shop-test/exec");
      assert.equal(group.inputs["retentionInDays"], 365);
      assert.equal(group.inputs["kmsKeyId"], key);
      assert.deepEqual(registered.one("ecs/cluster:Cluster").inputs["configuration"], {
        executeCommandConfiguration: {
          ...(key === undefined ? {} : { kmsKeyId: key }),
          logging: "OVERRIDE",
          logConfiguration: {
            cloudWatchLogGroupName: "/shop-test/exec",
            cloudWatchEncryptionEnabled: encrypted,
          },
        },
      });
    });
  }

  it("makes the namespaces it is asked for, and no others", async () => {
    const outputs = (args: Partial<ClusterArgs>) =>
      register(() => {
        const { dnsNamespaceId, serviceConnectNamespaceArn } = cluster(args)();
        return { ids: [dnsNamespaceId, serviceConnectNamespaceArn] };
      });
    const none = await outputs({});
    assert.deepEqual([...none.all("PrivateDnsNamespace"), ...none.all("HttpNamespace")], []);

    const both = await outputs({ privateDnsNamespace: "test.shop.internal", serviceConnect: true });
    const dns = both.one("PrivateDnsNamespace");
    const connect = both.one("HttpNamespace");
    assert.deepEqual([dns.inputs["name"], dns.inputs["vpc"]], ["test.shop.internal", "vpc-0a1"]);
    assert.equal(connect.inputs["name"], "shop-test");
    // Services are in it until the end of an update that gives it another name.
    assert.equal(connect.deleteBeforeReplace, false);
    assert.deepEqual(both.capture.outputs, { ids: [dns.outputs["id"], connect.outputs["arn"]] });
  });

  it("has capacity before a service uses it, and keeps it until the service is gone", async () => {
    const registered = await register(() => {
      const { clusterArn } = cluster()();
      new aws.ecs.Service("web", { cluster: clusterArn });
    });
    const service = registered.one("ecs/service:Service");
    assert.ok(service.dependencies.includes(registered.one("ClusterCapacityProviders").urn));
    assert.equal(service.inputs["cluster"], registered.one("ecs/cluster:Cluster").outputs["arn"]);
  });

  it("knows its name in a preview", async () => {
    const { capture } = await register(() => ({ name: cluster()().clusterName }), {
      preview: true,
    });
    assert.deepEqual(capture.outputs, { name: "shop-test" });
  });
});

describe("arguments of a Cluster", () => {
  it("may be what AWS accepts", async () => {
    for (const args of [
      ...Object.values(ContainerInsights).map((containerInsights) => ({ containerInsights })),
      { clusterName: "a".repeat(255) },
      { clusterName: "shop_test-1" },
    ]) {
      assert.deepEqual(await refusals(cluster(args)), []);
    }
  });

  it("are refused all at once", async () => {
    assert.deepEqual(await refusals(cluster({ clusterName: "shop.test", logRetentionDays: 2 })), [
      "clusterName: This does not have the right form. Allowed: 1 to 255 letters, digits, hyphens and underscores. Write 1 to 255 letters, digits, hyphens and underscores.",
      "logRetentionDays: This is none of the allowed values. Allowed: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653. Write logRetentionDays: 1.",
    ]);
    for (const clusterName of ["", "a".repeat(256)]) {
      assert.equal((await refusals(cluster({ clusterName }))).length, 1);
    }
  });
});
