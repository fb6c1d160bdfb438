import { z } from "zod";
import type { Path } from "./check/path";
import { type ModelProblem, problemIf } from "./check/problem";
import { variableStart } from "./databases";
import { logicalName, offByDefault, several, severalNamed, strict, whole } from "./primitives";

/** Settings of a queue that a stack file and the component's arguments have in common. */
export const queueShape = {
  fifo: offByDefault(
    "Whether messages of one group are received in their order, one after the other, and the same body within five minutes counts once (FIFO). The sender gives each a MessageGroupId. A change makes a new queue: messages that wait are lost.",
  ),
  visibilitySeconds: whole(1, 43200)
    .default(60)
    .describe(
      "Seconds for which a message that a task has received is hidden from others. Defaults to 60.",
    ),
  maxReceives: whole(1, 1000)
    .default(5)
    .describe(
      "How often a message is received before it moves to the dead-letter queue. Defaults to 5.",
    ),
  retentionDays: whole(1, 14)
    .default(4)
    .describe("Days the queue keeps a message; the dead-letter queue keeps it 14. Defaults to 4."),
  oldestMinutes: whole(1, 20160)
    .default(60)
    .describe("Minutes a message may wait before an alarm tells of it. Defaults to 60."),
};

export const queues = severalNamed(
  strict(queueShape).prefault({}),
  "SQS queues, each with a dead-letter queue, by the name services send to and consume them by.",
);

/** Numbers that the length of a queue is turned into a number of tasks with. */
export const backlogShape = {
  secondsPerMessage: z
    .number()
    .gt(0)
    .max(43200)
    .describe("Seconds one task needs for one message, on average."),
  maxLatencySeconds: whole(1, 86400).describe(
    "Seconds a message may wait: as many tasks run as are needed for that.",
  ),
};

const consumption = strict({
  ...backlogShape,
  maxLatencySeconds: backlogShape.maxLatencySeconds
    .optional()
    .describe(
      "Seconds a message may wait: scaling holds as many tasks as are needed for that. Defaults to no scaling on this queue.",
    ),
  protectsTasks: offByDefault(
    "Whether the code protects its task from scaling in while it works (task scale-in protection), so that a message may take longer than a stop.",
  ),
});

export const queueUseShape = {
  sends: several(
    logicalName,
    "Queues the code sends to: each gives the variable <NAME>_QUEUE_URL, the rights, and the endpoint.",
  ),
  consumes: severalNamed(
    consumption,
    "Queues the code receives from, by name: each gives the variable <NAME>_QUEUE_URL, the rights, and the endpoint.",
  ),
};

export type QueueUse = z.output<z.ZodObject<typeof queueUseShape>>;
export type QueueConfig = z.output<typeof queues>[string];

/**
 * The names in AWS of a queue and its dead-letter queue, which has to be of the same kind.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 */
export function queueNames(name: string, fifo: boolean): { own: string; dead: string } {
  const end = fifo ? ".fifo" : "";
  return { own: `${name}${end}`, dead: `${name}-dead${end}` };
}

/** The variable that has a queue's URL. */
export const urlVariable = (queue: string): string => `${variableStart(queue)}_QUEUE_URL`;

/** The names of the queues that a task uses, each once. */
export const usedQueues = ({ sends, consumes }: QueueUse): string[] => [
  ...new Set([...sends, ...Object.keys(consumes)]),
];

/** The queues whose length decides the number of tasks. */
export const scalingQueues = (consumes: QueueUse["consumes"]): string[] =>
  Object.keys(consumes).filter((name) => consumes[name]?.maxLatencySeconds !== undefined);

/** How fast messages are worked on, and how long one may wait. */
type Pace = Readonly<Record<keyof typeof backlogShape, number>>;

/** The messages that one task works on in the time a message may wait; a task has at least one. */
export const messagesPerTask = ({ secondsPerMessage, maxLatencySeconds }: Pace): number =>
  Math.max(1, maxLatencySeconds / secondsPerMessage);

