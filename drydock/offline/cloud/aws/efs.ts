/** File systems, their mount targets, access points and policies. */
import type { Reference, ResourceModels } from "../types";
import { keyReference } from "./kms";
import { inGroup } from "./security-groups";
import { inSubnet } from "./vpc";

const fileSystemType = "aws:efs/fileSystem:FileSystem";
export const mountTargetType = "aws:efs/mountTarget:MountTarget";

const ofFileSystem: Reference = {
  path: "fileSystemId",
  to: fileSystemType,
  missing: "FileSystemNotFound: File system '{value}' does not exist.",
};

export const efs: ResourceModels = {
  [fileSystemType]: {
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
    oneOf: {
      throughputMode: ["bursting", "provisioned", "elastic"],
      performanceMode: ["generalPurpose", "maxIO"],
    },
    references: [keyReference("kmsKeyId")],
  },
  [mountTargetType]: {
    replaceOn: ["fileSystemId", "subnetId", "ipAddress", "ipAddressType", "ipv6Address"],
    id: (facts) => `fsmt-0${facts.hex(16)}`,
    outputs: (facts) => ({
      fileSystemArn: facts.arn("elasticfilesystem", `file-system/${facts.text("fileSystemId")}`),
      dnsName: `${facts.text("fileSystemId")}.efs.${facts.region}.amazonaws.com`,
      networkInterfaceId: `eni-0${facts.hex(16, "eni")}`,
      ownerId: facts.account,
    }),
    references: [
      {
        ...ofFileSystem,
        inUse: "FileSystemInUse: Failed to delete file system {value}: it has mount targets.",
      },
      inSubnet("subnetId"),
      inGroup("securityGroups.*"),
    ],
    unique: [
      {
        by: ["fileSystemId", "subnetId"],
        taken: "MountTargetConflict: mount target already exists in this AZ",
      },
    ],
  },
  "aws:efs/accessPoint:AccessPoint": {
    replaceOn: ["fileSystemId", "posixUser", "rootDirectory"],
    id: (facts) => `fsap-0${facts.hex(16)}`,
    outputs: (facts, id) => ({
      arn: facts.arn("elasticfilesystem", `access-point/${id}`),
      fileSystemArn: facts.arn("elasticfilesystem", `file-system/${facts.text("fileSystemId")}`),
      ownerId: facts.account,
    }),
    references: [ofFileSystem],
  },
  "aws:efs/fileSystemPolicy:FileSystemPolicy": {
    replaceOn: ["fileSystemId"],
    id: (facts) => facts.text("fileSystemId"),
    json: ["policy"],
    references: [ofFileSystem],
  },
  "aws:efs/backupPolicy:BackupPolicy": {
    replaceOn: ["fileSystemId"],
    id: (facts) => facts.text("fileSystemId"),
    oneOf: { "backupPolicy.status": ["ENABLED", "DISABLED"] },
    references: [ofFileSystem],
  },
};
