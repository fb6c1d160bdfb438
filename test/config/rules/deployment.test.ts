import { accepts, refuses, services } from "../support";

const route = { paths: ["/*"] };
const routed = (deployment: object, own: object = {}, name = "web") => ({
  ingress: {},
  ...services({ [name]: { containerPort: 8080, route, deployment, ...own } }),
});
const alerts = { alerts: { email: ["team@example.com"] } };

describe("rule: deployment strategies", () => {
  const at = "drydock:services.web.deployment";
  accepts("canary", routed({ strategy: "canary", percent: 5, stepMinutes: 10, bakeMinutes: 30 }));
  accepts("linear in the smallest steps", routed({ strategy: "linear", percent: 3 }));
  refuses(
    "steps of a deployment without steps",
    `${at}.percent: percent has no effect on a blue/green deployment.
allowed: percent with strategy canary or linear
fix: Remove percent, or write strategy: canary.`,
    routed({ strategy: "blueGreen", percent: 5 }),
  );
  refuses(
    "bake time of a rolling deployment",
    `${at}.bakeMinutes: bakeMinutes has no effect on a rolling deployment.
allowed: bakeMinutes with strategy blueGreen or canary or linear
fix: Remove bakeMinutes, or write strategy: blueGreen.`,
    routed({ bakeMinutes: 5 }),
  );
  refuses(
    "limits of a rolling deployment",
    `${at}.maximumPercent: maximumPercent has no effect on a canary deployment.
allowed: maximumPercent with strategy rolling
fix: Remove maximumPercent, or write strategy: rolling.`,
    routed({ strategy: "canary", maximumPercent: 150 }),
  );
  refuses(
    "steps below what ECS moves",
    `${at}.percent = 2.9: ECS moves more than that in each step of a linear deployment.
allowed: a number from 3 to 99
fix: Write percent: 3, or strategy: canary for one small step.`,
    routed({ strategy: "linear", percent: 2.9 }),
  );
  refuses(
    "requests of a service without a route",
    `${at}.strategy = "blueGreen": A blue/green deployment moves the load balancer's requests, and this service has no route.
allowed: strategy rolling, or a route
fix: Write strategy: rolling, or add a route.`,
    services({ web: { deployment: { strategy: "blueGreen" } } }),
  );
  accepts("a name of twenty characters", routed({ strategy: "canary" }, {}, "a".repeat(20)));
  refuses(
    "a name that leaves no room for the second target group",
    `drydock:services.${"a".repeat(21)}.deployment.strategy = "canary": A canary deployment needs a second target group, named ${"a".repeat(21)}-alt and eight characters; AWS allows 32.
allowed: a service name of at most 20 characters, or strategy rolling
fix: Give the service a shorter name (a new service: plan the move), or write strategy: rolling.`,
    routed({ strategy: "canary" }, {}, "a".repeat(21)),
  );
  const test = { allowedCidrs: ["203.0.113.10/32"] };
  accepts("test requests", routed({ strategy: "blueGreen", test }));
  refuses(
    "test requests of a rolling deployment",
    `${at}.test: test has no effect on a rolling deployment.
allowed: test with strategy blueGreen or canary or linear
fix: Remove test, or write strategy: blueGreen.`,
    routed({ test }),
  );
  refuses(
    "test requests from anywhere by silence",
    `${at}.test.allowedCidrs: allowedCidrs is missing; it has no default.
allowed: a list, each item an IPv4 range in CIDR notation, such as 203.0.113.0/24
fix: Add allowedCidrs: [...]`,
    routed({ strategy: "blueGreen", test: {} }),
  );
  refuses(
    "a range of test requests that does not start where it says",
    `${at}.test.allowedCidrs[0] = "203.0.113.10/24": This is an address inside a range, not the range's first address.
allowed: 203.0.113.0/24
fix: Write 203.0.113.0/24.`,
    routed({ strategy: "blueGreen", test: { allowedCidrs: ["203.0.113.10/24"] } }),
  );
  const patterns = { paths: ["/a", "/b", "/c"] };
  accepts(
    "as many conditions of test requests as a rule takes",
    routed({ strategy: "blueGreen", test }, { route: patterns }),
  );
  refuses(
    "more conditions of test requests than a rule takes",
    `${at}.test: The rule of test requests has 6 conditions: 3 of the route, the header, and 2 in allowedCidrs.
allowed: at most 5 values in one rule of a load balancer
fix: Join ranges or patterns, or leave some out.`,
    routed(
      {
        strategy: "blueGreen",
        test: { allowedCidrs: ["203.0.113.10/32", "198.51.100.0/24"] },
      },
      { route: patterns },
    ),
  );
  accepts(
    "test requests before the second place",
    routed({ strategy: "blueGreen", test }, { route: { ...route, priority: 2 } }),
  );
  refuses(
    "test requests before the first place",
    `drydock:services.web.route.priority = 1: The rule of test requests comes before that of the route, and there is none before the first.
allowed: a whole number from 2 to 50000
fix: Write priority: 2.`,
    routed({ strategy: "blueGreen", test }, { route: { ...route, priority: 1 } }),
  );
  refuses(
    "test requests at the place of another route",
    `drydock:services.web.route.priority = 8: The route of api has the same priority (7), and each rule of a listener needs its own.
allowed: a whole number from 1 to 50000 that no other route has
fix: Write a priority below 1000 that no other route has; the lower one is tried first.`,
    {
      ingress: {},
      ...services({
        api: { containerPort: 8081, route: { paths: ["/api/*"], priority: 7 } },
        web: {
          containerPort: 8080,
          route: { ...route, priority: 8 },
          deployment: { strategy: "blueGreen", test },
        },
      }),
    },
  );
  accepts("a longer wait than needed", routed({ strategy: "canary", timeoutMinutes: 16 }));
  refuses(
    "a wait that ends before the deployment",
    `${at}.timeoutMinutes = 75: Steps, bake time and approval alone take up to 75 minutes, so a deployment would outlast the wait for it.
allowed: a whole number above 75
fix: Remove timeoutMinutes: it is computed from the others.`,
    routed({ strategy: "canary", approval: {}, timeoutMinutes: 75 }),
  );
});

