/** Roles and their policies. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const iam: ResourceModels = {
  "aws:iam/role:Role": {
    documentation: awsPage("iam_role"),
    tagged: true,
    autoName: { property: "name", maxLength: 64 },
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    replaceOn: ["name", "namePrefix", "path"],
    id: (facts) => facts.text("name"),
    outputs: (facts, id) => ({
      arn: facts.globalArn("iam", `role${facts.text("path")}${id}`),
      uniqueId: `AROA${facts.base36(17)}`,
      createDate: "2026-01-01T00:00:00Z",
    }),
  },
  "aws:iam/rolePolicy:RolePolicy": {
    documentation: awsPage("iam_role_policy"),
    autoName: { property: "name", maxLength: 255 },
    replaceOn: ["name", "namePrefix", "role"],
    id: (facts) => `${facts.text("role")}:${facts.text("name")}`,
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    documentation: awsPage("iam_role_policy_attachment"),
    replaceOn: ["role", "policyArn"],
    id: (facts) => `${facts.text("role")}-${facts.digits(26)}`,
  },
  "aws:iam/policy:Policy": {
    documentation: awsPage("iam_policy"),
    tagged: true,
    autoName: { property: "name", maxLength: 128 },
    defaults: { path: "/" },
    replaceOn: ["name", "namePrefix", "path", "description"],
    id: (facts) => facts.globalArn("iam", `policy${facts.text("path")}${facts.text("name")}`),
    outputs: (facts, id) => ({
      arn: id,
      policyId: `ANPA${facts.base36(17)}`,
      attachmentCount: 0,
    }),
  },
};
