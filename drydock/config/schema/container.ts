import { z } from "zod";
import {
  containerPath,
  LARGEST_INTEGER,
  logicalName,
  named,
  repositoryPath,
  strict,
  variableName,
} from "./primitives";
import { secretReference } from "./secrets";

const build = strict({
  context: repositoryPath.describe("The folder that is sent to the build."),
  dockerfile: repositoryPath
    .optional()
    .describe("The Dockerfile. Defaults to Dockerfile in the context."),
  target: z.string().min(1).optional().describe("The stage to build. Defaults to the last."),
  args: z
    .record(variableName, z.string())
    .default({})
    .describe(
      "Build arguments; they stay visible in the image, so never a secret. Defaults to none.",
    ),
});

const image = z
  .union([
    strict({
      build: build.describe("Build an image and push it to a repository of the environment."),
    }),
    strict({
      reference: z
        .string()
        .regex(
          /^[a-z0-9][a-z0-9._-]*(?::\d+)?(?:\/[a-z0-9._-]+)*(?::[\w][\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/,
          "registry/repository:tag or registry/repository@sha256:digest",
        )
        .describe("An image that exists: registry/repository with a tag, a digest, or both."),
      pinDigest: z
        .boolean()
        .default(false)
        .describe("Look the tag up at each update and deploy its digest. Defaults to false."),
      credentialsSecret: logicalName
        .optional()
        .describe(
          "A name under drydock:secrets that holds username and password for a private registry.",
        ),
    }),
  ])
  .describe("The image: built here, or a reference to one that exists.");

const healthCheck = strict({
  command: z
    .array(z.string().min(1))
    .min(1)
    .describe("The command run inside the container, program first; exit code 0 is healthy."),
  intervalSeconds: z
    .int()
    .min(5)
    .max(300)
    .default(30)
    .describe("Seconds between checks, 5 to 300. Defaults to 30."),
  timeoutSeconds: z
    .int()
    .min(2)
    .max(60)
    .default(5)
    .describe("Seconds a check may take, 2 to 60. Defaults to 5."),
  retries: z
    .int()
    .min(1)
    .max(10)
    .default(3)
    .describe("Failures in a row that mean unhealthy, 1 to 10. Defaults to 3."),
  startPeriodSeconds: z
    .int()
    .min(0)
    .max(300)
    .default(0)
    .describe("Seconds after the start in which failures do not count, 0 to 300. Defaults to 0."),
});

const ulimit = strict({
  soft: z.int().min(-1).max(LARGEST_INTEGER).describe("The soft limit; -1 is unlimited."),
  hard: z.int().min(-1).max(LARGEST_INTEGER).describe("The hard limit; -1 is unlimited."),
});

const mount = strict({
  fileSystem: logicalName.describe("A name under drydock:fileSystems."),
  mountPath: containerPath.describe("Where the container sees it."),
  directory: containerPath
    .optional()
    .describe("The folder of the file system that is mounted. Defaults to /<service>/<volume>."),
  uid: z
    .int()
    .min(1)
    .max(4294967295)
    .default(1000)
    .describe("The user that owns the files. Defaults to 1000."),
  gid: z
    .int()
    .min(1)
    .max(4294967295)
    .default(1000)
    .describe("The group that owns the files. Defaults to 1000."),
  readOnly: z
    .boolean()
    .default(false)
    .describe("Mount it without the right to write. Defaults to false."),
});

/** What every container may say, the main one and sidecars alike. */
export const containerShape = {
  image,
  command: z
    .array(z.string())
    .optional()
    .describe("Arguments in place of the image's CMD. Defaults to the image's."),
  entryPoint: z
    .array(z.string())
    .optional()
    .describe("Program in place of the image's ENTRYPOINT. Defaults to the image's."),
  workingDirectory: containerPath
    .optional()
    .describe("The directory commands run in. Defaults to the image's."),
  user: z
    .string()
    .regex(/^[a-z0-9_-]+(?::[a-z0-9_-]+)?$/i, "user, uid, user:group or uid:gid")
    .default("1000:1000")
    .describe("Who the process runs as. Defaults to 1000:1000, which is not root."),
  readonlyRootFilesystem: z
    .boolean()
    .default(true)
    .describe(
      "Forbid writing to the image's files; scratch and volumes stay writable. Defaults to true.",
    ),
  scratch: z
    .array(containerPath)
    .default([])
    .describe(
      "Writable empty folders, lost with the task. They belong to root unless the image declares the same path as a VOLUME with an owner. Defaults to none.",
    ),
  stopTimeoutSeconds: z
    .int()
    .min(2)
    .max(120)
    .default(30)
    .describe("Seconds between SIGTERM and SIGKILL, 2 to 120. Defaults to 30."),
  healthCheck: healthCheck.optional().describe("A check inside the container. Defaults to none."),
  ulimits: z
    .partialRecord(
      z.enum([
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
      ]),
      ulimit,
    )
    .default({})
    .describe("Limits of the process. Defaults to Fargate's."),
  initProcess: z
    .boolean()
    .default(true)
    .describe("Run an init that reaps zombies and forwards signals. Defaults to true."),
  tracing: z
    .boolean()
    .default(false)
    .describe(
      "Add SYS_PTRACE, the one capability Fargate lets a task add; it reaches root, or a program with that file capability. Defaults to false.",
    ),
  environment: z
    .record(variableName, z.string())
    .default({})
    .describe("Environment variables. Quote numbers and true/false. Defaults to none."),
  envFiles: z
    .array(repositoryPath.regex(/\.env$/, "a file whose name ends in .env"))
    .max(10)
    .default([])
    .describe(
      "Files of NAME=VALUE lines, put into S3 and read when a task starts. At most 10. Defaults to none.",
    ),
  secrets: z
    .record(variableName, secretReference)
    .default({})
    .describe(
      "Environment variables whose values come from secrets or parameters. Defaults to none.",
    ),
  volumes: named(mount)
    .default({})
    .describe("EFS file systems mounted into the container. Defaults to none."),
};

export const sidecar = strict({
  ...containerShape,
  essential: z
    .boolean()
    .default(true)
    .describe(
      "Stop the task when this container ends. false for a container that does its work and ends. Defaults to true.",
    ),
  containerPort: z
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe("The port it listens on, for the other containers. Defaults to none."),
  cpu: z
    .int()
    .min(0)
    .max(32768)
    .optional()
    .describe("CPU units reserved out of the task's. Defaults to a fair share."),
  memoryMiB: z
    .int()
    .min(6)
    .max(249856)
    .optional()
    .describe("Hard memory limit in MiB, out of the task's. Defaults to the task's."),
  dependsOn: z
    .record(z.string(), z.enum(["START", "COMPLETE", "SUCCESS", "HEALTHY"]))
    .default({})
    .describe("Containers of the task that must have reached a condition first. Defaults to none."),
});