describe("rule: alarms that roll a deployment back", () => {
  const at = "drydock:services.web.deployment.rollbackOn";
  accepts("alarms of the service", { ...alerts, ...routed({ rollbackOn: ["errors", "cpu"] }) });
  accepts("an alarm that looks back as long as the old tasks stay", {
    ...alerts,
    ...routed({ strategy: "canary", bakeMinutes: 15, rollbackOn: ["cpu"] }),
  });
  refuses(
    "alarms without anybody who hears of them",
    `${at}: Services have alarms of their own only where somebody hears of them.
allowed: rollbackOn together with drydock:alerts, or alarmNames
fix: Add drydock:alerts: { email: [team@example.com] }, or name existing alarms in alarmNames.`,
    routed({ rollbackOn: ["errors"] }),
  );
  refuses(
    "an alarm that is off",
    `${at}[0] = "memory": This service has no alarm memory: alarms.memory is off.
allowed: alarms that the service has
fix: Remove it here, or give the service this alarm.`,
    { ...alerts, ...routed({ rollbackOn: ["memory"] }, { alarms: { memory: false } }) },
  );
  refuses(
    "an alarm that nobody set",
    `${at}[0] = "latency": This service has no alarm latency: alarms.latency says how much is too much.
allowed: alarms that the service has
fix: Add alarms: { latency: { p95Milliseconds: 800 } }, or remove it here.`,
    { ...alerts, ...routed({ rollbackOn: ["latency"] }) },
  );
  refuses(
    "an alarm of the load balancer without a route",
    `${at}[0] = "errors": This service has no alarm errors: it has no route.
allowed: alarms that the service has
fix: Remove it here, or give the service this alarm.`,
    { ...alerts, ...services({ web: { deployment: { rollbackOn: ["errors"] } } }) },
  );
  refuses(
    "an alarm of tasks, of which there may be none",
    `${at}[0] = "healthyTasks": This service has no alarm healthyTasks: its tasks may drop to 0, and it has no route.
allowed: alarms that the service has
fix: Remove it here, or give the service this alarm.`,
    {
      ...alerts,
      ...services({ web: { desiredCount: 0, deployment: { rollbackOn: ["healthyTasks"] } } }),
    },
  );
  refuses(
    "an alarm that comes when the old tasks are gone",
    `${at}: The alarm cpu looks back over 15 minutes, and the old tasks are gone 10 minutes after the last step: it would come too late.
allowed: alarms that look back over bakeMinutes at most
fix: Write bakeMinutes: 15, or leave cpu out.`,
    { ...alerts, ...routed({ strategy: "canary", rollbackOn: ["errors", "cpu"] }) },
  );
});
