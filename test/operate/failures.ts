/** Failures as AWS words them, and the cause that `drydock why` has to find. */
import type { Container, ServiceDeployment, Task } from "@aws-sdk/client-ecs";
import { arn, definitionArn, loggingTo } from "./deployed";
import type { Script } from "./emulator";

export interface RecordedFailure {
  /** The cause's name in the table. */
  readonly cause: string;
  /** The key of the stack file that the fix names. */
  readonly key: string;
  /** Why the task stopped. */
  readonly stopped?: string;
  readonly stopCode?: Task["stopCode"];
  readonly container?: Pick<Container, "exitCode" | "reason">;
  readonly log?: readonly string[];
  readonly event?: string;
  readonly deployment?: Partial<ServiceDeployment>;
}

const pull =
  "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref";
export const asm =
  "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s):";
const exited = "Essential container in task exited";
export const program = (exitCode: number, ...log: string[]) => ({
  stopped: exited,
  stopCode: "EssentialContainerExited" as const,
  container: { exitCode },
  log,
});

export const failures: readonly RecordedFailure[] = [
  {
    cause: "image not found",
    key: "image",
    stopped: `${pull} 111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:v2: 111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:v2: not found`,
  },
  {
    cause: "no route to the registry",
    key: "image",
    stopped: `${pull} docker.io/library/nginx:1.27: failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/1.27": dial tcp 54.1.2.3:443: i/o timeout`,
  },
  {
    cause: "no route to the registry",
    key: "image",
    stopped:
      'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 0, request send failed, Post "https://api.ecr.us-east-2.amazonaws.com/": dial tcp 10.20.1.7:443: i/o timeout',
  },
  {
    cause: "no access to the image",
    key: "image",
    stopped: `${pull} 999988887777.dkr.ecr.us-east-2.amazonaws.com/shop:v2: unexpected status from HEAD request: 403 Forbidden`,
  },
  {
    cause: "too many pulls",
    key: "image",
    stopped: `${pull} docker.io/library/nginx:1.27: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit`,
  },
  {
    cause: "another architecture",
    key: "image",
    stopped:
      "CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/arm64'",
  },
  {
    cause: "another architecture",
    key: "image",
    ...program(255, "exec /usr/local/bin/node: exec format error"),
  },
  {
    cause: "no access to a secret",
    key: "secrets",
    stopped: `${asm} failed to fetch secret arn:aws:secretsmanager:us-east-2:111122223333:secret:db from secrets manager: AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/web-execution is not authorized to perform: secretsmanager:GetSecretValue`,
  },
  {
    cause: "no access to a secret",
    key: "secrets",
    stopped: `${asm} failed to fetch secret from secrets manager: AccessDeniedException: Access to KMS is not allowed`,
  },
  {
    cause: "no route to secrets",
    key: "drydock:network",
    stopped: `${asm} failed to fetch secret from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded`,
  },
  {
    cause: "a secret without that value",
    key: "secrets",
    stopped: `${asm} retrieved secret from Secrets Manager did not contain json key PASSWORD`,
  },
  {
    cause: "a secret without that value",
    key: "secrets",
    stopped: `${asm} ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS`,
  },
  {
    cause: "a parameter that does not exist",
    key: "secrets",
    stopped:
      "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: invalid ssm parameters: /shop/token",
  },
  {
    cause: "an environment file that cannot be read",
    key: "service",
    stopped:
      "ResourceInitializationError: failed to download env files: file download command: non empty error stream: service call has been retried 1 time(s): AccessDenied: Access Denied status code: 403",
  },
  {
    cause: "a log group that cannot be written",
    key: "drydock:network",
    stopped:
      "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.",
  },
  {
    cause: "a file system that cannot be mounted",
    key: "volumes",
    stopped:
      "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out",
  },
  {
    cause: "a role that cannot be assumed",
    key: "service",
    event:
      "(service web) failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::111122223333:role/web-execution' that was provided for this task.).",
  },
  {
    cause: "no addresses left",
    key: "drydock:network",
    stopped: "Timeout waiting for network interface provisioning to complete.",
  },
  {
    cause: "the quota of vCPUs",
    key: "service",
    event:
      "(service web) was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.",
  },
  {
    cause: "no capacity",
    key: "service",
    event:
      "(service web) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.",
  },
  {
    cause: "no capacity",
    key: "service",
    stopped: "Your Spot Task was interrupted.",
    stopCode: "SpotInterruption",
  },
  {
    cause: "out of memory",
    key: "memoryMiB",
    stopped: exited,
    container: {
      exitCode: 137,
      reason: "OutOfMemoryError: Container killed due to memory usage",
    },
  },
  {
    cause: "out of memory",
    key: "memoryMiB",
    ...program(
      134,
      "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory",
    ),
  },
  {
    cause: "the disk is full",
    key: "service",
    ...program(1, "Error: ENOSPC: no space left on device, write"),
  },
  {
    cause: "a command that does not exist",
    key: "image",
    stopped: "Task failed to start",
    stopCode: "TaskFailedToStart",
    container: {
      reason:
        'CannotStartContainerError: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "npm run start": executable file not found in $PATH: unknown',
    },
  },
  {
    cause: "a port below 1024",
    key: "containerPort",
    ...program(1, "nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)"),
  },
  {
    cause: "a read-only file system",
    key: "volumes",
    ...program(1, "mkdir: cannot create directory '/var/cache/nginx': Read-only file system"),
  },
  {
    cause: "missing rights on a file",
    key: "volumes",
    ...program(1, "Error: EACCES: permission denied, open '/data/state.json'"),
  },
  {
    cause: "a call of AWS that is not permitted",
    key: "service",
    ...program(
      1,
      "AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/web-task/1 is not authorized to perform: sqs:SendMessage on resource: orders",
    ),
  },
  {
    cause: "another service that is not reached",
    key: "environment",
    ...program(1, "Error: connect ECONNREFUSED 10.20.3.4:5432"),
  },
  {
    cause: "health checks of the load balancer get another code",
    key: "service.route.healthCheckPath",
    stopped:
      "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/web/1)",
    stopCode: "ServiceSchedulerInitiated",
    container: { exitCode: 143 },
    event:
      "(service web) (port 8080) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/web/1) due to (reason Health checks failed with these codes: [404]).",
  },
  {
    cause: "health checks of the load balancer are not answered",
    key: "containerPort",
    stopped:
      "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/web/1)",
    stopCode: "ServiceSchedulerInitiated",
    container: { exitCode: 143 },
    event:
      "(service web) (port 8080) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup/web/1) due to (reason Request timed out).",
  },
  {
    cause: "health checks of the container",
    key: "healthCheck",
    stopped: "Task failed container health checks",
    stopCode: "ServiceSchedulerInitiated",
    container: { exitCode: 137 },
  },
  { cause: "killed", key: "memoryMiB", ...program(137) },
  { cause: "a crash in native code", key: "image", ...program(139) },
  { cause: "asked to end", key: "service", ...program(143, "SIGTERM: connection refused now") },
  {
    cause: "a program that ends",
    key: "image",
    ...program(0, "migrated; not one permission denied"),
  },
  { cause: "a program that fails", key: "environment", ...program(1, "TypeError: undefined") },
  {
    cause: "an alarm",
    key: "service",
    deployment: {
      status: "ROLLBACK_SUCCESSFUL",
      statusReason:
        "Service deployment rolled back because CloudWatch alarm(s) were detected in alarm state.",
      alarms: { triggeredAlarmNames: ["web-errors"] },
    },
  },
  {
    cause: "another deployment",
    key: "service",
    deployment: { status: "STOPPED" },
  },
];

