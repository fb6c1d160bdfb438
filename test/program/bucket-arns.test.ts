import * as assert from "node:assert/strict";
import { permittedBuckets } from "../../drydock/program/bucket-arns";

/** Whether a statement says what its author meant is IAM's to decide. */
describe("the buckets that the S3 endpoint has to admit", () => {
  const bucketsOf = (...resources: string[]) =>
    permittedBuckets([{ permissions: [{ actions: ["s3:GetObject"], resources }] }]);

  it("are those of buckets and of objects, each once", () => {
    assert.deepEqual(bucketsOf("arn:aws:s3:::data/x/*", "arn:aws:s3:::data", "arn:aws:s3:::a/b"), [
      "arn:aws:s3:::a",
      "arn:aws:s3:::data",
    ]);
  });
  it("keep a wildcard in a name, or the endpoint would let nothing through", () => {
    assert.deepEqual(bucketsOf("arn:aws:s3:::data-*/x/*", "arn:*:s3:::logs-?"), [
      "arn:*:s3:::logs-?",
      "arn:aws:s3:::data-*",
    ]);
  });
  it("are none of another service's", () => {
    assert.deepEqual(bucketsOf("arn:aws:sqs:us-east-2:111122223333:orders"), []);
  });
});
