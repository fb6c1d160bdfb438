/** What an alarm says to whoever gets its message; docs/operations.md says the same. */

/** The alarms of a service, by the names they have in a stack file. */
export const alarmNames = [
  "healthyTasks",
  "errors",
  "latency",
  "cpu",
  "memory",
  "restarts",
  "deployment",
] as const;
export type AlarmName = (typeof alarmNames)[number];

/** What to do first, by alarm; `{service}` stands for its name. */
export const firstSteps: Readonly<Record<AlarmName, string>> = {
  healthyTasks:
    "Run npx drydock why {service}: it names why tasks end or fail their health check, with the last log lines.",
  errors:
    "Look at the dashboard whether it began with a deployment: if so, deploy the former version again; if not, run the saved query errors.",
  latency:
    "Look at the dashboard whether requests or CPU rose with it: if so, raise scaling.max or the task's size; if not, look at what the service calls.",
  cpu: "Raise scaling.max (or desiredCount) of {service}, or give each task more cpu.",
  memory:
    "Raise memoryMiB of {service}; where memory only ever grows, deploy again to gain time and look for the leak.",
  restarts: "Run npx drydock why {service} within the hour: afterwards AWS has forgotten the task.",
  deployment:
    "Run npx drydock why {service}. Amazon ECS went back to the former version by itself, unless this was the first one.",
};

/** The text of an alarm: what happened, then what to do first. */
export function alarmText(alarm: AlarmName, service: string, happened: string): string {
  return `${service}: ${happened} First: ${firstSteps[alarm].replaceAll("{service}", service)}`;
}

/** `1 minute`, `5 minutes`. */
export function inMinutes(minutes: number): string {
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
