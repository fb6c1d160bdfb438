/** Arguments for the tests of tasks and services: small, legal, and with plain ids. */
import type {
  ContainerArgs,
  FargateServiceArgs,
  FargateTaskArgs,
  RouteArgs,
  VolumeArgs,
} from "../../components/index";

export const container: ContainerArgs = { name: "web", image: "web:1", containerPort: 8080 };

export const taskArgs = {
  family: "drydock-test-web",
  region: "us-east-2",
  logGroupName: "/drydock/test/web",
  logRetentionDays: 14,
  cpu: 256,
  memoryMiB: 512,
  containers: [container],
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

export const route: RouteArgs = {
  listenerArn: "arn:aws:elasticloadbalancing:us-east-2:111122223333:listener/app/alb/1/2",
  loadBalancerSecurityGroupId: "sg-alb",
  loadBalancerArnSuffix: "app/alb/1",
};

/** A volume of a file system. */
export function volume(name: string, fileSystem: string): VolumeArgs {
  return {
    name,
    fileSystem,
    fileSystemId: `fs-${fileSystem}`,
    fileSystemArn: `arn:aws:elasticfilesystem:us-east-2:111122223333:file-system/fs-${fileSystem}`,
    securityGroupId: `sg-${fileSystem}`,
    mountPath: `/${name}`,
    directory: `/web/${name}`,
    uid: 1000,
    gid: 1000,
  };
}
