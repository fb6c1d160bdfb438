import assert from "node:assert/strict";
import { z } from "zod";
import { EncryptionKey, type EncryptionKeyArgs } from "drydock-components";
import { accountId } from "../../drydock/offline/cloud/facts";
import { register, registerInBothModes, type Registered } from "../support";
import { refusals } from "../support/refusals";

const key =
  (args: Partial<EncryptionKeyArgs> = {}) =>
  () =>
    new EncryptionKey("data", { alias: "alias/shop-test", region: "us-east-2", ...args });

/** Shows the key policy's text; that AWS admits exactly that takes an account. */
describe("EncryptionKey", () => {
  const document = z.object({
    Statement: z.array(
      z.object({
        Sid: z.string(),
        Effect: z.literal("Allow"),
        Principal: z.record(z.string(), z.array(z.string())),
        Action: z.array(z.string()),
        Resource: z.tuple([z.literal("*")]),
        Condition: z.unknown().optional(),
      }),
    ),
  });
  const statements = (registered: Registered) =>
    document.parse(registered.json(registered.one("kms/key:Key"), "policy")).Statement;

  it("rotates the key, waits before deleting it, and names it", async () => {
    const { update } = await registerInBothModes(key());
    const made = update.one("kms/key:Key");
    assert.equal(made.inputs["enableKeyRotation"], true);
    assert.equal(made.inputs["deletionWindowInDays"], 30);
    assert.equal(
      made.inputs["description"],
      "What shop-test stores: logs, secrets, files, images, exec sessions",
    );
    const alias = update.one("kms/alias:Alias");
    assert.equal(alias.inputs["name"], "alias/shop-test");
    assert.equal(alias.inputs["targetKeyId"], made.outputs["keyId"]);
  });

  for (const [deletable, protect] of [
    [undefined, true],
    [false, true],
    [true, false],
  ] as const) {
    it(`is ${protect ? "" : "not "}protected when deletable is ${deletable}`, async () => {
      const registered = await register(key({ deletable, deletionWindowDays: 7 }));
      const made = registered.one("kms/key:Key");
      assert.equal(made.protect, protect);
      assert.equal(made.inputs["deletionWindowInDays"], 7);
    });
  }

  it("knows its policy in a preview, so that policies can check it before anything is made", async () => {
    const registered = await register(key(), { preview: true });
    assert.equal(statements(registered).length, 5);
  });

  it("lets the account administer the key, but use it only through the services it is for", async () => {
    const registered = await register(key());
    const [administer, use, grant, exec, logs] = statements(registered);
    const root = { AWS: [`arn:aws:iam::${accountId}:root`] };
    const via = {
      "kms:ViaService": ["ecr", "elasticfilesystem", "s3", "secretsmanager"].map(
        (service) => `${service}.us-east-2.amazonaws.com`,
      ),
    };

    assert.deepEqual(administer?.Principal, root);
    assert.ok(administer.Action.includes("kms:PutKeyPolicy"), "nobody could fix the policy");
    const uses = /^kms:(Encrypt|Decrypt|ReEncrypt|GenerateDataKey|CreateGrant|\*)/;
    assert.deepEqual(
      administer.Action.filter((action) => uses.test(action)),
      [],
    );

    assert.deepEqual(use?.Condition, { StringEquals: via });
    assert.deepEqual(use.Principal, root);
    assert.deepEqual(grant?.Action, ["kms:CreateGrant"]);
    assert.deepEqual(grant.Condition, {
      Bool: { "kms:GrantIsForAWSResource": ["true"] },
      StringEquals: via,
    });
    assert.deepEqual(exec?.Action, ["kms:Decrypt", "kms:GenerateDataKey"]);
    assert.deepEqual(exec.Condition, {
      Null: { "kms:EncryptionContext:aws:ssm:SessionId": ["false"] },
    });

    assert.deepEqual(logs?.Principal, { Service: ["logs.us-east-2.amazonaws.com"] });
    assert.deepEqual(logs.Condition, {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": [`arn:aws:logs:us-east-2:${accountId}:log-group:*`],
      },
    });
  });
});

describe("an EncryptionKey of topics", () => {
  it("admits alarms and rules, for topics of this account only", async () => {
    const registered = await register(key({ encryptsAlerts: true }), { preview: true });
    const { Statement } = z
      .object({ Statement: z.array(z.looseObject({ Sid: z.string() })) })
      .parse(registered.json(registered.one("kms/key:Key"), "policy"));
    assert.deepEqual(Statement.at(-1), {
      Sid: "UsedForAlerts",
      Effect: "Allow",
      Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["*"],
      // No aws:SourceAccount: EventBridge does not send it to AWS KMS.
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:sns:topicArn": [`arn:aws:sns:us-east-2:${accountId}:*`],
        },
      },
    });
  });
});

describe("arguments of an EncryptionKey", () => {
  it("may be aliases of one's own and windows from 7 to 30 days", async () => {
    for (const [alias, deletionWindowDays] of [
      ["alias/shop", 7],
      ["alias/shop/production_1", 30],
    ] as const) {
      assert.deepEqual(await refusals(key({ alias, deletionWindowDays })), []);
    }
  });

  it("are refused all at once", async () => {
    assert.deepEqual(await refusals(key({ alias: "shop", deletionWindowDays: 6 })), [
      "alias: This does not have the right form. Allowed: alias/ and letters, digits, / _ or -, not starting with alias/aws/. Write alias/ and letters, digits, / _ or -, not starting with alias/aws/.",
      "deletionWindowDays: The number is too small. Allowed: a whole number from 7 to 30. Write deletionWindowDays: 7.",
    ]);
    assert.deepEqual(await refusals(key({ region: "cn-north-1" })), [
      "region: Regions of China, GovCloud and other partitions are not covered: names of endpoints and service principals differ there. Allowed: a region of the partition aws, such as us-east-2. Use another region.",
    ]);
    for (const alias of ["alias/aws/s3", "alias/", "alias/a b"]) {
      assert.equal((await refusals(key({ alias }))).length, 1, alias);
    }
    for (const deletionWindowDays of [31, 7.5]) {
      assert.equal((await refusals(key({ deletionWindowDays }))).length, 1);
    }
  });
});
