import { accepts, refuses, services } from "../support";

const orders = { secondsPerMessage: 2, maxLatencySeconds: 60 };
const scaling = { min: 0, max: 4 };
const using = (
  worker: Record<string, unknown>,
  others: Record<string, unknown> = { queues: { orders: {} } },
) => ({
  ...others,
  ...services({ worker }),
});

describe("rule: queues", () => {
  accepts("a consumer that scales from no task", using({ consumes: { orders }, scaling }));
  accepts("a sender", using({ sends: ["orders"] }));
  accepts(
    "a consumer with a fixed number of tasks",
    using({ consumes: { orders: { secondsPerMessage: 2 } }, desiredCount: 2 }),
  );
  refuses(
    "queues that are not there",
    `drydock:services.worker.sends[0] = "order": There is no queue of this name.
allowed: queues here: orders
fix: Did you mean orders?

drydock:services.worker.consumes.ordres: There is no queue of this name.
allowed: queues here: orders
fix: Did you mean orders?`,
    using({ sends: ["order"], consumes: { ordres: { secondsPerMessage: 2 } } }),
  );
  refuses(
    "a queue where there are none",
    `drydock:services.worker.sends[0] = "orders": There is no queue of this name.
fix: Add it under drydock:queues, as name: {}, or remove this.`,
    using({ sends: ["orders"] }, {}),
  );
  refuses(
    "a time that nothing holds",
    `drydock:services.worker.consumes.orders.maxLatencySeconds = 60: Nothing scales this service, so nothing holds the messages to a time.
allowed: maxLatencySeconds with scaling: { min, max }
fix: Add scaling: { min: 0, max: 10 }, or remove this.`,
    using({ consumes: { orders } }),
  );
  refuses(
    "tasks that nothing counts",
    `drydock:services.worker.consumes.orders.maxLatencySeconds = 60: Container Insights counts the running tasks, and it is disabled.
allowed: maxLatencySeconds with containerInsights enabled or enhanced
fix: Set drydock:cluster.containerInsights to enabled or enhanced, or remove this.`,
    using(
      { consumes: { orders }, scaling },
      { queues: { orders: {} }, cluster: { containerInsights: "disabled" } },
    ),
  );
  accepts(
    "a message that is hidden for just as long as it takes, and a stop",
    using({ consumes: { orders: { secondsPerMessage: 30 } } }),
  );
  refuses(
    "a message that is worked on twice",
    `drydock:services.worker.consumes.orders.secondsPerMessage = 20: A message takes 20 seconds, and a task that is stopped gets 60 more; the queue hides it for 60, then another task receives it too.
allowed: a visibilitySeconds of the queue of 80 or more
fix: Set drydock:queues.orders.visibilitySeconds: 160, which leaves room for slow ones.`,
    using({ stopTimeoutSeconds: 60, consumes: { orders: { secondsPerMessage: 20 } } }),
  );
  const slow = { queues: { orders: { visibilitySeconds: 900 } } };
  refuses(
    "work that a stop takes away",
    `drydock:services.worker.consumes.orders.secondsPerMessage = 90: A message takes 90 seconds; a task that is stopped is killed after 30, and its work is lost.
allowed: no more than stopTimeoutSeconds, or protectsTasks: true
fix: Set stopTimeoutSeconds: 90, or let the code protect its task and set protectsTasks: true.`,
    using({ consumes: { orders: { secondsPerMessage: 90 } } }, slow),
  );
  refuses(
    "work that takes longer than any stop",
    `drydock:services.worker.consumes.orders.secondsPerMessage = 600: A message takes 600 seconds; a task that is stopped is killed after 30, and its work is lost.
allowed: no more than stopTimeoutSeconds, or protectsTasks: true
fix: Let the code protect its task while it works (PUT $ECS_AGENT_URI/task-protection/v1/state), and set protectsTasks: true.`,
    using({ consumes: { orders: { secondsPerMessage: 600 } } }, slow),
  );
  accepts(
    "long work in a task that protects itself",
    using({ consumes: { orders: { secondsPerMessage: 600, protectsTasks: true } } }, slow),
  );
  refuses(
    "a variable that the queue has",
    `drydock:services.worker.environment.ORDERS_QUEUE_URL: This variable has the URL of the queue.
fix: Remove it.`,
    using({ sends: ["orders"], environment: { ORDERS_QUEUE_URL: "x" } }),
  );
});
