import { z } from "zod";
import { Capability, fargateCapabilities } from "../facts/public-images";
import { argumentType } from "./check/argument-type";
import { type Advice, type Given, withHint, withReading } from "./check/advice";
import { isMap } from "./check/path";
import { type ModelProblem, problemIf } from "./check/problem";
import { looksLikeSecret } from "drydock-policy/secrets";
import { largestInteger } from "./check/schema-tools";
import {
  containerPath,
  matching,
  offByDefault,
  onByDefault,
  port,
  several,
  strict,
  variableName,
  whole,
} from "./primitives";
import { bothLimits, startedNames } from "./readings";

/** Advice for a command that is no list. Its words are not repeated: one may be a secret. */
const commandHint = ({ value, key }: Given): string | undefined =>
  typeof value === "string"
    ? `Write each word as an item, such as ${key}: [npm, run, start].`
    : undefined;

const healthCheck = argumentType(
  "ContainerHealthCheckArgs",
  "A check that ECS runs inside the container.",
  strict({
    command: withHint(z.array(z.string().min(1)).min(1), commandHint).describe(
      "The command run inside the container, program first; exit code 0 is healthy.",
    ),
    intervalSeconds: whole(5, 300)
      .default(30)
      .describe("Seconds between checks, 5 to 300. Defaults to 30."),
    timeoutSeconds: whole(2, 60)
      .default(5)
      .describe("Seconds a check may take, 2 to 60. Defaults to 5."),
    retries: whole(1, 10)
      .default(3)
      .describe("Failures in a row that mean unhealthy, 1 to 10. Defaults to 3."),
    startPeriodSeconds: whole(0, 300)
      .default(0)
      .describe("Seconds after the start in which failures do not count, 0 to 300. Defaults to 0."),
  }),
);

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html */
const restartPolicy = argumentType(
  "RestartPolicyArgs",
  "When ECS restarts a container in its task, without replacing the task.",
  strict({
    ignoredExitCodes: z
      .array(whole(0, 255))
      .max(50)
      .default([])
      .describe("Exit codes that do not restart it, at most 50. Defaults to none."),
    attemptPeriodSeconds: whole(60, 1800)
      .default(300)
      .describe(
        "Seconds it must have run before it may be restarted, 60 to 1800. Defaults to 300.",
      ),
  }),
);

const ulimit = argumentType(
  "UlimitArgs",
  "A limit of the container's processes.",
  strict({
    soft: whole(-1, largestInteger).describe("The soft limit; -1 is unlimited."),
    hard: whole(-1, largestInteger).describe("The hard limit; -1 is unlimited."),
  }),
);

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html */
export const ulimitName = z.enum([
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
]);

/** Advice for a capability that cannot be kept. */
function capabilityHint({ value }: Given): string | undefined {
  if (typeof value !== "string") return undefined;
  const name = value.toUpperCase().replace(/^CAP_/, "");
  if (name === "SYS_PTRACE") return "Remove it and write tracing: true.";
  if (name === "ALL") return "List those that the program needs.";
  return fargateCapabilities.some((known) => known === name)
    ? `Write ${name}.`
    : "Remove it: Fargate adds no capability but SYS_PTRACE, which tracing: true adds.";
}

/** Advice for a variable that is no text. */
function variableHint({ value, key }: Given): string {
  if (value === null) return 'Write the value in quotes, "" for an empty one.';
  return isMap(value) || looksLikeSecret(key, typeof value === "number" ? `${value}` : "")
    ? `Write the value as text in quotes; put a secret under secrets: { ${key}: { secret: name } }.`
    : "Put the value in quotes.";
}

/** Root as a number. */
const rootHint = ({ value }: Given): Advice | undefined =>
  value === 0
    ? {
        fix: 'Write user: "0", which is root, or leave it out for 1000:1000.',
        exemption: {
          rule: "container-user-not-root",
          reason: "the image runs as root only",
        },
      }
    : undefined;

const capability = argumentType(
  "Capability",
  "A Linux capability that Fargate gives to containers.",
  z.enum(Capability),
);

