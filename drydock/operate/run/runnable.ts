/** What RunTask needs to know. */
import type { NetworkConfiguration } from "@aws-sdk/client-ecs";
import type { RunnableJob } from "../../program/job-outputs";
import type { Aws } from "../aws";
import type { OperatedEnvironment } from "../environment";
import { describeService } from "../services";

export interface Runnable {
  /** The service's or the job's key in the stack file. */
  readonly name: string;
  readonly isJob: boolean;
  /** The container that gets the command, unless another one is named. */
  readonly container: string;
  readonly taskDefinition: string;
  readonly networkConfiguration: NetworkConfiguration | undefined;
  readonly enableExecuteCommand: boolean;
}

/** A task as the service runs it now. @throws UsageError if there is no such service */
export async function runnableService(
  aws: Aws,
  environment: OperatedEnvironment,
  name: string,
): Promise<Runnable> {
  const service = await describeService(aws, environment, name);
  return {
    name,
    isJob: false,
    container: name,
    taskDefinition: service.taskDefinition ?? "",
    networkConfiguration: service.networkConfiguration,
    enableExecuteCommand: service.enableExecuteCommand ?? false,
  };
}

/** The network of a job, as RunTask takes it. */
export const networkOf = ({
  subnetIds,
  securityGroupIds,
  assignPublicIp,
}: Pick<
  RunnableJob,
  "subnetIds" | "securityGroupIds" | "assignPublicIp"
>): NetworkConfiguration => ({
  awsvpcConfiguration: {
    subnets: [...subnetIds],
    securityGroups: [...securityGroupIds],
    assignPublicIp: assignPublicIp ? "ENABLED" : "DISABLED",
  },
});
