import * as assert from "node:assert/strict";
import type { Change } from "../../drydock/offline/preview/changes";
import { refusalsOf } from "../../drydock/offline/preview/refusals";

/** A protected resource of a component that is deleted, unless told otherwise. */
const change = (type: string, parent: string, given: Partial<Change> = {}): Change => ({
  operation: "delete",
  key: `${type}::x`,
  type,
  name: "x",
  parent,
  properties: [],
  protected: true,
  retained: false,
  ...given,
});

describe("what a preview refuses", () => {
  const lines: readonly (readonly [type: string, parent: string, line: string])[] = [
    [
      "aws:efs/fileSystem:FileSystem",
      "drydock:index:FileSystem::shared",
      "fileSystems: { shared: keep }",
    ],
    [
      "aws:secretsmanager/secret:Secret",
      "drydock:index:VersionedSecret::db",
      "secrets: { db: keep }",
    ],
    ["aws:ecr/repository:Repository", "drydock:index:ContainerImage::web", "images: { web: keep }"],
    ["aws:s3/bucket:Bucket", "drydock:index:EnvFiles::env-files", "envFiles: keep"],
    ["aws:kms/key:Key", "drydock:index:EncryptionKey::key", "key: keep"],
    ["aws:s3/bucket:Bucket", "drydock:index:Ingress::ingress", "accessLogs: { ingress: keep }"],
    [
      "aws:s3/bucket:Bucket",
      "drydock:index:Ingress::ingress-inside",
      "accessLogs: { inside: keep }",
    ],
  ];
  for (const [type, parent, line] of lines) {
    it(`names the line that lets ${type} of ${parent} go`, () => {
      assert.deepEqual(refusalsOf([change(type, parent)]), [
        `x (${type}) would be deleted, and is protected. If it is to go, first leave it as it was, add ` +
          `\`drydock:retire: { ${line} }\` (or \`delete\`) and update; then make this change and take the line out again.`,
      ]);
    });
  }

  it("a load balancer can only be deleted", () => {
    const [text = ""] = refusalsOf([
      change("aws:lb/loadBalancer:LoadBalancer", "drydock:index:Ingress::ingress-inside", {
        operation: "replace",
      }),
    ]);
    assert.match(
      text,
      /would be replaced, .* `drydock:retire: \{ loadBalancers: \{ inside: delete \} \}` and update;/,
    );
  });

  it("says once what goes with something that has a line", () => {
    const parent = "drydock:index:VersionedSecret::db";
    const version = change("aws:secretsmanager/secretVersion:SecretVersion", parent);
    const secret = change("aws:secretsmanager/secret:Secret", parent);
    assert.equal(refusalsOf([secret, version]).length, 1);
    assert.match(refusalsOf([version])[0] ?? "", /the engine refuses\. See docs\/operations\.md/);
  });

  it("another network of an environment, protected or not", () => {
    const vpc = change("aws:ec2/vpc:Vpc", "drydock:index:Network::network", {
      operation: "replace",
    });
    for (const one of [vpc, { ...vpc, protected: false }]) {
      assert.match(
        refusalsOf([one])[0] ?? "",
        /^x \(aws:ec2\/vpc:Vpc\) would be replaced\. No update can/,
      );
    }
  });

  it("nothing that the engine does", () => {
    const free = change("aws:ecs/service:Service", "", { protected: false });
    const vpc = change("aws:ec2/vpc:Vpc", "drydock:index:Network::network", { protected: false });
    assert.deepEqual(refusalsOf([free, { ...free, operation: "replace" }, vpc]), []);
  });
});
