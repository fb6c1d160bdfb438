/** Roles and their policies. */
import type { Reference, ResourceModels } from "../types";

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

/** A role that an AWS service assumes. */
export const inRole = (path: string, missing: string): Reference => ({
  path,
  to: roleType,
  by: "arn",
  missing,
});

export const iam: ResourceModels = {
  [roleType]: {
    autoName: { property: "name", maxLength: 64 },
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    replaceOn: ["name", "namePrefix", "path"],
    outputs: (facts, id) => ({
      arn: facts.globalArn("iam", `role${facts.text("path")}${id}`),
      uniqueId: `AROA${facts.base36(17)}`,
      createDate: "2026-01-01T00:00:00Z",
    }),
    exclusive: [["name", "namePrefix"]],
    texts: { name: roleName, description: { most: 1000 } },
    json: ["assumeRolePolicy"],
    unique: [
      {
        by: ["name"],
        global: true,
        taken: "EntityAlreadyExists: Role with name {name} already exists.",
      },
    ],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    autoName: { property: "name", maxLength: 255 },
    replaceOn: ["name", "namePrefix", "role"],
    id: (facts) => `${facts.text("role")}:${facts.text("name")}`,
    exclusive: [["name", "namePrefix"]],
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (inline policies of a role)
    texts: { name: { most: 128 }, policy: { most: 10_240 } },
    json: ["policy"],
    references: [ofRole],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    replaceOn: ["role", "policyArn"],
    id: (facts) => `${facts.text("role")}-${facts.digits(26)}`,
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
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    replaceOn: ["url"],
    id: (facts) =>
      facts.globalArn("iam", `oidc-provider/${facts.text("url").replace(/^https:\/\//, "")}`),
    outputs: (_facts, id) => ({ arn: id }),
    unique: [
      {
        by: ["url"],
        global: true,
        taken: "EntityAlreadyExists: Provider with url {url} already exists.",
      },
    ],
  },
  "aws:iam/policy:Policy": {
    autoName: { property: "name", maxLength: 128 },
    defaults: { path: "/" },
    replaceOn: ["name", "namePrefix", "path", "description"],
    id: (facts) => facts.globalArn("iam", `policy${facts.text("path")}${facts.text("name")}`),
    outputs: (facts, id) => ({
      arn: id,
      policyId: `ANPA${facts.base36(17)}`,
      attachmentCount: 0,
    }),
    json: ["policy"],
    texts: { name: { most: 128 }, policy: { most: 6144 } },
    unique: [
      {
        by: ["name"],
        global: true,
        taken: "EntityAlreadyExists: A policy called {name} already exists.",
      },
    ],
  },
};
