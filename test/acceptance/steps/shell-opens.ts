import type { Container, Session, Task } from "../aws";
import { eventually } from "../clock";
import { CheckFailed } from "../failure";
import { type Context, deployed, patience, type Step } from "../step";

/** Its answer is nowhere in the command itself, which a terminal echoes. */
const COMMAND = "/bin/sh -c 'echo shell-$((6*7))-opens'";
const ANSWER = "shell-42-opens";

/** A session without an answer would wait for 20 minutes. */
const TIMEOUT_MS = 60_000;

/** A container whose agent can open a shell. */
interface Place {
  readonly task: Task;
  readonly container: Container;
}

export const shellOpens: Step = {
  name: "opens a shell in a task",
  proves: "ECS Exec works in private subnets, through the derived endpoints and the task's role.",
  async run(context) {
    const { aws, isTerminal } = context;
    const { clusterName, serviceName } = await deployed(context);
    const place = { cluster: clusterName, service: serviceName };
    const wait = patience(context, { what: "The agent of ECS Exec runs", minutes: 5 });
    const { task, container } = await eventually<Place>(wait, async () => {
      const all: readonly Place[] = (await aws.tasks(place)).flatMap((task) =>
        task.containers.map((container) => ({ task, container })),
      );
      const ready = all.find(({ container }) => container.execAgent === "RUNNING");
      if (ready !== undefined) return { found: ready };
      const states = all.map(({ container }) => `${container.name}: ${container.execAgent}`);
      return { waiting: `Agents: ${states.join(", ") || "there is no task"}.` };
    });
    const session = await aws.openSession({
      cluster: clusterName,
      task: task.arn,
      container: container.name,
      command: COMMAND,
    });
    const opened = `session ${session.sessionId} in ${container.name} of ${shortArn(task.arn)}`;
    if (!isTerminal) {
      return [
        opened,
        "what the shell prints was not read: session-manager-plugin needs a terminal, and there is none here",
      ];
    }
    const output = await runPlugin(context, session, targetOf(clusterName, task, container));
    if (!output.includes(ANSWER)) {
      throw new CheckFailed(
        `The shell opened, but \`${COMMAND}\` did not print ${ANSWER}. It printed: ${output.trim().slice(-300)}`,
      );
    }
    return [opened, `\`${COMMAND}\` printed ${ANSWER}`];
  },
};

const shortArn = (arn: string): string => arn.slice(arn.indexOf("task/"));

const targetOf = (cluster: string, task: Task, { runtimeId }: Container): string =>
  `ecs:${cluster}_${task.arn.split("/").at(-1) ?? ""}_${runtimeId}`;

/**
 * Starts the plugin as the AWS CLI does.
 * https://github.com/aws/aws-cli/blob/develop/awscli/customizations/ecs/executecommand.py
 */
async function runPlugin(
  { execute, aws, interruption }: Context,
  session: Session,
  target: string,
): Promise<string> {
  const endpoint = `https://ecs.${aws.region}.amazonaws.com`;
  const request = JSON.stringify({ Target: target });
  const { output } = await execute({
    program: "session-manager-plugin",
    args: [JSON.stringify(session), aws.region, "StartSession", "", request, endpoint],
    terminal: true,
    signal: AbortSignal.any([interruption.signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  return output;
}
