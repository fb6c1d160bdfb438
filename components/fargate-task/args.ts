import type * as pulumi from "@pulumi/pulumi";

/** Processors Fargate offers: the values of `architecture`. */
export const Architecture = { Arm64: "ARM64", X86: "X86_64" } as const;

/** What another container must have reached: the values of `condition`. */
export const ContainerCondition = {
  Start: "START",
  Complete: "COMPLETE",
  Success: "SUCCESS",
  Healthy: "HEALTHY",
} as const;

/** A check that ECS runs inside the container. */
export interface ContainerHealthCheckArgs {
  /** The command, program first; exit code 0 is healthy. */
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

/** A limit of the container's processes. */
export interface UlimitArgs {
  /** Which limit, such as nofile. */
  name: string;
  /** The soft limit; -1 is unlimited. */
  soft: number;
  /** The hard limit; -1 is unlimited. */
  hard: number;
}

/** An environment variable whose value ECS reads from a secret or a parameter when a task starts. */
export interface SecretVariableArgs {
  /** The environment variable. */
  name: string;
  /** The ARN of a Secrets Manager secret. Give this or parameterArn. */
  secretArn?: pulumi.Input<string>;
  /** One key of the secret's JSON object. Defaults to the whole value. */
  key?: string;
  /** Follow a stage, AWSCURRENT or AWSPREVIOUS. Defaults to AWSCURRENT. */
  stage?: string;
  /** Pin one version by its id. Defaults to following the stage. */
  versionId?: pulumi.Input<string>;
  /** The ARN of a Systems Manager parameter. Give this or secretArn. */
  parameterArn?: pulumi.Input<string>;
  /** The customer-managed key that encrypts it. Defaults to the AWS-managed key, which needs no grant. */
  kmsKeyArn?: pulumi.Input<string>;
}

/** A folder of an EFS file system, mounted into a container through an access point of its own. */
export interface VolumeArgs {
  /** The volume's name; containers of the task that name the same volume share it. */
  name: string;
  /** A name for the file system: volumes that give the same one share its security-group rules. */
  fileSystem: string;
  /** The file system's id, known only after its mount targets exist. */
  fileSystemId: pulumi.Input<string>;
  /** The file system's ARN. */
  fileSystemArn: pulumi.Input<string>;
  /** The security group of its mount targets. */
  securityGroupId: pulumi.Input<string>;
  /** Where the container sees the folder. */
  mountPath: string;
  /** The folder of the file system, such as /web/data; never the root. It is made where it is missing. */
  directory: string;
  /** The user that every access is made as, and that owns a new folder; not 0. */
  uid: number;
  /** The group that every access is made as, and that owns a new folder; not 0. */
  gid: number;
  /** Mount it without the right to write. Defaults to false. */
  readOnly?: boolean;
}

/** A condition another container must have reached before this one starts. */
export interface ContainerDependencyArgs {
  /** The other container's name. */
  container: string;
  /** START, COMPLETE, SUCCESS or HEALTHY. */
  condition: string;
}

/** One container of a task. */
export interface ContainerArgs {
  /** The container's name, unique in the task. */
  name: string;
  /** The image, best with its digest. */
  image: pulumi.Input<string>;
  /**
   * The ARN of the ECR repository the image is in, for the right to pull. Defaults to the one that a plain image
   * reference names, and to none for another registry.
   */
  repositoryArn?: pulumi.Input<string>;
  /** The ARN of a secret with username and password of a private registry. Defaults to none. */
  credentialsSecretArn?: pulumi.Input<string>;
  /** The customer-managed key that encrypts those credentials. Defaults to the AWS-managed key. */
  credentialsKmsKeyArn?: pulumi.Input<string>;
  /** Stop the task when this container ends. Defaults to true. */
  essential?: boolean;
  /** Arguments in place of the image's CMD. Defaults to the image's. */
  command?: string[];
  /** Program in place of the image's ENTRYPOINT. Defaults to the image's. */
  entryPoint?: string[];
  /** The directory commands run in. Defaults to the image's. */
  workingDirectory?: string;
  /** Who the process runs as: user, uid, user:group or uid:gid. Defaults to 1000:1000, which is not root. */
  user?: string;
  /** Forbid writing to the image's files. Defaults to true. */
  readonlyRootFilesystem?: boolean;
  /**
   * Writable folders that are lost with the task. They belong to root unless the image declares the same path
   * as a VOLUME with an owner. Defaults to none.
   */
  scratch?: string[];
  /** Seconds between SIGTERM and SIGKILL, 2 to 120. Defaults to 30. */
  stopTimeoutSeconds?: number;
  /** A check inside the container. Defaults to none. */
  healthCheck?: ContainerHealthCheckArgs;
  /** Limits of the processes. Defaults to Fargate's. */
  ulimits?: UlimitArgs[];
  /** Run an init that reaps zombies and forwards signals. Defaults to true. */
  initProcess?: boolean;
  /** Add SYS_PTRACE, the one capability Fargate lets a task add. Defaults to false: no capability at all. */
  tracing?: boolean;
  /** Environment variables; never a secret, they are plain text in the task definition. Defaults to none. */
  environment?: Record<string, pulumi.Input<string>>;
  /** The S3 ARNs of environment files, at most 10. Defaults to none. */
  envFileArns?: pulumi.Input<string>[];
  /** Environment variables from secrets and parameters. Defaults to none. */
  secrets?: SecretVariableArgs[];
  /** EFS folders mounted into the container. Defaults to none. */
  volumes?: VolumeArgs[];
  /** The TCP port it listens on. Defaults to none. */
  containerPort?: number;
  /** CPU units reserved out of the task's. Defaults to a fair share. */
  cpu?: number;
  /** Hard memory limit in MiB, out of the task's. Defaults to the task's. */
  memoryMiB?: number;
  /** Containers that must have reached a condition first. Defaults to none. */
  dependsOn?: ContainerDependencyArgs[];
}

/** One IAM condition of a statement. */
export interface StatementConditionArgs {
  /** The operator, such as StringEquals. */
  operator: string;
  /** The condition key, such as aws:ResourceTag/team. */
  key: string;
  /** The values, any of which matches. */
  values: pulumi.Input<string>[];
}

/** Something the code in the task may do in AWS. */
export interface StatementArgs {
  /** IAM actions, such as sqs:SendMessage. */
  actions: string[];
  /** ARNs they apply to. */
  resources: pulumi.Input<string>[];
  /** Conditions, all of which must hold. Defaults to none. */
  conditions?: StatementConditionArgs[];
}

/** Arguments of FargateTask. */
export interface FargateTaskArgs {
  /** The task definition's family: it stays, revisions count up. Defaults to the component's name. */
  family?: string;
  /** The region, for logs and ARNs. */
  region: string;
  /** Name of the log group of all containers, made here. Defaults to a generated name. */
  logGroupName?: string;
  /** Days the log group keeps its events. Defaults to 365. */
  logRetentionDays?: number;
  /**
   * The environment's customer-managed key: it encrypts the log group, environment files and ECS Exec sessions.
   * Defaults to keys that AWS owns or manages.
   */
  kmsKeyArn?: pulumi.Input<string>;
  /** CPU units of the task; 1024 are one vCPU. Defaults to 256. */
  cpu?: number;
  /** Memory of the task in MiB; Fargate allows only certain sizes with each cpu. Defaults to 512. */
  memoryMiB?: number;
  /** X86_64 or ARM64. Defaults to X86_64. */
  architecture?: string;
  /** Local disk of the task in GiB, 21 to 200. Defaults to Fargate's 20. */
  ephemeralStorageGiB?: number;
  /** task: the containers see each other's processes. Defaults to apart. */
  pidMode?: string;
  /** Allow a shell in a running task (ECS Exec). Defaults to false. */
  exec?: boolean;
  /** The log group that keeps a record of ECS Exec sessions. Defaults to none. */
  execLogGroupName?: pulumi.Input<string>;
  /** The containers, 1 to 10; the first is the main one. */
  containers: ContainerArgs[];
  /** What the code may do in AWS (the task role). Defaults to nothing. */
  permissions?: StatementArgs[];
  /**
   * Whether the environment may be destroyed without a trace: task-definition revisions are then deregistered;
   * otherwise old ones stay for a rollback. Defaults to false.
   */
  deletable?: boolean;
  /** Tags of everything made here. Defaults to none. */
  tags?: Record<string, pulumi.Input<string>>;
}
