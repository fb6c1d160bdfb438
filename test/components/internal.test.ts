import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { bucketArn, logGroupArn } from "../../components/internal/arns";
import { refuseArguments } from "../../components/internal/arguments";
import { outputsOf } from "../../components/internal/outputs";
import { createPrivateBucket, type PrivateBucket } from "../../components/internal/private-bucket";
import { register } from "../support";

describe("refuseArguments", () => {
  it("lets arguments without a problem pass", () => {
    refuseArguments("Shop main", []);
  });

  it("names every argument at once, for people and for every Pulumi language", () => {
    const problems = [
      { propertyPath: "size", reason: "-1 is not possible; use 1 or more." },
      { propertyPath: "shelves[2].width", reason: "is missing; give a number." },
    ];
    assert.throws(
      () => {
        refuseArguments("Shop main", problems);
      },
      (error: unknown) => {
        assert.ok(error instanceof pulumi.InputPropertiesError);
        assert.equal(
          error.message,
          "Shop main cannot be created from these arguments:\n" +
            "  size: -1 is not possible; use 1 or more.\n" +
            "  shelves[2].width: is missing; give a number.",
        );
        assert.deepEqual(error.errors, problems);
        return true;
      },
    );
  });
});

describe("outputsOf", () => {
  it("takes every output that has a value, and nothing else of a component", async () => {
    class Shop extends pulumi.ComponentResource {
      readonly size = pulumi.output("");
      readonly owner?: pulumi.Output<string> = undefined;
      readonly kind = "shop";
      readonly names = Object.keys(outputsOf(this));
    }
    await register(() => {
      assert.deepEqual(new Shop("shop:index:Shop", "main").names, ["size"]);
      return {};
    });
  });
});

describe("ARNs from names", () => {
  it("are what AWS gives", async () => {
    const { capture } = await register(() => ({
      bucket: bucketArn("aws-cn", "files"),
      logGroup: logGroupArn({
        partition: "aws",
        region: "us-east-2",
        accountId: "111122223333",
        name: "/shop/web",
      }),
    }));
    assert.deepEqual(capture.outputs, {
      bucket: "arn:aws-cn:s3:::files",
      logGroup: "arn:aws:logs:us-east-2:111122223333:log-group:/shop/web",
    });
  });
});

/** The closed default is shown by the access logs of Ingress; here is what callers can ask for besides. */
describe("createPrivateBucket", () => {
  class Owner extends pulumi.ComponentResource {
    constructor(args: Pick<PrivateBucket, "kmsKeyArn" | "expireAfterDays">) {
      super("test:index:Owner", "owner");
      createPrivateBucket({ name: "owner-files", parent: this, deletable: false, ...args });
      this.registerOutputs({});
    }
  }

  it("encrypts with a key it is given, in few requests", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-2:111122223333:key/1";
    const registered = await register(() => new Owner({ kmsKeyArn }));
    assert.deepEqual(registered.one("BucketServerSideEncryptionConfiguration").inputs["rules"], [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        bucketKeyEnabled: true,
      },
    ]);
  });

  it("keeps everything but failed uploads unless it is told how long", async () => {
    const registered = await register(() => new Owner({}));
    assert.deepEqual(registered.one("BucketLifecycleConfiguration").inputs["rules"], [
      {
        id: "abort-incomplete-uploads",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });
});
