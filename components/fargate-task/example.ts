import { FargateTask } from "../index";

const task = new FargateTask("report", {
  region: "us-east-2",
  image: "public.ecr.aws/docker/library/busybox:1.37",
  command: ["date"],
});

export const taskDefinitionArn = task.taskDefinitionArn;
