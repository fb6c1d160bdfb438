import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import {
  actionPrefixes,
  endpointsFor,
  gatewayServices,
  imageLayerBucket,
} from "../../components/facts/endpoint-services";
import { fargateMemoryMiB } from "../../components/facts/fargate-sizes";
import { isOtherPartition, regions } from "../../components/facts/regions";

/** The tables against what they were copied from, row by row; whether AWS has changed since, only its pages say. */
describe("facts", () => {
  const GiB = 1024;
  for (const [cpu, count, smallest, largest] of [
    [256, 3, 512, 2 * GiB],
    [512, 4, GiB, 4 * GiB],
    [1024, 7, 2 * GiB, 8 * GiB],
    [2048, 13, 4 * GiB, 16 * GiB],
    [4096, 23, 8 * GiB, 30 * GiB],
    [8192, 12, 16 * GiB, 60 * GiB],
    [16384, 12, 32 * GiB, 120 * GiB],
    [32768, 3, 60 * GiB, 244 * GiB],
  ] as const) {
    it(`${cpu} CPU units go with ${count} sizes from ${smallest} to ${largest} MiB, ascending`, () => {
      const sizes = fargateMemoryMiB.get(cpu) ?? [];
      assert.equal(sizes.length, count);
      assert.deepEqual([sizes[0], sizes.at(-1)], [smallest, largest]);
      assert.deepEqual(
        sizes,
        [...new Set(sizes)].sort((left, right) => left - right),
      );
    });
  }

  it("knows no other CPU size", () => {
    assert.equal(fargateMemoryMiB.size, 8);
  });

  it("knows the IAM actions behind every endpoint that a feature needs", () => {
    const services = [...Object.values(endpointsFor).flat(), ...gatewayServices];
    assert.deepEqual(
      services.filter((service) => !(service in actionPrefixes)),
      [],
    );
  });

  it("names the bucket of image layers by region", () => {
    assert.equal(imageLayerBucket("eu-west-1"), "prod-eu-west-1-starport-layer-bucket");
  });

  it("knows every region of the AWS provider, of the partition aws or of another", () => {
    const unknown = Object.values(aws.Region).filter(
      (region) => !regions.has(region) && !isOtherPartition(region),
    );
    assert.deepEqual(unknown, []);
    assert.deepEqual(
      [...regions.keys()].filter((region) => isOtherPartition(region)),
      [],
    );
  });

  it("gives every region two zones at least, and never more for all accounts than for some", () => {
    for (const [region, { every, most }] of regions) {
      assert.ok(every >= 2 && every <= most && most <= 6, region);
    }
  });
});
