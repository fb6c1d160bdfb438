/** Image repositories. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const ecr: ResourceModels = {
  "aws:ecr/repository:Repository": {
    documentation: awsPage("ecr_repository"),
    tagged: true,
    autoName: { property: "name", maxLength: 256, lowerCase: true },
    defaults: { imageTagMutability: "MUTABLE" },
    replaceOn: ["name", "encryptionConfigurations"],
    id: (facts) => facts.text("name"),
    outputs: (facts, id) => ({
      arn: facts.arn("ecr", `repository/${id}`),
      registryId: facts.account,
      repositoryUrl: `${facts.account}.dkr.ecr.${facts.region}.amazonaws.com/${id}`,
    }),
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    documentation: awsPage("ecr_lifecycle_policy"),
    replaceOn: ["repository", "policy"],
    id: (facts) => facts.text("repository"),
    outputs: (facts) => ({ registryId: facts.account }),
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    documentation: awsPage("ecr_repository_policy"),
    replaceOn: ["repository"],
    id: (facts) => facts.text("repository"),
    outputs: (facts) => ({ registryId: facts.account }),
  },
};
