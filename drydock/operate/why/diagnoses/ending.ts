/** Causes that show in how a task or a deployment ended, the least certain last. */
import type { Diagnosis } from "./diagnosis";

export const ending: readonly Diagnosis[] = [
  {
    name: "health checks of the load balancer get another code",
    pattern: /health checks? failed with these codes: \[(\d+)\]/i,
    cause: "The load balancer's health check is answered with {1}.",
    fix: "Set `route.healthCheckPath` to a path that answers 200 without signing in, or `route.healthCheckCodes` to its code.",
    keys: ["service.route.healthCheckPath", "service.route"],
  },
  {
    name: "health checks of the load balancer are not answered",
    pattern:
      /due to \(reason (?:Request timed out|Health checks failed|Target\.)|failed ELB health checks/i,
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
    name: "targets that are not registered",
    pattern: /failed to register targets/i,
    cause:
      "ECS cannot add the tasks to the load balancer: something that it needs is gone or refused.",
    fix: "Run `pulumi refresh` and `pulumi up`, which create a deleted target group or security group again.",
    keys: ["service.route", "service"],
  },
  {
    name: "the proxy of Service Connect",
    pattern: /service ?connect/i,
    cause: "The proxy of Service Connect did not start.",
    fix: "It needs about 256 CPU units and 64 MiB of the task: raise `cpu` and `memoryMiB`.",
    keys: ["service.cpu", "service.memoryMiB", "service.discovery"],
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
    in: ["container", "task"],
    pattern: /exited with 143|Scaling activity initiated/,
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
    in: ["deployment", "event"],
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
  {
    name: "maintenance",
    pattern: /performing maintenance|TerminationNotice|task retirement|scheduled for retirement/i,
    cause: "AWS replaced the task to maintain its host: it did not fail by itself.",
    fix: "Nothing has to change. Two tasks (`scaling.min: 2`) keep the service in reach meanwhile.",
    keys: ["service.scaling.min", "service"],
  },
  {
    name: "stopped by someone",
    pattern: /UserInitiated|stopped by user/i,
    cause: "Someone stopped the task: it did not fail by itself.",
    fix: "CloudTrail says who (StopTask). ECS starts another one.",
    keys: ["service"],
  },
  {
    name: "throttled calls",
    pattern: /operations are being throttled|Rate exceeded|ThrottlingException/i,
    cause: "AWS throttles the calls that ECS makes for this service.",
    fix: "Wait: ECS tries again by itself. Deploy fewer services at once.",
    keys: ["service"],
  },
  {
    name: "a task that is not placed",
    pattern: /unable to place a task|unable to consistently start tasks|failed to launch a task/i,
    cause: "ECS does not start the tasks, for the reason that it gives.",
    fix: "Fix that reason. The events above, and tasks that stopped, say more.",
    keys: ["service"],
  },
];
