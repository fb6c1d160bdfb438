/** Further failures, in the words of AWS's documents and of public issues. */
import { asm, failures, program, type RecordedFailure } from "./failures";

const placing = "(service web) was unable to place a task. Reason:";

const furtherFailures: readonly RecordedFailure[] = [
  {
    cause: "a secret that is no JSON",
    key: "secrets",
    stopped: `${asm} invalid character 'h' looking for beginning of value`,
  },
  {
    cause: "a secret that was deleted",
    key: "secrets",
    stopped: `${asm} failed to fetch secret arn:aws:secretsmanager:us-east-2:111122223333:secret:db from secrets manager: InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.`,
  },
  {
    cause: "no access to the image",
    key: "image",
    stopped:
      "CannotPullContainerError: The task can't pull the image 'shop/web:latest' from Amazon Elastic Container Registry using the task execution role 'arn:aws:iam::111122223333:role/web-execution'. User: arn:aws:sts::111122223333:assumed-role/web-execution/1 is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-2:111122223333:repository/shop",
  },
  {
    cause: "image not found",
    key: "image",
    stopped:
      "CannotPullImageManifestError: Error response from daemon: manifest for shop:v3 not found: manifest unknown: manifest unknown",
  },
  {
    cause: "an image that cannot be pulled",
    key: "image",
    stopped: "CannotPullContainerError: 'registry.example.com/Shop:1' invalid reference format",
  },
  {
    cause: "the service-linked role",
    key: "service",
    event: `${placing} ECS was unable to assume the service-linked role.`,
  },
  {
    cause: "a zone without Fargate",
    key: "drydock:network",
    event: `${placing} The Availability Zone us-east-1e doesn't support Fargate tasks.`,
  },
  {
    cause: "a task that is not placed",
    key: "service",
    event: `${placing} The selected platform version is not compatible.`,
  },
  {
    cause: "a container that another one waits for",
    key: "service",
    stopped:
      "TaskFailedToStart: dependency graph: container ordering dependency [proxy] for target [web] has timed out.",
  },
  {
    cause: "a start that takes too long",
    key: "image",
    stopped:
      "ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 3m0s",
  },
  {
    cause: "a user that does not exist",
    key: "image",
    stopped:
      "CannotStartContainerError: ResourceInitializationError: unable to create new container: mount callback failed on /tmp/containerd-mount916692511: no users found",
  },
  {
    cause: "a file that the image lacks",
    key: "image",
    ...program(1, "ModuleNotFoundError: No module named 'uvicorn'"),
  },
  {
    cause: "a file that the image lacks",
    key: "image",
    ...program(
      127,
      "error while loading shared libraries: libpq.so.5: cannot open shared object file",
    ),
  },
  {
    cause: "a port in use",
    key: "containerPort",
    ...program(1, "Error: listen EADDRINUSE: address already in use :::8080"),
  },
  {
    cause: "a refused sign-in",
    key: "secrets",
    ...program(1, 'FATAL: password authentication failed for user "shop"'),
  },
  {
    cause: "a certificate that is not trusted",
    key: "image",
    ...program(1, "Error: self-signed certificate in certificate chain"),
  },
  {
    cause: "no connection left",
    key: "service",
    ...program(1, "FATAL: sorry, too many clients already"),
  },
  {
    cause: "no credentials of AWS",
    key: "environment",
    ...program(1, "NoCredentialsError: Unable to locate credentials"),
  },
  {
    cause: "another service that is not reached",
    key: "environment",
    ...program(1, "dial tcp: lookup cache.shop.internal on 10.20.0.2:53: no such host"),
  },
  {
    cause: "another service that is not reached",
    key: "environment",
    ...program(
      1,
      "redis.exceptions.ConnectionError: Error 110 connecting to cache:6379. Connection timed out.",
    ),
  },
  {
    cause: "a variable that is missing",
    key: "environment",
    ...program(1, "Error: Missing required environment variable DATABASE_URL"),
  },
  {
    cause: "a variable that is missing",
    key: "environment",
    ...program(1, "KeyError: 'DATABASE_URL'"),
  },
  {
    cause: "health checks of the load balancer are not answered",
    key: "containerPort",
    event:
      "(service web) (task 1) (port 8080) is unhealthy in (target-group web) due to (reason Target.FailedHealthChecks).",
  },
  {
    cause: "targets that are not registered",
    key: "route",
    event:
      "(service web) failed to register targets in (target-group web) with (error The security group 'sg-1' does not exist).",
  },
  {
    cause: "the proxy of Service Connect",
    key: "memoryMiB",
    stopped: "Service Connect proxy failed its health check",
  },
  {
    cause: "maintenance",
    key: "service",
    stopped: "ECS is performing maintenance on the underlying infrastructure hosting the task.",
    stopCode: "TerminationNotice",
  },
  {
    cause: "stopped by someone",
    key: "service",
    stopped: "Task stopped by user",
    stopCode: "UserInitiated",
  },
  {
    cause: "asked to end",
    key: "service",
    stopped: "Scaling activity initiated by (deployment ecs-svc/123)",
    stopCode: "ServiceSchedulerInitiated",
  },
  {
    cause: "throttled calls",
    key: "service",
    event: "(service web) operations are being throttled. Will try again later.",
  },
  {
    cause: "an alarm",
    key: "service",
    event: "(service web) (deployment ecs-svc/123) deployment failed: alarm detected.",
  },
  {
    cause: "a database that takes encrypted connections only",
    key: "environment",
    ...program(
      1,
      'FATAL: no pg_hba.conf entry for host "10.20.3.4", user "shop", database "shop", no encryption',
    ),
  },
  {
    cause: "a database that takes encrypted connections only",
    key: "environment",
    ...program(1, "ERROR 3159 (HY000): Connections using insecure transport are prohibited"),
  },
  {
    cause: "a refused sign-in",
    key: "secrets",
    ...program(1, "ReplyError: NOAUTH Authentication required."),
  },
  {
    cause: "a refused sign-in",
    key: "secrets",
    ...program(
      1,
      "(403, 'ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN.')",
    ),
  },
  {
    cause: "a call of AWS that is not permitted",
    key: "service",
    ...program(
      1,
      "botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied",
    ),
  },
  {
    cause: "a call of AWS that is not permitted",
    key: "service",
    ...program(
      1,
      "An error occurred (AccessDeniedException) when calling the GetItem operation: User: arn:aws:sts::111122223333:assumed-role/web/1 is not authorized to perform: dynamodb:GetItem on resource: orders",
    ),
  },
  {
    cause: "no credentials of AWS",
    key: "environment",
    ...program(1, "NoCredentialProviders: no valid providers in chain. Deprecated."),
  },
  {
    cause: "a database without the schema",
    key: "service",
    ...program(1, 'ERROR: relation "orders" does not exist at character 15'),
  },
  {
    cause: "a database without the schema",
    key: "service",
    ...program(1, "Error: P3009 migrate found failed migrations in the target database"),
  },
  {
    cause: "a database without the schema",
    key: "service",
    ...program(1, "liquibase.exception.LockException: Could not acquire change log lock."),
  },
  {
    cause: "too many open files",
    key: "service",
    ...program(1, "http: Accept error: accept4: too many open files; retrying in 1s"),
  },
  {
    cause: "a file that the image lacks",
    key: "image",
    ...program(1, "/app/server: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found"),
  },
  {
    cause: "a variable that is missing",
    key: "environment",
    ...program(1, "ArgumentError: Missing `secret_key_base` for 'production' environment"),
  },
  {
    cause: "another service that is not reached",
    key: "environment",
    ...program(
      1,
      "org.apache.kafka.common.errors.TimeoutException: Failed to update metadata after 60000 ms.",
    ),
  },
  {
    cause: "the disk is full",
    key: "service",
    stopped:
      "CannotPullContainerError: failed to extract layer sha256:1: write /var/lib/containerd/x: no space left on device",
  },
  {
    cause: "a task that is not placed",
    key: "service",
    event:
      "(service web) failed to launch a task with (error InvalidParameterException: The provided parameter is not valid.)",
  },
];

export const allFailures: readonly RecordedFailure[] = [...failures, ...furtherFailures];
