import { FileSystem } from "../index";

const files = new FileSystem("shared", {
  vpcId: "vpc-0123456789abcdef0",
  subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
});

export const fileSystemId = files.fileSystemId;
