/** Causes before the program of a task runs. */
import { type Diagnosis, start } from "./diagnosis";

/** A connection that does not come about, as Go, containerd and AWS's SDK word it. */
const unreachable = String.raw`(?:i/o timeout|deadline exceeded|connection issue|Client\.Timeout|connection timed out|no such host|network is unreachable|request canceled while waiting)`;

export const starting: readonly Diagnosis[] = [
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
      `CannotPull.*${unreachable}|cannot pull registry auth.*${unreachable}`,
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
    pattern: /CannotPull.*(?:not found|manifest unknown|does not exist|no such image|NotFound)/is,
    cause: "The image of {container} does not exist: its tag or digest is not in the registry.",
    fix: "Push the image, or correct the reference. For a built image run `pulumi up` again, which pushes it.",
    keys: ["image"],
  },
  {
    name: "no access to the image",
    pattern:
      /CannotPull.*(?:401|403|denied|unauthorized|not authorized|no basic auth|authorization failed)/is,
    cause: "The registry refuses this task the image of {container}.",
    fix: "Another account's repository has to allow this one in its policy; a private registry outside AWS needs credentials. Layers of ECR come through the S3 endpoint: `endpoints` must not exclude it.",
    keys: ["image"],
  },
  {
    name: "a secret that is no JSON",
    pattern:
      /secret.*(?:invalid character .* looking for beginning|unexpected end of JSON|cannot unmarshal)/is,
    cause: "A container asks for a key of a secret whose value is not JSON.",
    fix: "Leave out `key` to read the whole value, or let the secret hold a JSON object.",
    keys: ["secrets", "drydock:secrets"],
  },
  {
    name: "no route to secrets",
    pattern: new RegExp(`(?:secret|asm|ssm|parameter).*${unreachable}`, "is"),
    cause: "The task does not reach the service that holds its secrets or parameters.",
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
    name: "a secret that was deleted",
    pattern: /marked for deletion/i,
    cause: "A secret that the container asks for was deleted, and waits for its end.",
    fix: "Restore it: `aws secretsmanager restore-secret --secret-id <ARN>`. Or correct the reference.",
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
    name: "the service-linked role",
    pattern: /service-linked role/i,
    cause: "The account lacks the role by which ECS works for its services, or ECS may not use it.",
    fix: "Create it once: `aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com`.",
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
    name: "a zone without Fargate",
    pattern: /Availability Zone .*(?:does not|doesn't) support Fargate/i,
    cause: "Fargate is not offered in one of the zones.",
    fix: "Name other zones in `network.availabilityZones`, or other subnets of an existing network.",
    keys: ["drydock:network.availabilityZones", "drydock:existing.network", "drydock:network"],
  },
  {
    name: "no capacity",
    in: [...start, "deployment"],
    pattern: /capacity is unavailable|SpotInterruption|Spot (?:Task|instance) was interrupted/i,
    cause: "Fargate has no capacity for this task in these zones just now.",
    fix: "Give some weight to on demand beside Spot (`capacity.onDemandWeight: 1`), use more zones, and try again later.",
    keys: ["service.capacity", "drydock:network.availabilityZones", "service"],
  },
  {
    name: "a container that another one waits for",
    pattern:
      /container ordering dependency|did not become healthy|dependency on containers not resolved/i,
    cause: "A container that {container} waits for failed, or was not ready in time.",
    fix: "Look at that container's log. Give it more time by `startTimeoutSeconds`, or wait for less in `dependsOn`.",
    keys: ["dependsOn", "startTimeoutSeconds", "service"],
  },
  {
    name: "a start that takes too long",
    pattern:
      /(?:ContainerRuntime|Docker)TimeoutError|could not transition to (?:running|created|pulled)/i,
    cause: "AWS could not start the container {container} in its time.",
    fix: "Run `pulumi up` again. If it stays so, make the image smaller.",
    keys: ["image", "startTimeoutSeconds"],
  },
  {
    name: "an image that cannot be pulled",
    pattern: /CannotPull\w*Error(?!.*no space left)/i,
    cause: "The image of {container} cannot be pulled, for the reason that AWS gives.",
    fix: "Try `docker pull` with the same reference. A reference is registry/name:tag or registry/name@sha256:digest.",
    keys: ["image"],
  },
];
