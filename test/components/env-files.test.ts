import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EnvFiles, type EnvFileArgs, type EnvFilesArgs } from "../../components/env-files";
import { envFilesProblems } from "../../components/env-files/env-files-problems";
import { contentHash, objectKey } from "../../components/env-files/object-key";
import { anyContent } from "../../components/model/env-file-keys";
import { memoryFiles } from "../config/support";
import { plainSightings, register, registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

const textOf = (value: unknown): string => {
  assert.ok(typeof value === "string");
  return value;
};

const text = "DEPLOY_ENVIRONMENT=test\n";

describe("key of an environment file", () => {
  const digits = "0123456789abcdef".repeat(4);

  for (const [name, live, key] of [
    ["env/test.env", false, "env/test-0123456789ab.env"],
    ["env/test.env", true, "env/test.env"],
    ["test.env", false, "test-0123456789ab.env"],
    ["a.env/b.env", false, "a.env/b-0123456789ab.env"],
    ["../../env/test.env", true, "up/up/env/test.env"],
    ["../env/../test.env", false, "up/test-0123456789ab.env"],
  ] as const) {
    it(`of ${name}, ${live ? "live" : "pinned"}, is ${key}`, () => {
      assert.equal(objectKey({ name, hash: digits, live }), key);
    });
  }

  it("follows every byte of the content", () => {
    const hashes = [text, `${text}\n`, text.replace("\n", "\r\n"), ""].map((content) =>
      contentHash(Buffer.from(content)),
    );
    assert.equal(new Set(hashes).size, 4);
    assert.match(hashes[0] ?? "", /^[0-9a-f]{64}$/);
  });

  for (const [arn, pattern] of [
    ["arn:aws:s3:::b/env/test-0123456789ab.env", "arn:aws:s3:::b/env/test-????????????.env"],
    ["arn:aws:s3:::b/env/test.env", "arn:aws:s3:::b/env/test.env"],
    ["arn:aws:s3:::b/env/test-0123456789AB.env", "arn:aws:s3:::b/env/test-0123456789AB.env"],
  ] as const) {
    it(`${arn} whatever its content is ${pattern}`, () => {
      assert.equal(anyContent(arn), pattern);
    });
  }
});

describe("list of environment files", () => {
  const files = memoryFiles({ "a.env": "A=1\n", "bad.env": "A='1'\nAPI_TOKEN=canary\n" });
  const problems = (...list: EnvFileArgs[]) =>
    envFilesProblems(list, files).map(
      ({ path, place, message }) => `${path.join(".")} ${place?.line ?? 0}: ${message}`,
    );

  it("is accepted with one file, and with several", () => {
    assert.deepEqual(problems({ name: "env/a.env", path: "a.env" }), []);
    assert.deepEqual(
      problems({ name: "env/a.env", path: "a.env" }, { name: "env/b.env", path: "a.env" }),
      [],
    );
  });

  it("is refused where the grant for one file covers the key of another", () => {
    const file = (name: string, live = false): EnvFileArgs => ({ name, live, path: "a.env" });
    const covered = (reader: string): string =>
      `files.1.name 0: Whoever reads ${reader} could read this file as well: the key of a pinned file ends in a hyphen and 12 characters.`;
    for (const [first, second] of [
      [file("web.env"), file("web-adminsecrets.env", true)],
      [file("web-0123456789ab.env", true), file("web-adminsecrets.env", true)],
    ] as const) {
      assert.deepEqual(problems(first, second), [covered(first.name)]);
    }
    // A live file with the name of a pinned one: the pattern of each covers the other.
    assert.equal(problems(file("web.env"), file("web-0123456789ab.env", true)).length, 2);
    for (const [first, second] of [
      [file("web.env"), file("web-adminsecrets.env")],
      [file("web.env"), file("web-adminsecret.env", true)],
      [file("web.env"), file("web2-adminsecrets.env", true)],
      [file("web.env", true), file("web-adminsecrets.env", true)],
      [file("web-adminsecrets.env", true), file("web-adminsecrets2.env", true)],
    ] as const) {
      assert.deepEqual(problems(first, second), []);
    }
  });

  it("is refused for a name that is there twice, a missing file and what is in a file", () => {
    assert.deepEqual(
      problems(
        { name: "a.env", path: "a.env" },
        { name: "a.env", path: "none.env" },
        { name: "b.env", path: "bad.env" },
      ),
      [
        "files.1.path 0: There is no such environment file.",
        "files.1.name 0: This name is in the list twice.",
        "files.2.path 1: The quotes around the value of A would become part of it.",
        "files.2.path 2: API_TOKEN looks like a secret (its name says so); the file is in the repository and in S3.",
      ],
    );
  });

  it("is refused when empty, and for a name that Amazon ECS refuses", async () => {
    const refused = (list: EnvFileArgs[]) => refusals(() => new EnvFiles("files", { files: list }));
    assert.deepEqual(await refused([]), [
      "files: The list is too short. Allowed: at least one item. Add items.",
    ]);
    for (const name of ["env/b.txt", "/c.env"]) {
      const [told = ""] = await refused([{ name, path: __filename }]);
      assert.match(told, /^files\[0\]\.name: This does not have the right form\./);
    }
  });
});

/** Proves what is asked of AWS, not that AWS keeps the bucket closed. */
describe("EnvFiles", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "env-files-"));
    writeFileSync(path.join(folder, "test.env"), text);
    writeFileSync(path.join(folder, "live.env"), "CANARY=canary-in-a-file\n");
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const filesOf = () => [
    { name: "env/test.env", path: path.join(folder, "test.env") },
    { name: "env/live.env", path: path.join(folder, "live.env"), live: true },
  ];
  const program =
    (args: Partial<EnvFilesArgs> = {}) =>
    () => {
      const { bucketArn, objectArns } = new EnvFiles("files", { files: filesOf(), ...args });
      return { bucketArn, objectArns };
    };

  it("makes a closed bucket and one object for each file, in both modes", async () => {
    const { update } = await registerInBothModes(program());
    assert.deepEqual(update.names, [
      "aws:s3/bucket:Bucket files",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration files",
      "aws:s3/bucketObjectv2:BucketObjectv2 files-env/live.env",
      "aws:s3/bucketObjectv2:BucketObjectv2 files-env/test.env",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls files",
      "aws:s3/bucketPolicy:BucketPolicy files",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock files",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration files",
      "aws:s3/bucketVersioning:BucketVersioning files",
      "drydock:index:EnvFiles files",
    ]);
    assert.equal(update.childrenOf(update.one("drydock:index:EnvFiles")).length, 9);
  });

  it("pins a file by its content, keeps the former object, and lets a live one follow", async () => {
    const update = await register(program());
    const bucket = textOf(update.one("s3/bucket:Bucket").outputs["bucket"]);
    const pinned = update.one("s3/bucketObjectv2:BucketObjectv2", "files-env/test.env");
    const live = update.one("s3/bucketObjectv2:BucketObjectv2", "files-env/live.env");
    const digits = contentHash(Buffer.from(text)).slice(0, 12);
    assert.equal(pinned.inputs["key"], `env/test-${digits}.env`);
    assert.equal(pinned.inputs["sourceHash"], undefined);
    assert.equal(pinned.retainOnDelete, true);
    assert.equal(live.inputs["key"], "env/live.env");
    assert.match(textOf(live.inputs["sourceHash"]), /^[0-9a-f]{64}$/);
    assert.equal(live.retainOnDelete, false);
    assert.deepEqual(update.capture.outputs, {
      bucketArn: `arn:aws:s3:::${bucket}`,
      objectArns: {
        "env/live.env": `arn:aws:s3:::${bucket}/env/live.env`,
        "env/test.env": `arn:aws:s3:::${bucket}/env/test-${digits}.env`,
      },
    });
  });

  it("stores no object before the bucket is closed", async () => {
    const update = await register(program());
    for (const object of update.all("s3/bucketObjectv2:BucketObjectv2")) {
      const waitsFor = new Set(object.dependencies);
      for (const setting of [
        "s3/bucketPolicy:BucketPolicy",
        "s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "s3/bucketVersioning:BucketVersioning",
      ]) {
        assert.ok(
          waitsFor.has(update.one(setting).urn),
          `${object.name} does not wait: ${setting}`,
        );
      }
    }
  });

  it("protects the bucket, unless it may be deleted with what is in it", async () => {
    const kept = (await register(program())).one("s3/bucket:Bucket");
    assert.deepEqual([kept.protect, kept.inputs["forceDestroy"]], [true, false]);
    const deletable = (await register(program({ deletable: true }))).one("s3/bucket:Bucket");
    assert.deepEqual([deletable.protect, deletable.inputs["forceDestroy"]], [false, true]);
  });

  it("encrypts with the customer's key, or with Amazon S3's own", async () => {
    const rules = async (args: Partial<EnvFilesArgs>) =>
      (await register(program(args))).one(
        "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      ).inputs["rules"];
    assert.deepEqual(await rules({}), [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    const kmsKeyArn = "arn:aws:kms:us-east-2:111122223333:key/k";
    assert.deepEqual(await rules({ kmsKeyArn }), [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        bucketKeyEnabled: true,
      },
    ]);
  });

  it("says nothing of what a file holds", async () => {
    const { preview, update } = await registerInBothModes(program());
    assert.deepEqual(plainSightings(preview, "canary-in-a-file"), []);
    assert.deepEqual(plainSightings(update, "canary-in-a-file"), []);
  });

  it("refuses a file that cannot be read, by its argument", async () => {
    const missing = path.join(folder, "missing.env");
    assert.deepEqual(
      await refusals(program({ files: [{ name: "env/missing.env", path: missing }] })),
      [
        "files[0].path: There is no such environment file. Allowed: a file of NAME=VALUE lines, by its path from the stack file. " +
          `Add ${missing}, or correct the path.`,
      ],
    );
  });
});
