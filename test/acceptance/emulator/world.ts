import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { parseEnvFile } from "../../../app/dev/env-file";
import type { Clock } from "../clock";
import { namesOf } from "../run-settings";
import type { Faults } from "./faults";
import { createTasks, type EmulatedTask } from "./tasks";

export const ACCOUNT = "111122223333";
export const REGION = "us-east-2";

/** The time from a task's start until it runs. */
const STARTS_IN_MS = 40_000;

const STOPS_IN_MS = 5_000;

/** The time until lines, flow logs and metrics show. */
const ARRIVES_IN_MS = 90_000;

/** The environment as the emulated account has it. */
interface Environment {
  readonly stack: string;
  readonly createdAt: number;
  revision: number;
  tasks: EmulatedTask[];
}

interface Line {
  readonly at: number;
  readonly text: string;
}

const stackFileShape = z.object({
  config: z.looseObject({
    "drydock:tags": z.record(z.string(), z.string()),
    "drydock:services": z.object({
      web: z.looseObject({
        command: z.array(z.string()).optional(),
        environment: z.record(z.string(), z.string()),
      }),
    }),
  }),
});

/** What the run's stack file says of the service. */
export type EmulatedService = z.infer<typeof stackFileShape>["config"]["drydock:services"]["web"];

/** An account with one environment, which a fake Pulumi creates from a run's stack file. To be closed. */
export type World = ReturnType<typeof createWorld>;

export function createWorld(clock: Clock, faults: Faults) {
  const tasks = createTasks();
  const lines: Line[] = [];
  let environment: Environment | undefined;
  let rolling = false;
  let askedMeanwhile = 0;
  let sessions = 0;
  const now = (): number => clock.now().getTime();
  const startTask = (folder: string, at: Environment): Promise<EmulatedTask> =>
    tasks.start({
      revision: at.revision,
      runsFrom: at.tasks.length === 0 && at.createdAt === now() ? now() : now() + STARTS_IN_MS,
      variables: variablesIn(folder, at.stack, faults),
      write: (text) => lines.push({ at: now(), text }),
      ownFiles: faults.filesLost === true,
    });
  const listed = (): readonly EmulatedTask[] =>
    (environment?.tasks ?? []).filter(({ goneFrom = Infinity }) => goneFrom > now());
  let folderOfStack = "";
  /** Minutes, in which somebody who watches gets an answer. */
  const replacing = async (): Promise<void> => {
    rolling = true;
    askedMeanwhile = 0;
    for (let turn = 0; turn < 60 || (askedMeanwhile < 2 && turn < 5000); turn += 1) {
      await clock.sleep(2000);
    }
    rolling = false;
  };
  return {
    faults,
    now,
    environment: () => environment,
    tasks: listed,
    runningTasks: () => listed().filter(({ runsFrom }) => runsFrom <= now()),
    arrived: (since: number) => since + ARRIVES_IN_MS <= now(),
    lines: () => lines.filter(({ at }) => at + ARRIVES_IN_MS <= now()),
    sessions: () => sessions,
    openSession: () => (sessions += 1),
    /** Notes a request, and says whether tasks are being replaced. */
    asked(): boolean {
      askedMeanwhile += rolling ? 1 : 0;
      return rolling;
    },

    async create(stack: string, folder: string): Promise<void> {
      folderOfStack = folder;
      environment = { stack, createdAt: now(), revision: 1, tasks: [] };
      environment.tasks.push(await startTask(folder, environment));
    },
    /** Replaces the tasks. */
    async roll(): Promise<void> {
      if (environment === undefined) return;
      environment.revision += 1;
      await replacing();
      environment.tasks = [await startTask(folderOfStack, { ...environment, tasks: [] })].map(
        (task) => ({ ...task, runsFrom: now() }),
      );
    },
    /** Tries a version that does not start. Returns its revision. */
    async rollBack(): Promise<number> {
      await replacing();
      return (environment?.revision ?? 0) + 1;
    },
    async stopTask(id: string): Promise<void> {
      if (environment === undefined) return;
      // For a moment it is still listed, and still answers.
      environment.tasks = environment.tasks.map((task) =>
        task.id === id ? { ...task, goneFrom: now() + STOPS_IN_MS } : task,
      );
      if (faults.tasksNotReplaced !== true) {
        environment.tasks.push(await startTask(folderOfStack, environment));
      }
    },
    destroy(): void {
      environment = undefined;
    },
    close: () => tasks.close(),
  };
}

/** Reads the run's stack file as the program does, as far as the emulated account needs it. */
export function serviceIn(folder: string, stack: string): EmulatedService {
  const text = readFileSync(join(folder, `Pulumi.${stack}.yaml`), "utf8");
  const { config } = stackFileShape.parse(parse(text));
  return config["drydock:services"].web;
}

function variablesIn(folder: string, stack: string, faults: Faults): Record<string, string> {
  const envFile = parseEnvFile(readFileSync(join(folder, "env", "test.env"), "utf8"));
  const previous = { SECRET_KEY_1: "one-of-before", SECRET_KEY_2: "two-of-before" };
  const current = { ...previous, SECRET_KEY_2: "two-of-now", SECRET_KEY_3: "three-of-now" };
  const secrets = {
    SECRETS_MANAGER_SECRET_ALL_CURRENT_VERSION: JSON.stringify(current),
    SECRETS_MANAGER_SECRET_ALL_PREVIOUS_VERSION: JSON.stringify(previous),
    SECRETS_MANAGER_SECRET_JSON_KEY: current.SECRET_KEY_2,
  };
  return {
    ...envFile,
    ...serviceIn(folder, stack).environment,
    ...(faults.secretsMissing === true ? {} : secrets),
  };
}

/** Names that AWS gives. */
export const clusterOf = (stack: string): string => namesOf({ stack }).environment;
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
export const taskDefinitionArn = (stack: string, revision: number): string =>
  arn("ecs", `task-definition/${namesOf({ stack }).family("web")}:${revision}`);
