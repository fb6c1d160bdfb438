import * as assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PropertyBag } from "../../../drydock/offline/capture";
import { type CloudObject, CloudStore } from "../../../drydock/offline/cloud/store";

const object = (id: string, more: Partial<CloudObject> = {}): CloudObject => ({
  type: "aws:ec2/vpc:Vpc",
  id,
  urn: `urn:pulumi:test::drydock::aws:ec2/vpc:Vpc::${id}`,
  name: id,
  region: "us-east-2",
  generation: 0,
  inputs: { cidrBlock: "10.0.0.0/16" },
  state: { id },
  ...more,
});

describe("the file of the stand-in cloud", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-store-"));
    file = join(folder, "cloud", "cloud.jsonl");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("holds what was put and not removed, for the next process too", () => {
    const store = new CloudStore(file);
    store.put(object("a"));
    store.put(object("b"));
    store.remove(object("a"));
    assert.deepEqual(new CloudStore(file).all(), [object("b")]);
  });

  it("counts what was made for a URN, also after it is gone", () => {
    const store = new CloudStore(file);
    store.put(object("a"));
    store.remove(object("a"));
    assert.equal(new CloudStore(file).nextGeneration(object("a").urn), 1);
    assert.equal(store.nextGeneration("another"), 0);
  });

  it("tells revisions of one id apart by their ARN, and finds the newest by the id alone", () => {
    const store = new CloudStore(file);
    const revision = (arn: string) => object("family", { state: { arn } });
    store.put(revision("arn:1"));
    store.put(revision("arn:2"));
    const known = (state: PropertyBag) => store.get({ ...object("family"), state });
    assert.deepEqual(known({ arn: "arn:1" }), revision("arn:1"));
    assert.deepEqual(known({}), revision("arn:2"));
    assert.equal(known({ arn: "arn:3" }), undefined);
  });

  it("tells regions apart where there is no ARN", () => {
    const store = new CloudStore(file);
    store.put(object("a"));
    store.put(object("a", { region: "eu-west-1" }));
    store.remove(object("a"));
    assert.equal(store.get(object("a")), undefined);
    assert.deepEqual(new CloudStore(file).all(), [object("a", { region: "eu-west-1" })]);
  });

  it("does without the half line that a killed process left", () => {
    new CloudStore(file).put(object("a"));
    appendFileSync(file, '{"put":{"type":"aws:ec2/vpc:Vpc","id":"b"');
    assert.deepEqual(new CloudStore(file).all(), [object("a")]);
  });

  it("does without it where its end looks like an end, too", () => {
    new CloudStore(file).put(object("a"));
    appendFileSync(file, '{"put":{"type":"aws:ec2/vpc:Vpc","inputs":{}');
    assert.deepEqual(new CloudStore(file).all(), [object("a")]);
  });

  for (const line of ["damaged", "[]", "{}", '{"put":{"type":"aws:ec2/vpc:Vpc"}}', ""]) {
    it(`says where it is damaged, and what to do: ${JSON.stringify(line)}`, () => {
      new CloudStore(file).put(object("a"));
      appendFileSync(file, `${line}\n`);
      assert.throws(() => new CloudStore(file), {
        name: "DamagedCloudError",
        message:
          `${file}, line 3: the file of the stand-in cloud is damaged: each line is one change, in JSON. ` +
          "Restore the file, or delete the stack and its cloud: npx drydock sandbox reset --stack <stack>",
      });
    });
  }

  it("is read by its owner only", () => {
    new CloudStore(file).put(object("a"));
    assert.equal(statSync(file).mode & 0o077, 0);
  });

  it("can be looked at without being changed", () => {
    new CloudStore(file).put(object("a"));
    appendFileSync(file, "{half");
    const before = readFileSync(file, "utf8");
    assert.equal(new CloudStore(file, { readOnly: true }).all().length, 1);
    assert.equal(readFileSync(file, "utf8"), before);
  });
});
