import { accepts, refuses, services } from "../support";

const scaled = (scaling: object, own = {}, rest = {}) => ({
  ...rest,
  ...services({ web: { scaling, ...own } }),
});
const limits = { min: 1, max: 4 };
const metric = { namespace: "Shop", metricName: "Orders" };
const stepped = (...steps: object[]) =>
  scaled({ ...limits, steps: { orders: { ...metric, steps } } });
const routed = { containerPort: 8080, route: {} };

describe("rule: scaling", () => {
  accepts("one target", scaled({ ...limits, cpuPercent: 60 }));
  const idle = (
    what: string,
  ) => `drydock:services.web.scaling.min = 0: ${what}, so none would ever start.
allowed: 1 or more; 0 with steps or metrics on something that is there without tasks, or with a schedule
fix: Write min: 1, or add steps on a metric such as the length of a queue.`;
  refuses(
    "none at least, and targets that only tasks can reach",
    idle("Without a task there is nothing to measure for cpuPercent, memoryPercent"),
    scaled({ min: 0, max: 4, cpuPercent: 60, memoryPercent: 60 }),
  );
  refuses(
    "none at least, and schedules that leave it so",
    idle("No step and no schedule adds a task"),
    scaled({ min: 0, max: 4, schedules: { night: { at: "cron(0 1 ? * * *)", max: 2 } } }),
  );
  refuses(
    "none at least, and steps that only remove tasks",
    idle("No step and no schedule adds a task"),
    scaled({
      min: 0,
      max: 4,
      steps: { queue: { namespace: "AWS/SQS", metricName: "x", steps: [{ to: 1, change: -1 }] } },
    }),
  );
  accepts(
    "none at least, and a schedule that starts some",
    scaled({ min: 0, max: 4, schedules: { day: { at: "cron(0 8 ? * * *)", min: 1 } } }),
  );
  accepts(
    "none at least, and a metric that is there without tasks",
    scaled({
      min: 0,
      max: 4,
      cpuPercent: 60,
      metrics: { jobs: { namespace: "AWS/SQS", metricName: "x", target: 5 } },
    }),
  );
  accepts("equal limits", scaled({ min: 4, max: 4, cpuPercent: 60 }));
  refuses(
    "a minimum above the maximum",
    `drydock:services.web.scaling.min = 5: min is above max, which is 4.
allowed: a whole number from 0 to 4
fix: Lower min or raise max; the other way round it is min: 4, max: 5.`,
    scaled({ min: 5, max: 4, cpuPercent: 60 }),
  );
  refuses(
    "no reason to scale",
    `drydock:services.web.scaling: Nothing says when to scale, so the number of tasks would stay at min.
allowed: at least one of cpuPercent, memoryPercent, requestsPerTarget, networkReceivedBytesPerSecond, networkSentBytesPerSecond, metrics, steps, schedules
fix: Add cpuPercent: 60, or write desiredCount instead of scaling.`,
    scaled(limits),
  );
  accepts(
    "a schedule alone",
    scaled({ ...limits, schedules: { night: { at: "cron(0 20 * * ? *)", min: 0 } } }),
  );
  refuses(
    "a fixed number as well",
    `drydock:services.web.desiredCount = 2: Scaling decides the number of tasks, so a fixed one has no effect.
allowed: desiredCount or scaling
fix: Remove desiredCount, or scaling. The fewest tasks are scaling.min.`,
    scaled({ ...limits, cpuPercent: 60 }, { desiredCount: 2 }),
  );
  accepts(
    "requests with a route",
    scaled({ ...limits, requestsPerTarget: 100 }, routed, { ingress: {} }),
  );
  refuses(
    "requests without route",
    `drydock:services.web.scaling.requestsPerTarget = 100: The load balancer counts the requests, and this service has no route.
allowed: requestsPerTarget with a route
fix: Add a route, or scale on something else, such as cpuPercent.`,
    scaled({ ...limits, requestsPerTarget: 100 }),
  );
  accepts(
    "network with Container Insights",
    scaled(
      { ...limits, networkSentBytesPerSecond: 1 },
      {},
      { cluster: { containerInsights: "enabled" } },
    ),
  );
  refuses(
    "network without Container Insights",
    `drydock:services.web.scaling.networkReceivedBytesPerSecond = a map: Container Insights measures the network, and it is disabled.
allowed: network targets with containerInsights enabled or enhanced
fix: Set drydock:cluster.containerInsights to enabled or enhanced, or remove this target.`,
    scaled(
      { ...limits, networkReceivedBytesPerSecond: { target: 1 } },
      {},
      { cluster: { containerInsights: "disabled" } },
    ),
  );
  refuses(
    "a schedule that changes nothing",
    `drydock:services.web.scaling.schedules.night: This schedule changes nothing.
allowed: min, max or both
fix: Add min, max or both, or remove the schedule.`,
    scaled({ ...limits, schedules: { night: { at: "rate(1 day)" } } }),
  );
  refuses(
    "a schedule whose minimum is above its maximum",
    `drydock:services.web.scaling.schedules.night.min = 3: min is above max, which is 2.
allowed: a number that is not above max
fix: Lower min or raise max.`,
    scaled({ ...limits, schedules: { night: { at: "rate(1 day)", min: 3, max: 2 } } }),
  );
  refuses(
    "a schedule's minimum above the service's maximum",
    `drydock:services.web.scaling.schedules.night.min = 5: min is above the service's max, which is 4, and the schedule leaves that as it is.
allowed: a whole number from 0 to 4, or any with max beside it
fix: Add max to the schedule, or lower min.`,
    scaled({ ...limits, schedules: { night: { at: "rate(1 day)", min: 5 } } }),
  );
  refuses(
    "a schedule's maximum below the service's minimum",
    `drydock:services.web.scaling.schedules.night.max = 0: max is below the service's min, which is 1, and the schedule leaves that as it is.
allowed: a whole number from 1, or any with min beside it
fix: Add min to the schedule, or raise max.`,
    scaled({ ...limits, schedules: { night: { at: "rate(1 day)", max: 0 } } }),
  );
  accepts(
    "a schedule that raises both",
    scaled({ ...limits, schedules: { day: { at: "rate(1 day)", min: 5, max: 9 } } }),
  );
  accepts(
    "a time zone",
    scaled({
      ...limits,
      schedules: { day: { at: "rate(1 day)", min: 1, timezone: "Europe/Berlin" } },
    }),
  );
  refuses(
    "a time zone that is none",
    `drydock:services.web.scaling.schedules.day.timezone = "Europe/Berlim": There is no time zone of this name.
allowed: an IANA time zone, such as Europe/Berlin or Etc/UTC
fix: Write timezone: Europe/Berlin.`,
    scaled({
      ...limits,
      schedules: { day: { at: "rate(1 day)", min: 1, timezone: "Europe/Berlim" } },
    }),
  );
  const metrics = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`m${index}`, { ...metric, target: 1 }]),
    );
  accepts("fifty policies", scaled({ ...limits, metrics: metrics(50) }));
  refuses(
    "more than fifty policies",
    `drydock:services.web.scaling: This creates up to 51 scaling policies.
allowed: at most 50 policies for one service
fix: Remove some.`,
    scaled({ ...limits, metrics: metrics(51) }),
  );
});

