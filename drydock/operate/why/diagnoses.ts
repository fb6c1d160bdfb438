/**
 * Causes of failed tasks, by what AWS says of them, most specific first. The texts are AWS's:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */

/** Where a text comes from. */
export type Source = "task" | "container" | "log" | "event" | "deployment";

/** A cause, and the change of the stack file that removes it. */
export interface Diagnosis {
  readonly name: string;
  /** The texts in which it shows. Defaults to those about the start of a task. */
  readonly in?: readonly Source[];
  readonly pattern: RegExp;
  /** Sentences; `{container}` is the container's name, `{1}` the pattern's first group. */
  readonly cause: string;
  readonly fix: string;
  /** The keys that decide it, below the container (or its sidecar), `service.` or the top (`drydock:`). */
  readonly keys: readonly string[];
}

export const start: readonly Source[] = ["task", "container", "event"];
/** A connection that does not come about, as Go, containerd and AWS's SDK word it. */
const unreachable = String.raw`(?:i/o timeout|deadline exceeded|connection issue|Client\.Timeout|connection timed out|no such host|network is unreachable|request canceled while waiting)`;

export const diagnoses: readonly Diagnosis[] = [
  {
    name: "another architecture",
    in: [...start, "log"],
    pattern:
      /exec format error|descriptor matching platform|no match for platform|does not match the specified platform/i,
    cause: "The image of {container} is built for another processor than the task runs on.",
    fix: "Set `architecture` to the image's (X86_64 or ARM64), or build the image for this one.",
    keys: ["service.architecture", "image"],
  },
  {
    name: "no route to the registry",
    pattern: new RegExp(
      `CannotPullContainer.*${unreachable}|cannot pull registry auth.*${unreachable}`,
      "is",
    ),
    cause: "The task does not reach the registry of its image.",
    fix: "An ECR image needs the endpoints that Drydock derives: look at the preview's line `endpoints`. Any other registry needs a way to the internet: set `natGateways: single`, or copy the image to ECR.",
    keys: ["image", "drydock:network.natGateways", "drydock:network"],
  },
  {
    name: "too many pulls",
    pattern: /toomanyrequests|pull rate limit|\b429\b.*too many/i,
    cause: "The registry refuses further pulls: its limit for this address is reached.",
    fix: "Copy the image to ECR, or pull through an ECR cache, and name that in `image`.",
    keys: ["image"],
  },
  {
    name: "image not found",
    pattern:
      /CannotPullContainer.*(?:not found|manifest unknown|does not exist|no such image|NotFound)/is,
    cause: "The image of {container} does not exist: its tag or digest is not in the registry.",
    fix: "Push the image, or correct the reference. For a built image run `pulumi up` again, which pushes it.",
    keys: ["image"],
  },
  {
    name: "no access to the image",
    pattern:
      /CannotPullContainer.*(?:403|denied|unauthorized|no basic auth|authorization failed)/is,
    cause: "The registry refuses this task the image of {container}.",
    fix: "Another account's repository has to allow this one in its policy; a private registry outside AWS needs credentials. Layers of ECR come through the S3 endpoint: `endpoints` must not exclude it.",
    keys: ["image"],
  },
  {
    name: "no route to secrets",
    pattern: new RegExp(`(?:secret|asm|ssm|parameter).*${unreachable}`, "is"),
    cause: "The task does not reach the service that holds its secrets.",
    fix: "Without NAT it needs the endpoint `secretsmanager` or `ssm`, which Drydock derives from `secrets`: add it to `endpoints` where a reference is outside the stack file's knowledge.",
    keys: ["drydock:network.endpoints", "drydock:network"],
  },
  {
    name: "no access to a secret",
    pattern:
      /(?:secret|asm|ssm|parameter|kms).*(?:AccessDenied|not authorized to perform|is not authorized)/is,
    cause: "The execution role may not read a secret or parameter, or may not decrypt it.",
    fix: "Name the secret by its ARN below `drydock:secrets`, with the ARN of its key as `kmsKeyArn`: the role gets both rights from there. A secret of another account needs a policy there.",
    keys: ["secrets", "drydock:secrets"],
  },
  {
    name: "a secret without that value",
    pattern:
      /did not contain json key (\S+)|can't find the specified secret value|can't find the specified secret/i,
    cause: "A secret exists, but not the key, stage or version that the container asks for.",
    fix: "Correct `key` or `stage` of the reference, or add a version that holds the key. AWSPREVIOUS exists from the second version on.",
    keys: ["secrets", "drydock:secrets"],
  },
  {
    name: "a parameter that does not exist",
    pattern: /invalid ssm parameters|ParameterNotFound|invalid parameters?:/i,
    cause:
      "A parameter of the Systems Manager that the container asks for does not exist in this region.",
    fix: "Create it, or correct its name.",
    keys: ["secrets"],
  },
  {
    name: "an environment file that cannot be read",
    pattern:
      /failed to download env files|environment ?files?.*(?:AccessDenied|NoSuchKey|404|403)/is,
    cause: "An environment file in S3 does not exist, or the execution role may not read it.",
    fix: "For a file of the repository run `pulumi up` again. For `s3Arn` check that the object exists, ends in .env, and that its bucket allows this account.",
    keys: ["envFiles"],
  },
  {
    name: "a log group that cannot be written",
    pattern:
      /failed to validate logger args|failed to initialize logging driver|log group does not exist/i,
    cause: "The task cannot write its log.",
    fix: "Run `pulumi refresh` and `pulumi up`, which creates a log group that was deleted. Without NAT the endpoint `logs` is needed.",
    keys: ["drydock:network.endpoints", "drydock:logs"],
  },
  {
    name: "a file system that cannot be mounted",
    pattern: /EFS utils|mount\.nfs4?|failed to mount|access point.*(?:not found|does not exist)/i,
    cause: "The task cannot mount a file system.",
    fix: "A file system of this stack file has its mount targets, rules and rights from `volumes`. One of elsewhere needs a mount target in each zone, and a rule for port 2049 from the service's security group.",
    keys: ["volumes", "drydock:fileSystems"],
  },
  {
    name: "a role that cannot be assumed",
    pattern: /unable to assume the role/i,
    cause:
      "ECS may not assume a role of the task: it does not exist, or does not trust ecs-tasks.amazonaws.com.",
    fix: "Run `pulumi refresh` and `pulumi up`, which restores the roles. Just after the first deployment of an account try again.",
    keys: ["service"],
  },
  {
    name: "no addresses left",
    pattern: /InsufficientFreeAddresses|insufficient free addresses|network interface provision/i,
    cause: "A subnet has no free address for another task.",
    fix: "Let fewer tasks run, or use more zones. A larger range of addresses is another VPC: docs/operations.md.",
    keys: ["service.scaling", "drydock:network.availabilityZones", "drydock:network"],
  },
  {
    name: "the quota of vCPUs",
    pattern: /limit on the number of (?:vCPUs|tasks)/i,
    cause:
      "The account's quota of Fargate vCPUs is used up. A deployment needs up to `maximumPercent` of the tasks at once.",
    fix: "Ask AWS for more in Service Quotas, or lower `scaling.max` or `deployment.maximumPercent`.",
    keys: ["service.deployment.maximumPercent", "service.scaling.max", "service"],
  },
  {
    name: "no capacity",
    in: [...start, "deployment"],
    pattern:
      /capacity is unavailable|unable to place a task|SpotInterruption|Spot (?:Task|instance) was interrupted/i,
    cause: "Fargate has no capacity for this task in these zones just now.",
    fix: "Give some weight to on demand beside Spot (`capacity.onDemandWeight: 1`), use more zones, and try again later.",
    keys: ["service.capacity", "drydock:network.availabilityZones", "service"],
  },
  {
    name: "out of memory",
    in: [...start, "log"],
    pattern: /OutOfMemory|heap out of memory|Cannot allocate memory|oom-?kill/i,
    cause: "The container {container} ran out of memory.",
    fix: "Raise `memoryMiB`, or let the program use less.",
    keys: ["memoryMiB", "service.memoryMiB", "service.cpu"],
  },
  {
    name: "the disk is full",
    in: [...start, "log"],
    pattern: /no space left on device|ENOSPC/i,
    cause: "The task's own disk is full.",
    fix: "Raise `ephemeralStorageGiB`, or write to a file system.",
    keys: ["service.ephemeralStorageGiB", "service"],
  },
  {
    name: "a command that does not exist",
    in: [...start, "log"],
    pattern:
      /executable file not found|no such file or directory: unknown|command not found|CannotStartContainer|CannotCreateContainer|exited with 12[67]/i,
    cause: "The container {container} could not start its command.",
    fix: "Correct `command` or `entryPoint`: each word is an item of the list, and no shell reads it.",
    keys: ["command", "entryPoint", "image"],
  },
  {
    name: "a port below 1024",
    in: ["log"],
    pattern: /(?:bind|listen).*(?:permission denied|EACCES)|EACCES.*listen/i,
    cause: "The program may not listen on its port: one below 1024 needs root.",
    fix: "Let it listen on a port from 1024 on, and say so in `containerPort`.",
    keys: ["containerPort", "user"],
  },
  {
    name: "a read-only file system",
    in: ["log"],
    pattern: /read-only file system|EROFS/i,
    cause: "The program writes to its root file system, which is read-only.",
    fix: "Mount a scratch volume where it writes (`volumes`), or set `readonlyRootFilesystem: false`.",
    keys: ["readonlyRootFilesystem", "volumes", "image"],
  },
  {
    name: "missing rights on a file",
    in: ["log"],
    pattern: /permission denied|EACCES/i,
    cause: "The program's user may not read or write a file.",
    fix: "Set `user` to the one that the image is built for, or give the files in the image to that user.",
    keys: ["user", "volumes", "image"],
  },
  {
    name: "a call of AWS that is not permitted",
    in: ["log"],
    pattern: /is not authorized to perform:? ([a-z0-9-]+:[A-Za-z*]+)/,
    cause: "The program's role may not call {1}.",
    fix: "Add the action and its resource to `permissions`.",
    keys: ["service.permissions", "service"],
  },
  {
    name: "another service that is not reached",
    in: ["log"],
    pattern:
      /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|getaddrinfo|connection refused|could not connect|name or service not known/i,
    cause: "The program does not reach a host that it needs at its start.",
    fix: "A service of this stack file is reached by `connectsTo`, AWS by `awsServices` or `endpoints`, the internet by NAT. Check the host in `environment`.",
    keys: ["service.connectsTo", "environment", "service"],
  },
  {
    name: "health checks of the load balancer get another code",
    pattern: /health checks? failed with these codes: \[(\d+)\]/i,
    cause: "The load balancer's health check is answered with {1}.",
    fix: "Set `route.healthCheckPath` to a path that answers 200 without signing in, or `route.healthCheckCodes` to its code.",
    keys: ["service.route.healthCheckPath", "service.route"],
  },
  {
    name: "health checks of the load balancer are not answered",
    pattern: /due to \(reason (?:Request timed out|Health checks failed)|failed ELB health checks/i,
    cause: "The load balancer gets no answer on the container's port.",
    fix: "The program has to listen on `containerPort`, on 0.0.0.0 and not only on localhost, before `healthCheckGracePeriodSeconds` is over.",
    keys: ["containerPort", "service.healthCheckGracePeriodSeconds", "service.route"],
  },
  {
    name: "health checks of the container",
    pattern: /failed container health checks/i,
    cause: "The command of `healthCheck` fails in the container.",
    fix: "Run it in the image: its program must exist there (curl often does not). Give a slow start more time by `startPeriodSeconds`.",
    keys: ["healthCheck", "image"],
  },
  {
    name: "killed",
    in: ["container"],
    pattern: /exited with 137/,
    cause:
      "The container {container} was killed: it used too much memory, or did not end in time after it was asked to.",
    fix: "If its memory was at the limit, raise `memoryMiB`. Else let it end on SIGTERM, or raise `stopTimeoutSeconds`.",
    keys: ["memoryMiB", "service.memoryMiB", "stopTimeoutSeconds", "service"],
  },
  {
    name: "a crash in native code",
    in: ["container"],
    pattern: /exited with (?:139|134|132)/,
    cause:
      "The program of {container} crashed in native code (a wrong memory access, or an instruction that this processor lacks).",
    fix: "Check that image and native libraries are built for `architecture`, and run the same image locally.",
    keys: ["service.architecture", "image"],
  },
  {
    name: "asked to end",
    in: ["container"],
    pattern: /exited with 143/,
    cause:
      "The container {container} ended because it was asked to: it did not fail by itself. ECS replaced it, or another essential container ended first.",
    fix: "Look at the other containers of the task and at the events above.",
    keys: ["service"],
  },
  {
    name: "a program that ends",
    in: ["container"],
    pattern: /exited with 0/,
    cause:
      "The program of {container} ended by itself, without an error. A service has to keep running.",
    fix: "Let `command` start a server that stays in the foreground. A container that only prepares something has `essential: false`.",
    keys: ["command", "essential", "image"],
  },
  {
    name: "a program that fails",
    in: ["container"],
    pattern: /exited with (\d+)/,
    cause: "The program of {container} ended with code {1}: its last lines say why.",
    fix: "Fix the cause in its log: often a missing variable, secret or migration. After a new value of a secret, a rollback is no way back, for the tasks it starts read that value too: write `version` at the reference, or append the former values.",
    keys: ["environment", "command", "image"],
  },
  {
    name: "an alarm",
    in: ["deployment"],
    pattern: /alarm/i,
    cause: "An alarm went off during the deployment, and ECS went back.",
    fix: "Look at the alarm in CloudWatch. It is not about the start of the tasks.",
    keys: ["service.deployment", "service"],
  },
  {
    name: "another deployment",
    in: ["deployment"],
    pattern: /\b(?:STOPPED|superseded|newer deployment|new deployment)\b/i,
    cause: "Another deployment took the place of this one: it did not fail by itself.",
    fix: "Run `pulumi up` again when nobody else deploys this service.",
    keys: ["service"],
  },
];
