import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { VersionedSecret, type VersionedSecretArgs } from "../../components/versioned-secret";
import { plainSightings, register, registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

const secretType = "secretsmanager/secret:Secret";
const versionType = "secretsmanager/secretVersion:SecretVersion";
const passwordType = "random:index/randomPassword:RandomPassword";

const first = {
  SECRET_KEY_2: { value: "canary-in-the-clear" },
  SECRET_KEY_1: { generate: 24 },
};
const second = { SECRET_KEY_1: { generate: 32 } };

const program =
  (args: Partial<VersionedSecretArgs> = {}) =>
  () => {
    const secret = new VersionedSecret("demo", {
      secretName: "drydock-test/demo",
      versions: [first, second],
      ...args,
    });
    return { arn: secret.arn, versionIds: secret.versionIds };
  };

describe("versions of a secret", () => {
  const A = { value: "canary-value" };
  const refused = (versions: VersionedSecretArgs["versions"]) => refusals(program({ versions }));

  const possible: [string, VersionedSecretArgs["versions"]][] = [
    ["a given value", [{ A }]],
    ["an empty value", [{ A: { value: "" } }]],
    ["a value that comes late", [{ A: { value: pulumi.secret("canary-value") } }]],
    ["a generated value of 16", [{ "a.b-C_1": { generate: 16 } }]],
    ["a generated value of 128", [{ A: { generate: 128 } }]],
    ["the same key in two versions", [{ A }, { A }]],
    ["a hundred versions", Array.from({ length: 100 }, () => ({ A }))],
  ];
  for (const [title, versions] of possible) {
    it(`may have ${title}`, async () => {
      assert.deepEqual(await refused(versions), []);
    });
  }

  const ONE = "A value is either generated or given. Allowed: one of generate, value.";
  const LENGTH = "Allowed: a whole number from 16 to 128.";
  const impossible: [string, VersionedSecretArgs["versions"], string][] = [
    ["no version", [], "versions: The list is too short. Allowed: at least one item. Add items."],
    [
      "no value in a version",
      [{ A }, {}],
      "versions[1]: This version has no key. Allowed: at least one key with its value. Add a key, such as PASSWORD: { generate: 32 }.",
    ],
    [
      "a key with a space",
      [{ "A B": { generate: 24 } }],
      'versions[0]["A B"]: This name is not allowed here. Allowed: letters, digits, _ . -. Rename it.',
    ],
    ["neither value nor length", [{ A: {} }], `versions[0].A: ${ONE} Add one of the two.`],
    [
      "both value and length",
      [{ A: { ...A, generate: 24 } }],
      `versions[0].A: ${ONE} Keep one of the two.`,
    ],
    [
      "a generated value of 15",
      [{ A: { generate: 15 } }],
      `versions[0].A.generate: The number is too small. ${LENGTH} Write generate: 16.`,
    ],
    [
      "a generated value of 129",
      [{ A: { generate: 129 } }],
      `versions[0].A.generate: The number is too large. ${LENGTH} Write generate: 128.`,
    ],
    [
      "more versions than AWS keeps",
      Array.from({ length: 101 }, () => ({ A })),
      "versions: The secret has 101 versions; AWS removes the oldest of more than 100. Allowed: at most 100 versions. Start a new secret under another name.",
    ],
  ];
  for (const [title, versions, told] of impossible) {
    it(`are refused with ${title}`, async () => {
      assert.deepEqual(await refused(versions), [told]);
    });
  }
});

/**
 * Proves what is asked of AWS and that no value is in the clear on its way there. That AWS then calls
 * the last version AWSCURRENT takes an account.
 */
describe("VersionedSecret", () => {
  it("makes one resource for each version and each generated value, in both modes", async () => {
    const { update } = await registerInBothModes(program());
    assert.deepEqual(update.names, [
      "aws:secretsmanager/secret:Secret demo",
      "aws:secretsmanager/secretVersion:SecretVersion demo-v1",
      "aws:secretsmanager/secretVersion:SecretVersion demo-v2",
      "drydock:index:VersionedSecret demo",
      "random:index/randomPassword:RandomPassword demo-v1-SECRET_KEY_1",
      "random:index/randomPassword:RandomPassword demo-v2-SECRET_KEY_1",
    ]);
    assert.equal(update.childrenOf(update.one("drydock:index:VersionedSecret")).length, 5);
  });

  it("puts the versions oldest first, so that the last is AWSCURRENT", async () => {
    const update = await register(program({ versions: [first, second, second] }));
    const names = (name: string) => update.namesOf(update.one(versionType, name).dependencies);
    assert.deepEqual(names("demo-v1"), ["demo", "demo-v1-SECRET_KEY_1"]);
    assert.ok(names("demo-v2").includes("demo-v1"));
    assert.ok(names("demo-v3").includes("demo-v2"));
    for (const version of update.all(versionType)) {
      assert.equal(version.inputs["versionStages"], undefined, "AWS moves the stages");
      assert.equal(version.retainOnDelete, true);
    }
  });

  it("gives every version as JSON with sorted keys, secret on the wire", async () => {
    const update = await register(program());
    const version = update.one(versionType, "demo-v1");
    const { result } = update.one(passwordType, "demo-v1-SECRET_KEY_1").outputs;
    assert.equal(
      version.inputs["secretString"],
      JSON.stringify({ SECRET_KEY_1: result, SECRET_KEY_2: "canary-in-the-clear" }),
    );
    assert.deepEqual(version.secretPaths, ["secretString"]);
  });

  it("adds one version and changes no other when one is appended", async () => {
    const before = await register(program());
    const after = await register(program({ versions: [first, second, second] }));
    const known = new Set(before.names);
    assert.deepEqual(
      after.names.filter((name) => !known.has(name)),
      [
        "aws:secretsmanager/secretVersion:SecretVersion demo-v3",
        "random:index/randomPassword:RandomPassword demo-v3-SECRET_KEY_1",
      ],
    );
    for (const resource of before.resources.filter(({ custom }) => custom)) {
      const same = after.one(resource.type, resource.name);
      assert.deepEqual(same.inputs, resource.inputs, `${resource.name} changed`);
    }
    assert.equal(after.capture.outputs["arn"], before.capture.outputs["arn"]);
  });

  it("resolves its ARN only after the last version exists", async () => {
    const update = await register(() => {
      const { arn } = new VersionedSecret("demo", {
        secretName: "demo",
        versions: [first, second],
      });
      new pulumi.ComponentResource("test:index:Reader", "reader", { arn });
    });
    const reader = update.one("test:index:Reader");
    assert.ok(
      reader.propertyDependencies["arn"]?.includes(update.one(versionType, "demo-v2").urn),
      "the ARN does not depend on the last version",
    );
  });

  it("gives its outputs in the clear, oldest version first", async () => {
    const { capture, one } = await register(program()).then((update) => ({
      capture: update.capture,
      one: update.one.bind(update),
    }));
    assert.deepEqual(capture.secretOutputPaths, []);
    assert.deepEqual(capture.outputs, {
      arn: one(secretType).outputs["arn"],
      versionIds: ["demo-v1", "demo-v2"].map((name) => one(versionType, name).outputs["versionId"]),
    });
  });

  for (const [title, value] of [
    ["in the clear", "canary-x"],
    ["as a secret", pulumi.secret("canary-x")],
  ] as const) {
    it(`keeps a value given ${title} out of every plain place`, async () => {
      const { preview, update } = await registerInBothModes(
        program({ versions: [{ A: { value } }] }),
      );
      assert.deepEqual(plainSightings(preview, "canary-x"), []);
      assert.deepEqual(plainSightings(update, "canary-x"), []);
    });
  }

  it("protects secret, versions and generated values, unless it may be deleted at once", async () => {
    const kept = await register(program());
    assert.equal(kept.one(secretType).inputs["recoveryWindowInDays"], 30);
    assert.ok(kept.resources.filter(({ custom }) => custom).every(({ protect }) => protect));
    const deletable = await register(program({ deletable: true }));
    assert.equal(deletable.one(secretType).inputs["recoveryWindowInDays"], 0);
    assert.ok(deletable.resources.every(({ protect }) => !protect));
  });

  it("is rotated after its days, never at once, and after its last version was put", async () => {
    const lambdaArn = pulumi.output("arn:aws:lambda:us-east-2:111122223333:function:rotate");
    const update = await register(program({ rotation: { lambdaArn, days: 30 } }));
    const rotation = update.one("secretsmanager/secretRotation:SecretRotation", "demo");
    assert.deepEqual(rotation.inputs, {
      secretId: update.one(secretType).outputs["arn"],
      rotationLambdaArn: "arn:aws:lambda:us-east-2:111122223333:function:rotate",
      rotationRules: { automaticallyAfterDays: 30 },
      rotateImmediately: false,
    });
    assert.ok(rotation.dependencies.includes(update.one(versionType, "demo-v2").urn));
  });

  it("encrypts with the customer's key where there is one", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-2:111122223333:key/k";
    assert.equal((await register(program())).one(secretType).inputs["kmsKeyId"], undefined);
    const update = await register(program({ kmsKeyArn }));
    assert.equal(update.one(secretType).inputs["kmsKeyId"], kmsKeyArn);
  });

  it("names every problem by its argument and never a value", async () => {
    const told = await refusals(
      program({ versions: [{ A: { value: "canary-x", generate: 5 } }, {}] }),
    );
    assert.equal(told.length, 3);
    assert.ok(!told.join().includes("canary-x"));
  });
});
