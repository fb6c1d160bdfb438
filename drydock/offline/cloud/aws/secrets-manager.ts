/** Secrets and their versions. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const secretsManager: ResourceModels = {
  "aws:secretsmanager/secret:Secret": {
    documentation: awsPage("secretsmanager_secret"),
    tagged: true,
    autoName: { property: "name", maxLength: 512 },
    defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
    replaceOn: ["name", "namePrefix", "type"],
    // AWS appends a hyphen and six characters to the name.
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
    id: (facts) => facts.arn("secretsmanager", `secret:${facts.text("name")}-${facts.base36(6)}`),
    outputs: (_facts, id) => ({ arn: id }),
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    documentation: awsPage("secretsmanager_secret_version"),
    replaceOn: ["secretId", "secretString", "secretBinary", "secretStringWoVersion"],
    id: (facts) => `${facts.text("secretId")}|terraform-${facts.digits(26)}`,
    outputs: (facts) => ({
      arn: facts.text("secretId"),
      versionId: `terraform-${facts.digits(26)}`,
      versionStages: ["AWSCURRENT"],
    }),
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    documentation: awsPage("secretsmanager_secret_policy"),
    replaceOn: ["secretArn"],
    id: (facts) => facts.text("secretArn"),
  },
};
