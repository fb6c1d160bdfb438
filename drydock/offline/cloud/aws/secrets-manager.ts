/** Secrets and their versions. */
import { CloudRefusal } from "../refusal";
import type { Reference, ResourceModels, Situation } from "../types";
import type { PropertyBag } from "../../capture/types";
import { digestOf } from "../facts";
import { textAt } from "../values";
import type { ObjectsOf } from "./ecs-deployments";
import { keyReference } from "./kms";

export const secretType = "aws:secretsmanager/secret:Secret";
export const secretVersionType = "aws:secretsmanager/secretVersion:SecretVersion";

/** Secrets that wait for their deletion. */
const scheduledType = `scheduled for deletion: ${secretType}`;

const ofSecret = (path: string): Reference => ({
  path,
  to: secretType,
  missing: "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
});

export const secretsManager: ResourceModels = {
  [secretType]: {
    autoName: { property: "name", maxLength: 512 },
    defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
    replaceOn: ["name", "namePrefix", "type"],
    // AWS appends a hyphen and six characters to the name.
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
    id: (facts) => facts.arn("secretsmanager", `secret:${facts.text("name")}-${facts.base36(6)}`),
    outputs: (_facts, id) => ({ arn: id }),
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    texts: { name: { most: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/ } },
    references: [keyReference("kmsKeyId")],
    unique: [
      {
        by: ["name"],
        taken:
          "ResourceExistsException: The operation failed because the secret {name} already exists.",
      },
    ],
    onCreate: refuseScheduledName,
    afterDelete: ({ store, object }) => {
      const days = object.inputs["recoveryWindowInDays"];
      for (const version of versionsOf(store, object.id)) store.remove(version);
      if (days === 0) return;
      // The name is reserved until the window ends.
      store.put({ ...object, type: scheduledType });
    },
  },
  [secretVersionType]: {
    replaceOn: ["secretId", "secretString", "secretBinary", "secretStringWoVersion"],
    id: (facts) => `${facts.text("secretId")}|terraform-${facts.digits(26)}`,
    outputs: (facts) => ({
      arn: facts.text("secretId"),
      versionId: `terraform-${facts.digits(26)}`,
      versionStages: ["AWSCURRENT"],
    }),
    exclusive: [["secretString", "secretBinary"]],
    references: [ofSecret("secretId")],
    afterWrite: moveStages,
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    defaults: { rotateImmediately: true },
    replaceOn: ["secretId"],
    id: (facts) => facts.text("secretId"),
    outputs: () => ({ rotationEnabled: true }),
    references: [ofSecret("secretId")],
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    replaceOn: ["secretArn"],
    id: (facts) => facts.text("secretArn"),
    json: ["policy"],
    references: [ofSecret("secretArn")],
  },
};

/** What ListSecretVersionIds says of a secret that exists: one version, if nobody has put others. */
export function existingVersions(secretId: string, objectsOf: ObjectsOf): PropertyBag {
  const put = objectsOf(secretVersionType).filter(
    ({ inputs }) => textAt(inputs, "secretId") === secretId,
  );
  const ids =
    put.length === 0
      ? [digestOf(secretId).slice(-32)]
      : put.map(({ id }) => id.replace(/^.*\|/, ""));
  const stages = ["AWSCURRENT", "AWSPREVIOUS"];
  const createdAt = "2026-01-01T12:00:00Z";
  return {
    id: secretId,
    arn: secretId,
    secretArn: secretId,
    secretId,
    name: secretId,
    secretName: secretId,
    versions: ids.toReversed().map((versionId, index) => ({
      versionId,
      versionStages: stages.slice(index, index + 1),
      createdTime: createdAt,
      lastAccessedDate: createdAt,
    })),
  };
}

/** What GetSecretValue says of a secret that exists: what was put last, or a text that stands for it. */
export function existingValue(secretId: string, objectsOf: ObjectsOf): PropertyBag {
  const put = objectsOf(secretVersionType).findLast(
    ({ inputs }) => textAt(inputs, "secretId") === secretId,
  );
  return {
    id: `${secretId}|AWSCURRENT`,
    arn: secretId,
    secretId,
    versionId: put?.id.replace(/^.*\|/, "") ?? digestOf(secretId).slice(-32),
    versionStage: "AWSCURRENT",
    versionStages: ["AWSCURRENT"],
    createdDate: "2026-01-01T12:00:00Z",
    secretString: put?.inputs["secretString"] ?? "the value of a secret",
    secretBinary: "",
  };
}

function refuseScheduledName({ store, object }: Situation): void {
  const name = textAt(object.inputs, "name");
  if (!store.ofType(scheduledType).some(({ inputs }) => textAt(inputs, "name") === name)) return;
  throw new CloudRefusal(
    "InvalidRequestException",
    `You can't create this secret because a secret with this name (${name}) is already scheduled for deletion.`,
  );
}

/** The versions of a secret, oldest first. */
export const versionsOf = (store: Situation["store"], secretId: string) =>
  store.ofType(secretVersionType).filter(({ inputs }) => textAt(inputs, "secretId") === secretId);

/**
 * The newest version is AWSCURRENT, the one before it AWSPREVIOUS, the others lose their stages.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
function moveStages({ store, object }: Situation): void {
  const others = versionsOf(store, textAt(object.inputs, "secretId")).filter(
    ({ id }) => id !== object.id,
  );
  for (const other of others) {
    const wasCurrent = JSON.stringify(other.state["versionStages"]) === '["AWSCURRENT"]';
    const versionStages = wasCurrent ? ["AWSPREVIOUS"] : [];
    store.put({ ...other, state: { ...other.state, versionStages } });
  }
}
