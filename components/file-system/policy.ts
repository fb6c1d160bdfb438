import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../internal/policy-document";

const clientActions = [
  "elasticfilesystem:ClientMount",
  "elasticfilesystem:ClientRootAccess",
  "elasticfilesystem:ClientWrite",
];

/**
 * Returns the statements that close a file system. They allow nothing: a file system with a policy admits only
 * clients whose own role allows the mount, so there is no anonymous access.
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function fileSystemPolicy(fileSystemArn: pulumi.Input<string>): PolicyStatement[] {
  const denial = { effect: "Deny", principals: { AWS: "*" }, resources: fileSystemArn } as const;
  return [
    {
      ...denial,
      sid: "DenyUnencryptedTransport",
      actions: "*",
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
    { ...denial, sid: "DenyRoot", actions: "elasticfilesystem:ClientRootAccess" },
    {
      ...denial,
      sid: "DenyOutsideMountTargets",
      actions: clientActions,
      conditions: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } },
    },
    {
      ...denial,
      sid: "DenyOutsideAccessPoints",
      actions: clientActions,
      conditions: { Null: { "elasticfilesystem:AccessPointArn": "true" } },
    },
  ];
}
