// The decisions of a service, as plain data. Not proved here: that ECS behaves by them.
import * as assert from "node:assert/strict";
import type { FargateServiceArgs } from "../../components/fargate-service";
import { capacityProviderStrategy } from "../../components/fargate-service/capacity";
import { serviceTimeouts, zoneRebalancing } from "../../components/fargate-service/ecs-service";
import { routeConditions } from "../../components/fargate-service/route";
import { mountedFileSystems } from "../../components/fargate-service/security-rules";
import { serviceProblems } from "../../components/fargate-service/service-problems";
import { serviceSettings } from "../../components/fargate-service/settings";
import { route, serviceArgs, volume } from "./fargate-samples";

describe("fargate-service: capacityProviderStrategy", () => {
  const rows: [string, Parameters<typeof capacityProviderStrategy>[0], unknown[]][] = [
    ["on demand only", {}, [{ capacityProvider: "FARGATE", weight: 1 }]],
    [
      "a base on demand, the rest mostly on Spot",
      { onDemandBase: 2, onDemandWeight: 1, spotWeight: 3 },
      [
        { capacityProvider: "FARGATE", base: 2, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 3 },
      ],
    ],
    [
      "Spot only",
      { onDemandWeight: 0, spotWeight: 1 },
      [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    ],
    [
      "a base on demand and nothing else on demand",
      { onDemandBase: 1, onDemandWeight: 0, spotWeight: 1 },
      [
        { capacityProvider: "FARGATE", base: 1, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ],
    ],
  ];
  for (const [what, capacity, expected] of rows) {
    it(`plans ${what}`, () => {
      assert.deepEqual(capacityProviderStrategy(capacity), expected);
    });
  }
});

describe("fargate-service: routeConditions", () => {
  const any = { pathPattern: { values: ["/*"] } };
  const rows: [string, Parameters<typeof routeConditions>[0], unknown[]][] = [
    ["any request", {}, [any]],
    ["any path of no host", { paths: [], hosts: [] }, [any]],
    ["paths", { paths: ["/api/*", "/v1/*"] }, [{ pathPattern: { values: ["/api/*", "/v1/*"] } }]],
    ["hosts", { hosts: ["a.example.com"] }, [{ hostHeader: { values: ["a.example.com"] } }]],
    [
      "paths of hosts",
      { hosts: ["a.example.com"], paths: ["/x"] },
      [{ hostHeader: { values: ["a.example.com"] } }, { pathPattern: { values: ["/x"] } }],
    ],
  ];
  for (const [what, given, expected] of rows) {
    it(`matches ${what}`, () => {
      assert.deepEqual(routeConditions(given), expected);
    });
  }
});

describe("fargate-service: limits of a deployment", () => {
  const rows: [string, Partial<FargateServiceArgs>, ReturnType<typeof serviceTimeouts>][] = [
    ["as they are by default", {}, { create: "20m", update: "20m", delete: "20m" }],
    [
      "as long as the update may take",
      { deployment: { timeoutMinutes: 45 } },
      { create: "45m", update: "45m", delete: "20m" },
    ],
    [
      "with a teardown that outlives the longest deregistration delay",
      { route: { ...route, deregistrationDelaySeconds: 3600 } },
      { create: "20m", update: "20m", delete: "70m" },
    ],
    [
      "with the twenty minutes of a teardown at the edge",
      { route: { ...route, deregistrationDelaySeconds: 600 } },
      { create: "20m", update: "20m", delete: "20m" },
    ],
    [
      "one second past that edge",
      { route: { ...route, deregistrationDelaySeconds: 601 } },
      { create: "20m", update: "20m", delete: "21m" },
    ],
  ];
  for (const [what, given, expected] of rows) {
    it(`are ${what}`, () => {
      assert.deepEqual(
        serviceTimeouts({ ...serviceSettings("web", serviceArgs), ...given }),
        expected,
      );
    });
  }

  it("rebalance zones only where a task may start before another stops", () => {
    assert.equal(zoneRebalancing({}), "ENABLED");
    assert.equal(zoneRebalancing({ maximumPercent: 101 }), "ENABLED");
    assert.equal(zoneRebalancing({ maximumPercent: 100 }), "DISABLED");
  });
});

describe("fargate-service: mountedFileSystems", () => {
  it("names each file system once, whoever mounts it", () => {
    const containers = [
      { name: "web", image: "x", volumes: [volume("b", "two"), volume("a", "one")] },
      { name: "tail", image: "x", volumes: [volume("c", "one")] },
      { name: "plain", image: "x" },
    ];
    assert.deepEqual(mountedFileSystems(containers), [
      { name: "one", securityGroupId: "sg-one" },
      { name: "two", securityGroupId: "sg-two" },
    ]);
  });
});

describe("fargate-service: serviceProblems", () => {
  const problems = (args: Partial<FargateServiceArgs>, name = "web") =>
    serviceProblems(name, serviceSettings(name, { ...serviceArgs, ...args })).map(
      ({ propertyPath, reason }) => `${propertyPath}: ${reason}`,
    );
  const [main] = serviceArgs.containers;
  assert.ok(main !== undefined);
  const closed = [{ ...main, containerPort: undefined }];
  const namespace = { dnsNamespaceId: "ns-1", dnsNamespaceName: "test.internal" };

  const rows: [string, string[], string[]][] = [
    ["a service", problems({}), []],
    [
      "what is wrong with its task too",
      problems({ cpu: 1 }),
      [
        "cpu: 1 is not a size of Fargate; take one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768.",
      ],
    ],
    [
      "a name with a blank",
      problems({ serviceName: "my web" }),
      [
        'serviceName: "my web" may hold only letters, digits, hyphens and underscores, 1 to 255 of them.',
      ],
    ],
    ["a component's name of 24 characters", problems({ route }, "a".repeat(24)), []],
    [
      "one of 25 with a route",
      problems({ route }, "a".repeat(25)),
      [
        `route: the component's name "${"a".repeat(25)}" begins the name of its target group: letters, digits and hyphens, at most 24 of them.`,
      ],
    ],
    ["one of 25 without", problems({}, "a".repeat(25)), []],
    [
      "a route to no port",
      problems({ route, containers: closed }),
      [
        "containers[0].containerPort: is needed where the service has a route: the load balancer sends requests there.",
      ],
    ],
    [
      "five patterns",
      problems({ route: { ...route, paths: ["/a", "/b", "/c"], hosts: ["a", "b"] } }),
      [],
    ],
    [
      "six patterns",
      problems({ route: { ...route, paths: ["/a", "/b", "/c"], hosts: ["a", "b", "c"] } }),
      ["route: paths and hosts are 6 patterns together, and a rule takes 5; use wildcards."],
    ],
    [
      "the longest times of a route",
      problems({
        route: { ...route, deregistrationDelaySeconds: 3600, stickySessionSeconds: 604800 },
      }),
      [],
    ],
    [
      "longer ones",
      problems({
        route: { ...route, deregistrationDelaySeconds: 3601, stickySessionSeconds: 604801 },
      }),
      [
        "route.deregistrationDelaySeconds: 3601 is outside 0 to 3600.",
        "route.stickySessionSeconds: 604801 is outside 1 to 604800 (a week).",
      ],
    ],
    ["Spot only", problems({ capacity: { onDemandWeight: 0, spotWeight: 1 } }), []],
    [
      "no capacity",
      problems({ capacity: { onDemandBase: 1, onDemandWeight: 0 } }),
      ["capacity: onDemandWeight and spotWeight are both 0; ECS needs one above 0."],
    ],
    [
      "a deployment in place",
      problems({ deployment: { minimumHealthyPercent: 0, maximumPercent: 100 } }),
      [],
    ],
    [
      "a deployment that can neither stop nor start",
      problems({ deployment: { maximumPercent: 100 } }),
      [
        "deployment: minimumHealthyPercent 100 must be below maximumPercent 100: a deployment could neither stop a task nor start one.",
      ],
    ],
    ["no task for now", problems({ desiredCount: 0 }), []],
    [
      "half a task",
      problems({ desiredCount: 0.5 }),
      ["desiredCount: 0.5 is not a number of tasks."],
    ],
    [
      "two owners of the number of tasks",
      problems({ desiredCount: 2, scaling: { min: 1, max: 4 } }),
      [
        "desiredCount: has no effect where scaling owns the number of tasks; leave one of them out.",
      ],
    ],
    [
      "what is wrong with its scaling too",
      problems({ scaling: { min: 1, max: 4, requestsPerTarget: { target: 1 } } }),
      [
        "scaling.requestsPerTarget: counts requests of the load balancer, and the service has no route; add one or scale on something else.",
      ],
    ],
    ["A records", problems({ discovery: "dnsA", ...namespace }), []],
    [
      "A records without a port",
      problems({ discovery: "dnsA", containers: closed, ...namespace }),
      [],
    ],
    ["SRV records", problems({ discovery: "dnsSrv", ...namespace }), []],
    [
      "SRV records without a port",
      problems({ discovery: "dnsSrv", containers: closed, ...namespace }),
      ['containers[0].containerPort: is needed for discovery "dnsSrv", which publishes it.'],
    ],
    [
      "records without a namespace",
      problems({ discovery: "dnsA" }),
      [
        'dnsNamespaceId: is needed for discovery "dnsA".',
        'dnsNamespaceName: is needed for discovery "dnsA".',
      ],
    ],
    [
      "a Service Connect server",
      problems({ discovery: "serviceConnect", serviceConnectNamespaceArn: "arn:ns" }),
      [],
    ],
    [
      "one without namespace and port",
      problems({ discovery: "serviceConnect", containers: closed }),
      [
        'serviceConnectNamespaceArn: is needed for discovery "serviceConnect".',
        'containers[0].containerPort: is needed for discovery "serviceConnect", which publishes it.',
      ],
    ],
    ["a Service Connect client", problems({ serviceConnectNamespaceArn: "arn:ns" }), []],
    [
      "an unknown way of discovery",
      problems({ discovery: "dns" }),
      ['discovery: "dns" is unknown; take none, dnsA, dnsSrv, serviceConnect.'],
    ],
    [
      "ways to the internet with a public address",
      problems({ assignPublicIp: true, publicEgressPorts: [80, 443] }),
      [],
    ],
    [
      "ways to the internet without one",
      problems({ publicEgressPorts: [443] }),
      [
        "publicEgressPorts: opens ways to the internet that only a task with a public address has; set assignPublicIp or leave it out.",
      ],
    ],
  ];
  for (const [what, found, expected] of rows) {
    it(`${expected.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
      assert.deepEqual(found, expected);
    });
  }
});
