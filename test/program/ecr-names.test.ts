// Every name of a private ECR registry, from the stack file to the rights of the task. Not proved here: that AWS resolves
// each of them through an interface endpoint.
import * as assert from "node:assert/strict";
import { ecrRepositoryArn } from "../../components/fargate-task/ecr-repository";
import { plannedEndpoints } from "../../drydock/config";
import { loadedOf, problemsOf, services } from "../config/support";

const repository = "arn:aws:ecr:us-east-2:111122223333:repository/shop/web";

describe("an image in ECR, without NAT", () => {
  for (const host of [
    "dkr.ecr.us-east-2.amazonaws.com",
    "dkr.ecr-fips.us-east-2.amazonaws.com",
    "dkr-ecr.us-east-2.on.aws",
    "dkr-ecr-fips.us-east-2.on.aws",
  ]) {
    it(`loads, gets its endpoints and the right to pull: ${host}`, () => {
      const reference = `111122223333.${host}/shop/web:1`;
      const { config } = loadedOf(services({ web: { image: { reference } } }));
      assert.deepEqual(
        plannedEndpoints(config).map(({ service }) => service),
        ["ecr.api", "ecr.dkr", "logs", "s3"],
      );
      // FargateTask gives the execution role the right to pull from this (fargate-task-grants).
      assert.equal(ecrRepositoryArn(reference), repository);
    });

    it(`is refused from another region: ${host}`, () => {
      const reference = `111122223333.${host.replace("us-east-2", "eu-west-1")}/shop/web:1`;
      const [problem, ...others] = problemsOf(services({ web: { image: { reference } } }));
      assert.equal(
        problem?.message,
        "A task without NAT reaches the ECR of its own region only, and this image is in eu-west-1.",
      );
      assert.deepEqual(others, []);
    });
  }
});
