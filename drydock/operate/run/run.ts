import type { Task } from "@aws-sdk/client-ecs";
import { UsageError } from "../../errors";
import type { Surroundings } from "../../surroundings";
import { type Aws, withAws } from "../aws";
import { type EnvironmentChoice, environmentOf, type OperatedEnvironment } from "../environment";
import { refuseUnknownContainer, revision, workloadsOf } from "../services";
import { stopTask, taskId } from "../tasks";
import { explain } from "../why/explain";
import { stoppedTask } from "../why/read";
import { fitted } from "../fit";
import { causeLines } from "../why/report";
import { runnableJob } from "./job";
import { runnableService } from "./runnable";
import { type Errand, followTask, type Started, startTask } from "./task";

export interface RunOptions extends EnvironmentChoice {
  /** A job or a service. */
  readonly name: string;
  readonly command: readonly string[];
  readonly container?: string;
  readonly detach: boolean;
  readonly json: boolean;
}

/** As a shell says that Ctrl-C ended a program. */
const interrupted = 130;

/** @returns the exit code of the container; 1 if it did not start @throws UsageError */
export async function runOnce(options: RunOptions, surroundings: Surroundings): Promise<number> {
  const environment = environmentOf(options, surroundings);
  const { out, err, pause, columns } = surroundings;
  return withAws(environment, async (aws) => {
    const errand = await errandOf(aws, environment, { options, surroundings });
    // From here on Ctrl-C stops the task, too.
    if ((await pause(0)) === "interrupted") return interrupted;
    const started: Started = { ...errand, task: await startTask(aws, errand) };
    const id = taskId(started.task.taskArn);
    err(`task ${id} of ${revision(errand.runnable.taskDefinition)} in ${errand.cluster}\n`);
    if (options.detach) {
      out(options.json ? `${JSON.stringify({ task: id })}\n` : `${id}\n`);
      return 0;
    }
    // The program's lines are the result, unless JSON is.
    const print = options.json ? err : out;
    const ended = await followTask(aws, started, {
      pause,
      print: (line) => {
        print(`${line}\n`);
      },
      tell: (text) => {
        err(`${text}\n`);
      },
    });
    if (ended === undefined) {
      const place = { cluster: errand.cluster, task: started.task.taskArn ?? "" };
      await stopTask(aws, place, "drydock run was interrupted");
      err(`The task ${id} is being stopped.\n`);
      return interrupted;
    }
    const { stopCode, stoppedReason } = ended;
    const exitCode = exitCodeOf(ended, errand);
    if (options.json) {
      out(`${JSON.stringify({ task: id, exitCode: exitCode ?? null, stopCode, stoppedReason })}\n`);
    }
    if (exitCode !== 0) {
      const text = failure({ environment, errand, columns }, ended).join("\n");
      err(`${await fitted(text, columns)}\n`);
    }
    return exitCode ?? 1;
  });
}

async function errandOf(
  aws: Aws,
  environment: OperatedEnvironment,
  { options, surroundings }: { readonly options: RunOptions; readonly surroundings: Surroundings },
): Promise<Errand> {
  const { name, container = name, command } = options;
  const cluster = environment.clusterName;
  if (workloadsOf(environment, name).jobs.length > 0) {
    refuseUnknownContainer(environment, { service: name, container });
    surroundings.progress.say("asking Pulumi for the stack's outputs");
    const runnable = await runnableJob(environment, name, surroundings);
    return { cluster, runnable, container: runnable.container, command };
  }
  const runnable = await runnableService(aws, environment, name);
  refuseUnknownContainer(environment, { service: name, container });
  if (command.length === 0) {
    throw new UsageError(
      `Give the command after --, such as: npx drydock run ${name} --stack ${environment.stack} -- node migrate.js\n` +
        `Without one a second ${name} would run, outside the service.`,
    );
  }
  return { cluster, runnable, container, command };
}

/** Absent where the container did not start. */
const exitCodeOf = (task: Task, { container }: Errand): number | undefined =>
  task.containers?.find(({ name }) => name === container)?.exitCode;

interface Failed {
  readonly environment: OperatedEnvironment;
  readonly errand: Errand;
  readonly columns: number | undefined;
}

/** Why the task failed, as `drydock why` says it of a service. */
function failure({ environment, errand, columns }: Failed, task: Task): string[] {
  const { runnable, container } = errand;
  const exitCode = exitCodeOf(task, errand);
  const ended = `${container} ended with code ${exitCode ?? ""}.`;
  // A code of the command itself says nothing about the stack file.
  if (exitCode !== undefined && exitCode <= 128) return [ended];
  const asked = revision(runnable.taskDefinition);
  const { cause, state } = explain(environment, {
    service: runnable.name,
    ...(runnable.isJob ? { within: "jobs" } : {}),
    runs: asked,
    asked,
    desiredCount: 1,
    runningCount: 0,
    events: [],
    tasks: [stoppedTask(task)],
  });
  const reason = state.tasks.map((one) => one.reason).join();
  return [
    exitCode === undefined ? `${container} did not start: ${reason}` : ended,
    ...causeLines(cause, state, columns),
  ];
}
