/** What RunTask needs to know of a job: the stack's output `jobs`, since AWS holds a job's network nowhere by its name. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import type { OperatedEnvironment } from "../environment";
import { networkOf, type Runnable } from "./runnable";

const output = z.record(
  z.string(),
  z.object({
    taskDefinitionArn: z.string(),
    containerName: z.string(),
    subnetIds: z.array(z.string()),
    securityGroupIds: z.array(z.string()),
    assignPublicIp: z.boolean(),
  }),
);

/** @throws UsageError if Pulumi does not know the job's output */
export async function runnableJob(
  { stack }: OperatedEnvironment,
  name: string,
  surroundings: Pick<Surroundings, "folder" | "shell">,
): Promise<Runnable> {
  const job = (await jobsOf(stack, surroundings))[name];
  if (job === undefined) {
    throw new UsageError(
      `The stack ${stack} has no output for the job ${name}: it is not deployed yet. Run \`pulumi up --stack ${stack}\`.`,
    );
  }
  return {
    name,
    isJob: true,
    container: job.containerName,
    taskDefinition: job.taskDefinitionArn,
    networkConfiguration: networkOf(job),
    enableExecuteCommand: false,
  };
}

async function jobsOf(
  stack: string,
  { folder, shell }: Pick<Surroundings, "folder" | "shell">,
): Promise<z.infer<typeof output>> {
  const args = ["stack", "output", "jobs", "--json", "--stack", stack];
  try {
    const { stdout } = await promisify(execFile)("pulumi", args, { cwd: folder, env: shell });
    return output.parse(JSON.parse(stdout));
  } catch (error) {
    throw new UsageError(
      `A job's network is in the outputs of the stack, which cannot be read: ${reasonOf(error)}\n` +
        `Needed are the Pulumi CLI, a login (pulumi login) and a deployed stack: pulumi ${args.join(" ")}`,
    );
  }
}

/** What Pulumi wrote, else why it did not run. */
function reasonOf(error: unknown): string {
  const failed = z.object({ stderr: z.string().optional(), message: z.string() }).parse(error);
  const said = (failed.stderr ?? "").trim();
  return (said === "" ? failed.message : said).replace(/^error: /, "");
}