describe("rule: scaling in steps", () => {
  accepts("more from a bound on", stepped({ from: 10, change: 1 }));
  accepts(
    "both directions",
    stepped({ to: 10, change: -1 }, { from: 20, to: 40, change: 1 }, { from: 40, change: 3 }),
  );
  refuses(
    "an empty range",
    `drydock:services.web.scaling.steps.orders.steps[0].to = 10: The range is empty: it starts at 10, which is not below its end.
allowed: a number above 10
fix: Raise to, or lower from.`,
    stepped({ from: 10, to: 10, change: 1 }, { from: 20, change: 2 }),
  );
  refuses(
    "ranges that overlap",
    `drydock:services.web.scaling.steps.orders.steps[1]: The ranges from 10 to 30 and from 20 overlap.
allowed: ranges that share no value; to is not part of a range
fix: Start this range at 30.`,
    stepped({ from: 10, to: 30, change: 1 }, { from: 20, change: 2 }),
  );
  refuses(
    "two ranges without upper bound",
    `drydock:services.web.scaling.steps.orders.steps[1]: The ranges from 10 and from 20 overlap.
allowed: ranges that share no value; to is not part of a range
fix: Give the lower range a to.`,
    stepped({ from: 10, change: 1 }, { from: 20, change: 2 }),
  );
  refuses(
    "ranges without an open end",
    `drydock:services.web.scaling.steps.orders.steps: No step goes on without end, so nothing would happen beyond the last range.
allowed: to left out of the highest step, or from left out of the lowest
fix: Leave to out of the highest step.`,
    stepped({ from: 10, to: 20, change: 1 }),
  );
  refuses(
    "one range without bounds",
    `drydock:services.web.scaling.steps.orders.steps: Whatever the metric's value, tasks would be added forever, or removed forever.
allowed: a range in which nothing changes, or a change of sign
fix: Leave a gap between two ranges.`,
    stepped({ change: 1 }),
  );
  refuses(
    "steps that change nothing",
    `drydock:services.web.scaling.steps.orders.steps: No step changes the number of tasks.
allowed: at least one step whose change is not 0
fix: Give a step a change, such as change: 2.`,
    stepped({ from: 10, change: 0 }),
  );
  const ranges = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      from: index,
      ...(index < count - 1 && { to: index + 1 }),
      change: 1,
    }));
  accepts("twenty ranges", stepped(...ranges(20)));
  refuses(
    "more than twenty ranges",
    `drydock:services.web.scaling.steps.orders.steps: There are 21 ranges and 0 gaps between them.
allowed: at most 20 ranges, gaps included
fix: Join some ranges.`,
    stepped(...ranges(21)),
  );
});

