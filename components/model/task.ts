import { z } from "zod";
import { quotas } from "../facts/quotas";
import { type Reading, withHint, withReading } from "./check/advice";
import { argumentType } from "./check/argument-type";
import type { Declared } from "./check/check";
import type { Path } from "./check/path";
import { type ModelProblem, problemIf, within } from "./check/problem";
import {
  type containerShape,
  type mainContainerShape,
  type sidecarShape,
  ulimitProblems,
} from "./container";
import { commandProblems } from "./command";
import { orderProblems } from "./dependencies";
import { imageProblems } from "./image-fit";
import { portProblems } from "./privileges";
import { taskSizeProblems } from "./task-size";
import { mountProblems, type mountShape } from "./volumes";
import { offByDefault, whole } from "./primitives";

/** `linux/arm64`, `amd64`, or a map that holds it. */
const processor: Reading = (value) => {
  const name = JSON.stringify(value).toLowerCase();
  if (/arm|aarch|graviton/.test(name)) return "ARM64";
  return /amd64|x86|x64|intel/.test(name) ? "X86_64" : undefined;
};

/** Settings of a whole task that a stack file and arguments have in common. */
export const taskShape = {
  architecture: argumentType(
    "Architecture",
    "Processors Fargate offers.",
    withReading(z.enum({ X86: "X86_64", Arm64: "ARM64" }), processor),
  )
    .default("X86_64")
    .describe("Processor of the task and of the image that is built for it. Defaults to X86_64."),
  cpu: z
    .int()
    .default(256)
    .describe("CPU units of the task, 256 to 32768; 1024 are one vCPU. Defaults to 256."),
  memoryMiB: z
    .int()
    .default(512)
    .describe(
      "Memory of the task in MiB; each CPU size goes with some sizes only. Defaults to 512.",
    ),
  ephemeralStorageGiB: withHint(
    whole(quotas.fargate.ephemeralStorageGiB.smallest, quotas.fargate.ephemeralStorageGiB.largest),
    ({ value }) => (value === 20 ? "Remove it: 20 GiB is the default." : undefined),
  )
    .optional()
    .describe("Local disk of the task in GiB, 21 to 200. Defaults to Fargate's 20."),
  pidMode: z
    .literal<string>("task")
    .optional()
    .describe("task: containers see each other's processes. Defaults to apart."),
  exec: offByDefault(
    "Allow a shell in a running task (ECS Exec). Needs readonlyRootFilesystem: false.",
  ),
};

type Value<Shape extends z.core.$ZodShape> = z.output<z.ZodObject<Shape>>;
type Mounts = Readonly<Record<string, { readonly fileSystem: string } & Value<typeof mountShape>>>;
/** The part of a container that the rules look at. */
type RuledKeys =
  | "capabilities"
  | "command"
  | "entryPoint"
  | "healthCheck"
  | "readonlyRootFilesystem"
  | "scratch"
  | "ulimits"
  | "user";

/** Keys that a stack file and arguments have by other names, or with values that may come late. */
interface OwnKeys {
  readonly image: unknown;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly envFiles?: readonly string[];
  readonly envFileArns?: readonly unknown[];
  readonly volumes: Mounts;
}

type ContainerSettings = Pick<Value<typeof containerShape>, RuledKeys> & OwnKeys;
type SidecarSettings = ContainerSettings & Value<typeof sidecarShape>;

/** A task, as far as the rules on its containers go. */
export interface TaskSettings
  extends
    Value<typeof taskShape>,
    Value<typeof mainContainerShape>,
    Pick<Value<typeof containerShape>, RuledKeys>,
    OwnKeys {
  readonly sidecars: Readonly<Record<string, SidecarSettings>>;
}

/** A container of a task with its name and place in it. */
export interface Placed<Container> {
  readonly name: string;
  readonly path: Path;
  readonly main: boolean;
  readonly container: Container;
}

export type TaskContainer = Placed<
  (ContainerSettings & Value<typeof mainContainerShape>) | SidecarSettings
>;

/** The containers of a task, the main one first, which has the task's name. */
export function containersOf<Main, Sidecar>(
  name: string,
  task: Main & { readonly sidecars: Readonly<Record<string, Sidecar>> },
): Placed<Main | Sidecar>[] {
  return [
    { name, path: [], main: true, container: task },
    ...Object.entries(task.sidecars).map(([sidecar, container]) => ({
      name: sidecar,
      path: ["sidecars", sidecar],
      main: false,
      container,
    })),
  ];
}

/** Everything that the settings of one task have to agree on. */
export function taskProblems(name: string, task: TaskSettings, declared: Declared): ModelProblem[] {
  const containers = containersOf<TaskSettings, SidecarSettings>(name, task);
  return [
    ...taskSizeProblems(task, declared([]).includes("memoryMiB")),
    ...tooMany(task),
    ...sameName(name, task),
    ...samePort(containers),
    ...reservations(task),
    ...loneProcessSharing(task),
    ...readOnlyExec(task),
    ...orderProblems(containers, [name, ...declared(["sidecars"])]),
    ...containers.flatMap(({ container, path }) =>
      within(path, [
        ...commandProblems(container),
        ...ulimitProblems(container),
        ...mountProblems(container),
      ]),
    ),
    ...containers.flatMap((placed) => startProblems(placed, task)),
    ...sharedVolumes(containers),
  ];
}

