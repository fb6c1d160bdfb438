import { accepts, refuses, services } from "../support";

const email = ["team@example.com"];
const topic = "arn:aws:sns:us-east-2:111122223333:incidents";

/** A service with alarms in an environment that tells somebody. */
const alarms = (own: object, service: object = {}) => ({
  alerts: { email },
  ...services({ worker: { ...service, alarms: own } }),
});

describe("rule: alerts", () => {
  accepts("an address", { alerts: { email } });
  accepts("a topic", { alerts: { topicArn: topic } });
  accepts("a topic of this account", { account: "111122223333", alerts: { topicArn: topic } });
  refuses(
    "nobody",
    `drydock:alerts: Nobody would hear of an alarm.
allowed: at least one of email, slack, topicArn
fix: Write alerts: { email: [team@example.com] }, or remove alerts.`,
    { alerts: {} },
  );
  refuses(
    "an address twice",
    `drydock:alerts.email[1] = "team@example.com": This is in the list twice.
fix: Remove one of the two.`,
    { alerts: { email: [...email, ...email] } },
  );
  refuses(
    "a topic of another region and account",
    `drydock:alerts.topicArn = "arn:aws:sns:us-east-1:444455556666:incidents": This SNS topic is in us-east-1, the environment in us-east-2.
allowed: an ARN that starts with arn:aws:sns:us-east-2:
fix: Use one of the environment's region.

drydock:alerts.topicArn = "arn:aws:sns:us-east-1:444455556666:incidents": This SNS topic belongs to the account 444455556666, the environment to 111122223333.
allowed: an ARN of the account 111122223333
fix: Use one of this account.`,
    {
      account: "111122223333",
      alerts: { topicArn: "arn:aws:sns:us-east-1:444455556666:incidents" },
    },
  );
});

describe("rule: alarms", () => {
  accepts("every alarm turned off", {
    alerts: { email },
    ...services({
      worker: {
        alarms: {
          healthyTasks: false,
          errors: false,
          cpu: false,
          memory: false,
          restarts: false,
          deployment: false,
        },
      },
    }),
  });
  refuses(
    "alarms of which nobody would hear",
    `drydock:services.worker.alarms: Nobody would hear of these alarms, so there are none.
allowed: alarms together with drydock:alerts
fix: Add drydock:alerts: { email: [team@example.com] }, or remove this.`,
    services({ worker: { alarms: { cpu: false } } }),
  );
  refuses(
    "errors and latency without a route",
    `drydock:services.worker.alarms.errors: The load balancer measures it, and this service has no route.
allowed: errors with a route
fix: Add a route, or remove this.

drydock:services.worker.alarms.latency: The load balancer measures it, and this service has no route.
allowed: latency with a route
fix: Add a route, or remove this.`,
    alarms({ errors: {}, latency: { p95Milliseconds: 1 } }),
  );
  accepts(
    "as many tasks as there always are",
    alarms({ healthyTasks: { minimum: 2 } }, { desiredCount: 2 }),
  );
  refuses(
    "more tasks than there may be",
    `drydock:services.worker.alarms.healthyTasks.minimum = 2: The service may run one task, which would be an alarm.
allowed: at most 1
fix: Write minimum: 1, or raise scaling.min or desiredCount.`,
    alarms({ healthyTasks: { minimum: 2 } }),
  );
  refuses(
    "more tasks than there are at night",
    `drydock:services.worker.alarms.healthyTasks.minimum = 2: The service may run 0 tasks, which would be an alarm.
allowed: no minimum
fix: Remove it: where there may be no task, none is missing.`,
    alarms(
      { healthyTasks: { minimum: 2 } },
      { scaling: { min: 2, max: 4, schedules: { night: { at: "cron(0 22 * * ? *)", min: 0 } } } },
    ),
  );
  refuses(
    "words and bare numbers",
    `drydock:services.worker.alarms.cpu = "off": This is text, where a word or a map is wanted.
allowed: false; or a map with the keys percent, minutes
fix: Write cpu: false.

drydock:services.worker.alarms.memory = 80: This is a number, where a word or a map is wanted.
allowed: false; or a map with the keys percent, minutes
fix: Write memory: { percent: 80 }.

drydock:services.worker.alarms.restarts = "none": This is text, where true or false is wanted.
allowed: true or false
fix: Write restarts: false.`,
    alarms({ memory: 80, cpu: "off", restarts: "none" }),
  );
  refuses(
    "a latency without a limit",
    `drydock:services.worker.alarms.latency.p95Milliseconds: p95Milliseconds is missing; it has no default.
allowed: a whole number of at least 1
fix: Add p95Milliseconds: and its value.`,
    alarms({ latency: {} }),
  );
});
