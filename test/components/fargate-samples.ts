/** Arguments for the tests of tasks and services: small, legal, and with plain ids. */
import * as pulumi from "@pulumi/pulumi";
import type {
  FargateJobArgs,
  FargateServiceArgs,
  FargateTaskArgs,
  RouteArgs,
  VolumeArgs,
} from "drydock-components";
import { type ContainerSettings, containersOf } from "../../components/fargate-task";
import { taskSettings } from "../../components/fargate-task/settings";

export const taskArgs = {
  family: "drydock-test-web",
  region: "us-east-2",
  logGroupName: "/drydock/test/web",
  logRetentionDays: 14,
  cpu: 256,
  memoryMiB: 512,
  image: "web:1",
  containerPort: 8080,
} satisfies FargateTaskArgs;

export const serviceArgs = {
  ...taskArgs,
  serviceName: "web",
  clusterArn: "arn:aws:ecs:us-east-2:111122223333:cluster/drydock-test",
  clusterName: "drydock-test",
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  workloadSecurityGroupId: "sg-workload",
} satisfies FargateServiceArgs;

export const jobArgs = {
  region: "us-east-2",
  image: "report:1",
  command: ["report"],
  clusterArn: serviceArgs.clusterArn,
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  workloadSecurityGroupId: "sg-workload",
} satisfies FargateJobArgs;

export const route: RouteArgs = {
  listenerArn: "arn:aws:elasticloadbalancing:us-east-2:111122223333:listener/app/alb/1/2",
  loadBalancerSecurityGroupId: "sg-alb",
  loadBalancerArnSuffix: "app/alb/1",
};

/** A volume of a file system. */
export function volume(name: string, fileSystem: string): VolumeArgs {
  return {
    fileSystem,
    fileSystemId: `fs-${fileSystem}`,
    fileSystemArn: `arn:aws:elasticfilesystem:us-east-2:111122223333:file-system/fs-${fileSystem}`,
    securityGroupId: `sg-${fileSystem}`,
    mountPath: `/${name}`,
    directory: `/web/${name}`,
  };
}

/** The containers of a task, its arguments checked: the main one is `web`. */
export function containers(args: Partial<FargateTaskArgs>): ContainerSettings[] {
  const { region, image } = taskArgs;
  return containersOf("web", taskSettings("web", { region, image, ...args }));
}

/** Returns the reasons for which arguments are refused, a line each; none where they are accepted. */
export function refusals(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof pulumi.InputPropertiesError)) throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}
