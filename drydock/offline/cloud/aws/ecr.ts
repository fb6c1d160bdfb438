/** Image repositories. */
import { CloudRefusal } from "../refusal";
import { imageType } from "../other";
import type { ResourceModels, Situation } from "../types";
import { textAt } from "../values";
import { keyReference } from "./kms";

const repositoryType = "aws:ecr/repository:Repository";

export const ecr: ResourceModels = {
  [repositoryType]: {
    autoName: { property: "name", maxLength: 256, lowerCase: true },
    defaults: { imageTagMutability: "MUTABLE" },
    replaceOn: ["name", "encryptionConfigurations"],
    outputs: (facts, id) => ({
      arn: facts.arn("ecr", `repository/${id}`),
      registryId: facts.account,
      repositoryUrl: `${facts.account}.dkr.ecr.${facts.region}.amazonaws.com/${id}`,
    }),
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
    texts: {
      name: { most: 256, pattern: /^[a-z0-9]+([._/-][a-z0-9]+)*$/ },
    },
    oneOf: {
      imageTagMutability: [
        "MUTABLE",
        "IMMUTABLE",
        "MUTABLE_WITH_EXCLUSION",
        "IMMUTABLE_WITH_EXCLUSION",
      ],
    },
    references: [keyReference("encryptionConfigurations.*.kmsKey")],
    onDelete: refuseFullRepository,
    afterDelete: (situation) => {
      for (const image of imagesIn(situation)) situation.store.remove(image);
    },
    unique: [
      {
        by: ["name"],
        taken:
          "RepositoryAlreadyExistsException: The repository with name '{name}' already exists in the registry",
      },
    ],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    replaceOn: ["repository", "policy"],
    id: (facts) => facts.text("repository"),
    outputs: (facts) => ({ registryId: facts.account }),
    json: ["policy"],
    references: [
      {
        path: "repository",
        to: repositoryType,
        by: "name",
        missing:
          "RepositoryNotFoundException: The repository with name '{value}' does not exist in the registry",
      },
    ],
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    replaceOn: ["repository"],
    id: (facts) => facts.text("repository"),
    outputs: (facts) => ({ registryId: facts.account }),
  },
};

const imagesIn = ({ store, object }: Situation) =>
  store
    .ofType(imageType)
    .filter(({ state }) =>
      textAt(state, "ref").startsWith(`${textAt(object.state, "repositoryUrl")}@`),
    );

function refuseFullRepository(situation: Situation): void {
  if (situation.object.inputs["forceDelete"] === true) return;
  if (imagesIn(situation).length === 0) return;
  throw new CloudRefusal(
    "RepositoryNotEmptyException",
    `The repository with name '${situation.object.id}' cannot be deleted because it still contains images`,
  );
}
