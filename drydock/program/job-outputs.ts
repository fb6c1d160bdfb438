import * as pulumi from "@pulumi/pulumi";
import type { FargateJob } from "drydock-components";
import type { Surroundings } from "./task-args";

/** Everything that RunTask needs to know of a job. */
export interface RunnableJob {
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  /** The name of its one container, which takes the arguments. */
  readonly containerName: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly assignPublicIp: boolean;
  readonly logGroupName: string;
}

type Jobs = ReadonlyMap<string, FargateJob>;

/** A job as it is run, when all of it exists. */
export function runnableJob(
  name: string,
  job: FargateJob,
  { environment, network, cluster }: Pick<Surroundings, "environment" | "network" | "cluster">,
): pulumi.Output<RunnableJob> {
  const assignPublicIp = environment.config.jobs[name]?.placement === "public";
  return pulumi.output({
    clusterArn: cluster.clusterArn,
    taskDefinitionArn: job.taskDefinitionArn,
    containerName: name,
    subnetIds: assignPublicIp ? network.publicSubnetIds : network.privateSubnetIds,
    securityGroupIds: [network.workloadSecurityGroupId, job.securityGroupId],
    assignPublicIp,
    logGroupName: job.logGroupName,
  });
}

export function jobOutputs(
  jobs: Jobs,
  surroundings: Parameters<typeof runnableJob>[2],
): pulumi.Output<Record<string, RunnableJob>> {
  return pulumi.all(
    Object.fromEntries(
      [...jobs].map(([name, job]) => [name, runnableJob(name, job, surroundings)]),
    ),
  );
}

export function jobCommands(jobs: Jobs): pulumi.Output<Record<string, string>> {
  return pulumi.all(
    Object.fromEntries([...jobs].map(([name, job]) => [name, pulumi.output(job.runCommand)])),
  );
}