/** Reasons for which a container's program does not start: the needs of a public image, or a port it may not listen on. */
function startProblems(
  { container, path }: TaskContainer,
  { systemControls }: TaskSettings,
): ModelProblem[] {
  const { envFiles = [], envFileArns = [] } = container;
  const hasEnvFiles = envFiles.length + envFileArns.length > 0;
  const process = { ...container, systemControls, hasEnvFiles };
  const image = within(path, imageProblems(process));
  return image.length > 0 ? image : portProblems(container.containerPort, process, path);
}

function tooMany({ sidecars }: TaskSettings): ModelProblem[] {
  const most = quotas.ecs.containersPerTaskDefinition;
  const count = Object.keys(sidecars).length + 1;
  return problemIf(count > most, {
    path: ["sidecars"],
    at: "key",
    message: `This task has ${count} containers, the main one among them.`,
    allowed: `at most ${most} containers`,
    fix: "Move some into a separate service.",
  });
}

function sameName(name: string, { sidecars }: TaskSettings): ModelProblem[] {
  return problemIf(Object.hasOwn(sidecars, name), {
    path: ["sidecars", name],
    at: "key",
    message: "The main container has the name of the service, so no sidecar can have it.",
    fix: "Rename the sidecar.",
  });
}

/** The containers of a task share one network address. */
function samePort(containers: readonly TaskContainer[]): ModelProblem[] {
  const holders = new Map<number, string>();
  return containers.flatMap(({ name, container, path }) => {
    const port = container.containerPort;
    if (port === undefined) return [];
    const holder = holders.get(port);
    if (holder === undefined) {
      holders.set(port, name);
      return [];
    }
    return [
      {
        path: [...path, "containerPort"],
        related: [["containerPort"]],
        message: `The container ${holder} of this task listens on the same port.`,
        allowed: "a port that no other container of the task has",
        fix: "Let one of the two listen on another port.",
      },
    ];
  });
}

function reservations(task: TaskSettings): ModelProblem[] {
  const sidecars = Object.values(task.sidecars);
  const cpu = sidecars.reduce((sum, sidecar) => sum + (sidecar.cpu ?? 0), 0);
  const memory = sidecars.reduce((sum, sidecar) => sum + (sidecar.memoryMiB ?? 0), 0);
  const whole = { path: ["sidecars"], at: "key" as const };
  return [
    ...problemIf(cpu > task.cpu, {
      ...whole,
      related: [["cpu"]],
      message: `The sidecars reserve ${cpu} CPU units; the task has ${task.cpu}.`,
      fix: "Give the service more cpu, or the sidecars less.",
    }),
    // The main container needs some: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
    ...problemIf(memory >= task.memoryMiB && memory > 0, {
      ...whole,
      related: [["memoryMiB"]],
      message:
        `The sidecars reserve ${memory} MiB of memory; the task has ${task.memoryMiB}, ` +
        "and the main container needs a part of it.",
      fix: "Give the service more memoryMiB, or the sidecars less.",
    }),
  ];
}

function loneProcessSharing({ pidMode, sidecars }: TaskSettings): ModelProblem[] {
  return problemIf(pidMode !== undefined && Object.keys(sidecars).length <= 0, {
    path: ["pidMode"],
    related: [["sidecars"]],
    message: "Containers would share their processes, and this task has one container only.",
    allowed: "pidMode where there are sidecars",
    fix: "Remove pidMode, or add the sidecar that is to see the processes.",
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
function readOnlyExec({ exec, readonlyRootFilesystem }: TaskSettings): ModelProblem[] {
  return problemIf(exec && readonlyRootFilesystem, {
    path: ["exec"],
    related: [["readonlyRootFilesystem"]],
    message: "ECS Exec writes into the container's root file system, which is read-only.",
    allowed: "exec: true together with readonlyRootFilesystem: false",
    fix: "Add readonlyRootFilesystem: false to the service, or set exec to false.",
    exemption: {
      rule: "container-root-filesystem-read-only",
      reason: "ECS Exec does not work with a read-only root file system",
    },
  });
}

/** Containers of a task that use one volume name share its access point, so they have to agree on it. */
function sharedVolumes(containers: readonly TaskContainer[]): ModelProblem[] {
  const first = new Map<string, string>();
  return containers.flatMap(({ container, path, name: user }) =>
    Object.entries(container.volumes).flatMap(([name, volume]) => {
      const { fileSystem, directory, uid, gid } = volume;
      const access = JSON.stringify({ fileSystem, directory, uid, gid });
      const known = first.get(name);
      if (known === undefined) first.set(name, access);
      if (known === undefined || known === access) return [];
      return within(
        [...path, "volumes", name],
        [
          {
            path: [],
            at: "key",
            message: `Another container of this task uses the volume ${name} with another fileSystem, directory, uid or gid.`,
            fix: `Give ${user} the same values, or a volume of another name.`,
          },
        ],
      );
    }),
  );
}