const at = (time: string): Date => new Date(`2026-11-28T${time}Z`);

/** What the APIs answer after a failure: `web:2` was asked for, and `web:1` runs. */
export function answersOf(failure: RecordedFailure) {
  const {
    stopped,
    stopCode = "TaskFailedToStart",
    container,
    log = [],
    event,
    deployment,
  } = failure;
  const task = `${"0".repeat(31)}1`;
  return {
    DescribeServices: {
      services: [
        {
          serviceName: "web",
          status: "ACTIVE",
          taskDefinition: definitionArn(1),
          desiredCount: 2,
          runningCount: 2,
          events: [
            ...(event === undefined ? [] : [{ createdAt: at("14:03:00"), message: event }]),
            // Of the time before the deployment: no evidence.
            { createdAt: at("13:00:00"), message: "(service web) failed container health checks." },
          ],
        },
      ],
    },
    ListServiceDeployments: {
      serviceDeployments: [{ serviceDeploymentArn: arn("service-deployment/shop-live/web/1") }],
    },
    DescribeServiceDeployments: {
      serviceDeployments: [
        {
          serviceDeploymentArn: arn("service-deployment/shop-live/web/1"),
          status: "ROLLBACK_SUCCESSFUL",
          statusReason:
            "Service deployment rolled back because the circuit breaker threshold was exceeded.",
          startedAt: at("14:00:00"),
          targetServiceRevision: { arn: arn("service-revision/shop-live/web/2") },
          deploymentCircuitBreaker: { status: "TRIGGERED", failureCount: 3, threshold: 3 },
          ...deployment,
        },
      ],
    },
    DescribeServiceRevisions: {
      serviceRevisions: [
        {
          serviceRevisionArn: arn("service-revision/shop-live/web/2"),
          taskDefinition: definitionArn(2),
        },
      ],
    },
    ListTasks: { taskArns: stopped === undefined ? [] : [arn(`task/shop-live/${task}`)] },
    DescribeTasks: {
      tasks: [
        {
          taskArn: arn(`task/shop-live/${task}`),
          taskDefinitionArn: definitionArn(2),
          stopCode,
          stoppedReason: stopped,
          stoppedAt: at("14:02:00"),
          containers: [{ name: "web", ...container }],
        },
      ],
    },
    DescribeTaskDefinition: {
      taskDefinition: {
        containerDefinitions: [
          {
            name: "web",
            logConfiguration: loggingTo("/shop/live/web", "web"),
          },
        ],
      },
    },
    GetLogEvents: { events: log.map((message) => ({ message, timestamp: 0 })) },
  } satisfies Script;
}
