// Written by `npm run generate` from shape.ts and components/model/. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { Architecture } from "../container-image/args";

/** Something the code in the task may do in AWS. */
export interface StatementArgs {
  /** IAM actions. */
  actions: string[];
  /** ARNs they apply to. */
  resources: pulumi.Input<string>[];
  /** IAM conditions: operator, key, values. Defaults to none. */
  conditions?: Record<string, Record<string, pulumi.Input<string>[]>>;
}

/** A limit of the container's processes. */
export interface UlimitArgs {
  /** The soft limit; -1 is unlimited. */
  soft: number;
  /** The hard limit; -1 is unlimited. */
  hard: number;
}

/** A Linux capability that Fargate gives to containers. */
export const Capability = {
  AuditWrite: "AUDIT_WRITE",
  Chown: "CHOWN",
  DacOverride: "DAC_OVERRIDE",
  Fowner: "FOWNER",
  Fsetid: "FSETID",
  Kill: "KILL",
  Mknod: "MKNOD",
  NetBindService: "NET_BIND_SERVICE",
  NetRaw: "NET_RAW",
  Setfcap: "SETFCAP",
  Setgid: "SETGID",
  Setpcap: "SETPCAP",
  Setuid: "SETUID",
  SysChroot: "SYS_CHROOT",
} as const;
/** A Linux capability that Fargate gives to containers. */
export type Capability = (typeof Capability)[keyof typeof Capability];

/** The stages a secret's versions are at. */
export const SecretStage = { Current: "AWSCURRENT", Previous: "AWSPREVIOUS" } as const;
/** The stages a secret's versions are at. */
export type SecretStage = (typeof SecretStage)[keyof typeof SecretStage];

/** Where an environment variable gets its value from when a task starts: a secret or a parameter. */
export interface SecretVariableArgs {
  /** The ARN of a Secrets Manager secret. Needed without parameterArn. */
  secretArn?: pulumi.Input<string>;
  /** One key of the JSON object. Defaults to the whole value. */
  key?: string;
  /** Follow a stage: the value it has when a task starts. Defaults to AWSCURRENT. */
  stage?: SecretStage;
  /** Pin one version by its id. Defaults to following the stage. */
  versionId?: pulumi.Input<string>;
  /** The ARN of a Systems Manager parameter. Needed without secretArn. */
  parameterArn?: pulumi.Input<string>;
  /** The customer-managed key that encrypts it. Defaults to the AWS-managed key, which needs no grant. */
  kmsKeyArn?: pulumi.Input<string>;
}

/** A folder of an EFS file system, mounted into a container through its own access point. */
export interface VolumeArgs {
  /** A name for the file system: volumes that give the same one share its security-group rules. */
  fileSystem: string;
  /** The file system's id, known only after its mount targets exist. */
  fileSystemId: pulumi.Input<string>;
  /** The file system's ARN. */
  fileSystemArn: pulumi.Input<string>;
  /** The security group of its mount targets. */
  securityGroupId: pulumi.Input<string>;
  /** Where the container sees it. */
  mountPath: string;
  /** The folder of the file system that is mounted. Defaults to /<service>/<volume>. */
  directory?: string;
  /** The user that owns the files. Defaults to 1000. */
  uid?: number;
  /** The group that owns the files. Defaults to 1000. */
  gid?: number;
  /** Mount it without the right to write. Defaults to false. */
  readOnly?: boolean;
}

/** A check that ECS runs inside the container. */
export interface ContainerHealthCheckArgs {
  /** The command run inside the container, program first; exit code 0 is healthy. */
  command: string[];
  /** Seconds between checks, 5 to 300. Defaults to 30. */
  intervalSeconds?: number;
  /** Seconds a check may take, 2 to 60. Defaults to 5. */
  timeoutSeconds?: number;
  /** Failures in a row that mean unhealthy, 1 to 10. Defaults to 3. */
  retries?: number;
  /** Seconds after the start in which failures do not count, 0 to 300. Defaults to 0. */
  startPeriodSeconds?: number;
}

/** When ECS restarts a container in its task, without replacing the task. */
export interface RestartPolicyArgs {
  /** Exit codes that do not restart it, at most 50. Defaults to none. */
  ignoredExitCodes?: number[];
  /** Seconds it must have run before it may be restarted, 60 to 1800. Defaults to 300. */
  attemptPeriodSeconds?: number;
}

/** What another container must have reached. */
export const ContainerCondition = {
  Start: "START",
  Complete: "COMPLETE",
  Success: "SUCCESS",
  Healthy: "HEALTHY",
} as const;
/** What another container must have reached. */
export type ContainerCondition = (typeof ContainerCondition)[keyof typeof ContainerCondition];

