/** IAM and AWS KMS. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
import type { Constraints } from "./types";

const roleType = "aws:iam/role:Role";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const roleName = { most: 64, pattern: /^[\w+=,.@-]+$/ };

const ofRole = {
  path: "role",
  to: roleType,
  by: "name",
  missing: "NoSuchEntity: The role with name {value} cannot be found.",
  inUse: "DeleteConflict: Cannot delete entity, must delete policies first.",
};

export const identity: Constraints = {
  [roleType]: {
    required: ["assumeRolePolicy"],
    exclusive: [["name", "namePrefix"]],
    texts: { name: roleName, description: { most: 1000 } },
    json: ["assumeRolePolicy"],
    unique: [{ by: ["name"], taken: "EntityAlreadyExists: Role with name {name} already exists." }],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    required: ["policy", "role"],
    exclusive: [["name", "namePrefix"]],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (inline policies of a role)
    texts: { name: { most: 128 }, policy: { most: 10_240 } },
    json: ["policy"],
    references: [ofRole],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    required: ["policyArn", "role"],
    references: [
      { ...ofRole, inUse: "DeleteConflict: Cannot delete entity, must detach all policies first." },
      {
        path: "policyArn",
        to: "aws:iam/policy:Policy",
        outside: /^arn:aws[a-z-]*:iam::aws:policy\//,
        missing: "NoSuchEntity: Policy {value} does not exist or is not attachable.",
        inUse: "DeleteConflict: Cannot delete a policy attached to entities.",
      },
    ],
  },
  "aws:iam/policy:Policy": {
    required: ["policy"],
    json: ["policy"],
    texts: { name: { most: 128 }, policy: { most: 6144 } },
    unique: [
      { by: ["name"], taken: "EntityAlreadyExists: A policy called {name} already exists." },
    ],
  },
  "aws:kms/key:Key": { json: ["policy"] },
  "aws:kms/alias:Alias": {
    required: ["targetKeyId"],
    texts: { name: { most: 256, pattern: /^alias\/(?!aws\/)[A-Za-z0-9/_-]+$/ } },
    references: [
      {
        path: "targetKeyId",
        to: "aws:kms/key:Key",
        outside: /^arn:aws[a-z-]*:kms:/,
        missing: "NotFoundException: Key '{value}' does not exist",
      },
    ],
    unique: [
      {
        by: ["name"],
        taken: "AlreadyExistsException: An alias with the name {name} already exists",
      },
    ],
  },
};