describe("rule: capacity and deployments", () => {
  accepts("Spot alone", services({ web: { capacity: { onDemandWeight: 0, spotWeight: 1 } } }));
  refuses(
    "no weight",
    `drydock:services.web.capacity: Both weights are 0, so no task beyond the base would have a place to run.
allowed: onDemandWeight or spotWeight above 0
fix: Set onDemandWeight: 1, or spotWeight: 1 for Spot.`,
    services({ web: { capacity: { onDemandBase: 1, onDemandWeight: 0 } } }),
  );
  const limited = (minimumHealthyPercent: number, maximumPercent: number, own = {}) =>
    services({ web: { deployment: { minimumHealthyPercent, maximumPercent }, ...own } });
  accepts("a task more", limited(100, 200));
  accepts("a task less", limited(0, 100));
  refuses(
    "neither more nor less",
    `drydock:services.web.deployment: With one task, 100 percent is 1 that must stay and 100 percent is 1 at most: a deployment could neither stop a task nor start one.
allowed: limits that leave room for one task more or one less
fix: Set maximumPercent: 200, or minimumHealthyPercent: 0.`,
    limited(100, 100),
  );
  refuses(
    "limits that round to nothing with one task",
    `drydock:services.web.deployment: With one task, 50 percent is 1 that must stay and 150 percent is 1 at most: a deployment could neither stop a task nor start one.
allowed: limits that leave room for one task more or one less
fix: Set maximumPercent: 200, or minimumHealthyPercent: 0.`,
    limited(50, 150),
  );
  accepts("the same limits with two tasks", limited(50, 150, { desiredCount: 2 }));
  refuses(
    "limits that round to nothing with three of up to four tasks",
    `drydock:services.web.deployment: With 3 tasks, 70 percent is 3 that must stay and 130 percent is 3 at most: a deployment could neither stop a task nor start one.
allowed: limits that leave room for one task more or one less
fix: Set maximumPercent: 200, or minimumHealthyPercent: 0.`,
    limited(70, 130, { scaling: { min: 3, max: 4, cpuPercent: 50 } }),
  );
});