/** Settings of every container, the main one and sidecars alike, that a stack file and arguments have in common. */
export const containerShape = {
  command: withHint(z.array(z.string()), commandHint)
    .optional()
    .describe("Arguments in place of the image's CMD. Defaults to the image's."),
  entryPoint: withHint(z.array(z.string()), commandHint)
    .optional()
    .describe("Program in place of the image's ENTRYPOINT. Defaults to the image's."),
  workingDirectory: containerPath
    .optional()
    .describe("The directory commands run in. Defaults to the image's."),
  user: withHint(
    matching(/^[a-z0-9_-]+(?::[a-z0-9_-]+)?$/i, "user, uid, user:group or uid:gid"),
    rootHint,
  )
    .default("1000:1000")
    .describe("Who the process runs as. Defaults to 1000:1000, which is not root."),
  readonlyRootFilesystem: onByDefault(
    "Forbid writing to the image's files; scratch and volumes stay writable.",
  ),
  scratch: several(
    containerPath,
    "Writable empty folders, lost with the task. They belong to root unless the image declares the same path as a VOLUME with an owner.",
  ),
  startTimeoutSeconds: whole(2, 120)
    .optional()
    .describe(
      "Seconds in which it must reach the condition that other containers wait for with dependsOn, 2 to 120; they do not start after that. Defaults to AWS's three minutes.",
    ),
  stopTimeoutSeconds: whole(2, 120)
    .default(30)
    .describe("Seconds between SIGTERM and SIGKILL, 2 to 120. Defaults to 30."),
  healthCheck: healthCheck.optional().describe("A check inside the container. Defaults to none."),
  restartPolicy: restartPolicy
    .optional()
    .describe(
      "Restart this container in its task when it ends. Defaults to not restarting it: an essential container ends its task.",
    ),
  ulimits: z
    .partialRecord(ulimitName, withReading(ulimit, bothLimits))
    .default({})
    .describe("Limits of the process. Defaults to Fargate's."),
  initProcess: onByDefault("Run an init that reaps zombies and forwards signals."),
  capabilities: several(
    withHint(capability, capabilityHint),
    "Linux capabilities the container keeps of Fargate's own; the others are dropped. They reach root, or a program with file capabilities.",
  ),
  tracing: offByDefault(
    "Add SYS_PTRACE, the one capability Fargate lets a task add; it reaches root, or a program with that file capability.",
  ),
  environment: withHint(z.record(variableName, withHint(z.string(), variableHint)), ({ value }) =>
    Array.isArray(value) ? "Write NAME: value lines, without - before them." : undefined,
  )
    .default({})
    .describe("Environment variables. Quote numbers and true/false. Defaults to none."),
};

const condition = argumentType(
  "ContainerCondition",
  "What another container must have reached.",
  z.enum({ Start: "START", Complete: "COMPLETE", Success: "SUCCESS", Healthy: "HEALTHY" }),
);

/** Network parameters of the kernel: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html */
const kernelParameter = matching(
  /^net(?:\.[a-z0-9_-]+)+$/,
  "a parameter net.*, such as net.ipv4.tcp_keepalive_time",
);

/** Settings of the main container only. */
export const mainContainerShape = {
  systemControls: z
    .record(
      kernelParameter,
      withHint(z.string().min(1), ({ value }) =>
        typeof value === "number" ? `Write "${value}", in quotes.` : undefined,
      ),
    )
    .default({})
    .describe(
      'Kernel parameters net.*, which all containers of the task share, such as net.ipv4.ip_unprivileged_port_start: "80". Defaults to Fargate\'s.',
    ),
  containerPort: port
    .optional()
    .describe("The port the main container listens on. Defaults to none."),
  dependsOn: withReading(z.record(z.string(), condition), startedNames)
    .default({})
    .describe(
      "Sidecars that must have reached a condition before the main container starts. Defaults to none.",
    ),
};

/** Settings of sidecars only. */
export const sidecarShape = {
  essential: onByDefault(
    "Stop the task when this container ends. false for a container that does its work and ends.",
  ),
  containerPort: port
    .optional()
    .describe("The port it listens on, for the other containers. Defaults to none."),
  cpu: whole(0, 32768)
    .optional()
    .describe("CPU units reserved out of the task's. Defaults to a fair share."),
  memoryMiB: whole(6, 249856)
    .optional()
    .describe("Hard memory limit in MiB, out of the task's. Defaults to the task's."),
  dependsOn: withReading(z.record(z.string(), condition), startedNames)
    .default({})
    .describe("Containers of the task that must have reached a condition first. Defaults to none."),
};

type Ulimits = z.output<(typeof containerShape)["ulimits"]>;

/** Ulimits whose soft limit is above the hard one. */
export function ulimitProblems({ ulimits }: { readonly ulimits: Ulimits }): ModelProblem[] {
  return Object.entries(ulimits).flatMap(([name, { soft, hard }]) =>
    problemIf(hard !== -1 && (soft === -1 || soft > hard), {
      path: ["ulimits", name, "soft"],
      related: [["ulimits", name, "hard"]],
      message: `The soft limit is above the hard one, which is ${hard}.`,
      allowed: `at most ${hard}`,
      fix: "Lower soft or raise hard.",
    }),
  );
}