/** Arguments of every container, that of a job as well. */
export interface ContainerArgs {
  /** The image, best with its digest. */
  image: pulumi.Input<string>;
  /** The ARN of the ECR repository the image is in, for the right to pull. Defaults to the one that a plain image reference names, and to none for another registry. */
  repositoryArn?: pulumi.Input<string>;
  /** The ARN of a secret with username and password of a private registry. Defaults to none. */
  credentialsSecretArn?: pulumi.Input<string>;
  /** The customer-managed key that encrypts those credentials. Defaults to the AWS-managed key. */
  credentialsKmsKeyArn?: pulumi.Input<string>;
  /** Arguments in place of the image's CMD. Defaults to the image's. */
  command?: string[];
  /** Program in place of the image's ENTRYPOINT. Defaults to the image's. */
  entryPoint?: string[];
  /** The directory commands run in. Defaults to the image's. */
  workingDirectory?: string;
  /** Who the process runs as. Defaults to 1000:1000, which is not root. */
  user?: string;
  /** Forbid writing to the image's files; scratch and volumes stay writable. Defaults to true. */
  readonlyRootFilesystem?: boolean;
  /** Writable empty folders, lost with the task. They belong to root unless the image declares the same path as a VOLUME with an owner. Defaults to none. */
  scratch?: string[];
  /** Seconds in which it must reach the condition that other containers wait for with dependsOn, 2 to 120; they do not start after that. Defaults to AWS's three minutes. */
  startTimeoutSeconds?: number;
  /** Seconds between SIGTERM and SIGKILL, 2 to 120. Defaults to 30. */
  stopTimeoutSeconds?: number;
  /** Limits of the process. Defaults to Fargate's. */
  ulimits?: Record<string, UlimitArgs>;
  /** Run an init that reaps zombies and forwards signals. Defaults to true. */
  initProcess?: boolean;
  /** Linux capabilities the container keeps of Fargate's own; the others are dropped. They reach root, or a program with file capabilities. Defaults to none. */
  capabilities?: Capability[];
  /** Add SYS_PTRACE, the one capability Fargate lets a task add; it reaches root, or a program with that file capability. Defaults to false. */
  tracing?: boolean;
  /** Environment variables. Quote numbers and true/false. Defaults to none. */
  environment?: Record<string, pulumi.Input<string>>;
  /** The S3 ARNs of environment files, at most 10. Defaults to none. */
  envFileArns?: pulumi.Input<string>[];
  /** Environment variables whose values come from secrets or parameters. Defaults to none. */
  secrets?: Record<string, SecretVariableArgs>;
  /** EFS file systems mounted into the container. Defaults to none. */
  volumes?: Record<string, VolumeArgs>;
}

/** A further container of a task. */
export interface SidecarArgs extends ContainerArgs {
  /** A check inside the container. Defaults to none. */
  healthCheck?: ContainerHealthCheckArgs;
  /** Restart this container in its task when it ends. Defaults to not restarting it: an essential container ends its task. */
  restartPolicy?: RestartPolicyArgs;
  /** Stop the task when this container ends. false for a container that does its work and ends. Defaults to true. */
  essential?: boolean;
  /** The port it listens on, for the other containers. Defaults to none. */
  containerPort?: number;
  /** CPU units reserved out of the task's. Defaults to a fair share. */
  cpu?: number;
  /** Hard memory limit in MiB, out of the task's. Defaults to the task's. */
  memoryMiB?: number;
  /** Containers of the task that must have reached a condition first. Defaults to none. */
  dependsOn?: Record<string, ContainerCondition>;
}

/** Arguments of every task, that of a job as well. */
export interface TaskArgs {
  /** The task definition's family: it stays, revisions count up. Defaults to the component's name. */
  family?: string;
  /** The region, for logs and ARNs. */
  region: string;
  /** Name of the log group of all containers. Defaults to a generated name. */
  logGroupName?: string;
  /** Days the log group keeps its events. Defaults to 365. */
  logRetentionDays?: number;
  /** The environment's customer-managed key: it encrypts the log group, environment files and ECS Exec sessions. Defaults to keys that AWS owns or manages. */
  kmsKeyArn?: pulumi.Input<string>;
  /** Processor of the task and of the image that is built for it. Defaults to X86_64. */
  architecture?: Architecture;
  /** CPU units of the task, 256 to 32768; 1024 are one vCPU. Defaults to 256. */
  cpu?: number;
  /** Memory of the task in MiB; each CPU size goes with some sizes only. Defaults to 512. */
  memoryMiB?: number;
  /** Local disk of the task in GiB, 21 to 200. Defaults to Fargate's 20. */
  ephemeralStorageGiB?: number;
  /** Allow a shell in a running task (ECS Exec). Needs readonlyRootFilesystem: false. Defaults to false. */
  exec?: boolean;
  /** The log group that keeps a record of ECS Exec sessions. Defaults to none. */
  execLogGroupName?: pulumi.Input<string>;
  /** Kernel parameters net.*, which all containers of the task share, such as net.ipv4.ip_unprivileged_port_start: "80". Defaults to Fargate's. */
  systemControls?: Record<string, string>;
  /** Actions that the code may call in AWS (the task role). Defaults to none. */
  permissions?: StatementArgs[];
  /** Whether the environment may be destroyed without a trace: task-definition revisions are then deregistered; otherwise old ones stay for a rollback. Defaults to false. */
  deletable?: boolean;
  /** ARN of the IAM policy that bounds every role created here. Defaults to none. */
  permissionsBoundaryArn?: pulumi.Input<string>;
  /** The path of every role created here, such as /apps/. Defaults to /. */
  rolePath?: string;
  /** Tags of every resource. Defaults to none. */
  tags?: Record<string, pulumi.Input<string>>;
}

/** Arguments of FargateTask. */
export interface FargateTaskArgs extends TaskArgs, ContainerArgs {
  /** task: containers see each other's processes. Defaults to apart. */
  pidMode?: string;
  /** A check inside the container. Defaults to none. */
  healthCheck?: ContainerHealthCheckArgs;
  /** Restart this container in its task when it ends. Defaults to not restarting it: an essential container ends its task. */
  restartPolicy?: RestartPolicyArgs;
  /** The port the main container listens on. Defaults to none. */
  containerPort?: number;
  /** Sidecars that must have reached a condition before the main container starts. Defaults to none. */
  dependsOn?: Record<string, ContainerCondition>;
  /** Further containers of the task. Defaults to none. */
  sidecars?: Record<string, SidecarArgs>;
}
