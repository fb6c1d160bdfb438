/** File systems, their mount targets, access points and policies. */
import { awsPage } from "../documentation";
import type { ResourceModels } from "../types";

export const efs: ResourceModels = {
  "aws:efs/fileSystem:FileSystem": {
    documentation: awsPage("efs_file_system"),
    tagged: true,
    defaults: { throughputMode: "bursting" },
    replaceOn: [
      "availabilityZoneName",
      "creationToken",
      "encrypted",
      "kmsKeyId",
      "performanceMode",
    ],
    id: (facts) => `fs-0${facts.hex(16)}`,
    outputs: (facts, id) => ({
      arn: facts.arn("elasticfilesystem", `file-system/${id}`),
      dnsName: `${id}.efs.${facts.region}.amazonaws.com`,
      performanceMode: "generalPurpose",
      numberOfMountTargets: 0,
      ownerId: facts.account,
      sizeInBytes: [],
    }),
  },
  "aws:efs/mountTarget:MountTarget": {
    documentation: awsPage("efs_mount_target"),
    replaceOn: ["fileSystemId", "subnetId", "ipAddress", "ipAddressType", "ipv6Address"],
    id: (facts) => `fsmt-0${facts.hex(16)}`,
    outputs: (facts) => ({
      fileSystemArn: facts.arn("elasticfilesystem", `file-system/${facts.text("fileSystemId")}`),
      dnsName: `${facts.text("fileSystemId")}.efs.${facts.region}.amazonaws.com`,
      networkInterfaceId: `eni-0${facts.hex(16, "eni")}`,
      ownerId: facts.account,
    }),
  },
  "aws:efs/accessPoint:AccessPoint": {
    documentation: awsPage("efs_access_point"),
    tagged: true,
    replaceOn: ["fileSystemId", "posixUser", "rootDirectory"],
    id: (facts) => `fsap-0${facts.hex(16)}`,
    outputs: (facts, id) => ({
      arn: facts.arn("elasticfilesystem", `access-point/${id}`),
      fileSystemArn: facts.arn("elasticfilesystem", `file-system/${facts.text("fileSystemId")}`),
      ownerId: facts.account,
    }),
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    documentation: awsPage("efs_file_system_policy"),
    replaceOn: ["fileSystemId"],
    id: (facts) => facts.text("fileSystemId"),
  },
  "aws:efs/backupPolicy:BackupPolicy": {
    documentation: awsPage("efs_backup_policy"),
    replaceOn: ["fileSystemId"],
    id: (facts) => facts.text("fileSystemId"),
  },
};
