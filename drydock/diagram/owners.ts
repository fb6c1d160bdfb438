import { textsAt } from "../offline/cloud/values";
import { jobsOf } from "./jobs";
import { endpointsId, type Source } from "./source";

/** The ids of the things that have a security group. */
export type Owners = ReadonlyMap<string, ReadonlySet<string>>;

/** Types whose resources have security groups, with the path of their ids. */
const holders = [
  ["lb/loadBalancer:LoadBalancer", "securityGroups.*"],
  ["ecs/service:Service", "networkConfiguration.securityGroups.*"],
  ["rds/cluster:Cluster", "vpcSecurityGroupIds.*"],
  ["rds/instance:Instance", "vpcSecurityGroupIds.*"],
  ["elasticache/replicationGroup:ReplicationGroup", "securityGroupIds.*"],
  ["elasticache/serverlessCache:ServerlessCache", "securityGroupIds.*"],
] as const;

/** Which things have which security group, by the group's id. */
export function ownersOf(source: Source): Owners {
  const owners = new Map<string, Set<string>>();
  const own = (group: string, id: string) => {
    owners.set(group, (owners.get(group) ?? new Set()).add(id));
  };
  for (const [type, path] of holders) {
    for (const { urn, inputs } of source.of(type)) {
      for (const group of textsAt(inputs, path)) own(group, urn);
    }
  }
  for (const { task, groups } of jobsOf(source)) {
    for (const group of groups) own(group, task.urn);
  }
  const fileSystems = new Map(
    source.of("efs/fileSystem:FileSystem").map(({ urn, outputs }) => [outputs["id"], urn]),
  );
  for (const { inputs } of source.of("efs/mountTarget:MountTarget")) {
    const fileSystem = fileSystems.get(inputs["fileSystemId"] ?? null);
    if (fileSystem === undefined) continue;
    for (const group of textsAt(inputs, "securityGroups.*")) own(group, fileSystem);
  }
  for (const endpoint of source.of("ec2/vpcEndpoint:VpcEndpoint")) {
    for (const group of textsAt(endpoint.inputs, "securityGroupIds.*")) {
      own(group, endpointsId(endpoint));
    }
  }
  return owners;
}