/**
 * The messages for each task in metric math, of the metrics `visible`, `taken`, `sent` and `tasks`: those that are there, and
 * those that arrive in the time one may wait. The length alone would take away the tasks that keep it short, and call them back.
 * Messages that tasks work on count, or the last task would be taken from its work. Without a task, any message is more than one
 * task may have, so that the first one starts. No division by zero, and no gap where a metric has none.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html
 */
export function backlogExpression(pace: Pace): string {
  const arriving = `FILL(sent, 0) * ${pace.maxLatencySeconds} / 60`;
  const work = `(FILL(visible, 0) + FILL(taken, 0) + ${arriving})`;
  const running = "FILL(tasks, 0)";
  const first = `IF(${running} > 0, 0, IF(${work} > 0, ${messagesPerTask(pace)}, 0))`;
  return `${work} / IF(${running} > 0, ${running}, 1) + ${first}`;
}

/** A task that consumes queues. */
interface Consumer extends QueueUse {
  readonly stopTimeoutSeconds?: number | undefined;
  readonly scaling?: object | undefined;
}

/** That a message is worked on once, by a task that may finish it. */
export function consumerProblems(
  consumer: Consumer,
  queueOf: (name: string) => QueueConfig | undefined,
): ModelProblem[] {
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_timeout
  const { stopTimeoutSeconds = 30 } = consumer;
  return Object.entries(consumer.consumes).flatMap(([name, use]) => {
    const path = ["consumes", name];
    const queue = queueOf(name);
    return [
      ...(queue === undefined ? [] : tooSoonVisible({ use, queue, stopTimeoutSeconds, path })),
      ...(use.protectsTasks ? [] : killedAtWork({ use, stopTimeoutSeconds, path })),
    ];
  });
}

interface Use {
  readonly use: QueueUse["consumes"][string];
  readonly stopTimeoutSeconds: number;
  readonly path: Path;
}

/** A task that is stopped still works on its message: nobody else may have it meanwhile. */
function tooSoonVisible({
  use: { secondsPerMessage },
  queue,
  stopTimeoutSeconds,
  path,
}: Use & { readonly queue: QueueConfig }): ModelProblem[] {
  const least = Math.ceil(secondsPerMessage + stopTimeoutSeconds);
  if (queue.visibilitySeconds >= least) return [];
  const name = path.at(-1) ?? "";
  return [
    {
      path: [...path, "secondsPerMessage"],
      related: [["queues", name, "visibilitySeconds"]],
      message:
        `A message takes ${secondsPerMessage} seconds, and a task that is stopped gets ${stopTimeoutSeconds} more; the queue hides it ` +
        `for ${queue.visibilitySeconds}, then another task receives it too.`,
      allowed: `a visibilitySeconds of the queue of ${least} or more`,
      fix: `Set drydock:queues.${name}.visibilitySeconds: ${least * 2}, which leaves room for slow ones.`,
    },
  ];
}

function killedAtWork({ use, stopTimeoutSeconds, path }: Use): ModelProblem[] {
  const { secondsPerMessage } = use;
  return problemIf(secondsPerMessage > stopTimeoutSeconds, {
    path: [...path, "secondsPerMessage"],
    related: [["stopTimeoutSeconds"]],
    message: `A message takes ${secondsPerMessage} seconds; a task that is stopped is killed after ${stopTimeoutSeconds}, and its work is lost.`,
    allowed: "no more than stopTimeoutSeconds, or protectsTasks: true",
    fix:
      secondsPerMessage <= 120
        ? `Set stopTimeoutSeconds: ${Math.ceil(secondsPerMessage)}, or let the code protect its task and set protectsTasks: true.`
        : "Let the code protect its task while it works (PUT $ECS_AGENT_URI/task-protection/v1/state), and set protectsTasks: true.",
  });
}
