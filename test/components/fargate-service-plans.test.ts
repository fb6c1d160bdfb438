// The decisions of a service, as plain data. Not proved here: that ECS behaves by them.
import * as assert from "node:assert/strict";
import type { FargateServiceArgs } from "drydock-components";
import { capacityProviderStrategy } from "../../components/fargate-service/capacity";
import { serviceTimeouts, zoneRebalancing } from "../../components/fargate-service/ecs-service";
import { routeConditions } from "../../components/internal/listener-conditions";
import { mountedFileSystems } from "../../components/fargate-service/security-rules";
import { serviceSettings } from "../../components/fargate-service/settings";
import { containers, refusals, route, serviceArgs, volume } from "./fargate-samples";

describe("fargate-service: capacityProviderStrategy", () => {
  const rows: [string, NonNullable<FargateServiceArgs["capacity"]>, unknown[]][] = [
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
      const settings = serviceSettings("web", { ...serviceArgs, capacity });
      assert.deepEqual(capacityProviderStrategy(settings.capacity), expected);
    });
  }
});

describe("fargate-service: routeConditions", () => {
  const any = { pathPattern: { values: ["/*"] } };
  const rows: [string, Partial<Parameters<typeof routeConditions>[0]>, unknown[]][] = [
    ["any request", {}, [any]],
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
      assert.deepEqual(routeConditions({ paths: [], hosts: [], ...given }), expected);
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
        serviceTimeouts(serviceSettings("web", { ...serviceArgs, ...given })),
        expected,
      );
    });
  }

  it("rebalance zones only where a task may start before another stops", () => {
    assert.equal(zoneRebalancing({ maximumPercent: 101 }), "ENABLED");
    assert.equal(zoneRebalancing({ maximumPercent: 100 }), "DISABLED");
  });
});

describe("fargate-service: mountedFileSystems", () => {
  it("names each file system once, whoever mounts it", () => {
    const settings = containers({
      volumes: { b: volume("b", "two"), a: volume("a", "one") },
      sidecars: {
        tail: { image: "x:1", volumes: { c: volume("c", "one") } },
        plain: { image: "x:1" },
      },
    });
    assert.deepEqual(mountedFileSystems(settings), [
      { name: "one", securityGroupId: "sg-one" },
      { name: "two", securityGroupId: "sg-two" },
    ]);
  });
});

// The rules are the model's, and test/config has them on both sides: here is that a service obeys each of them, and what
// only arguments have.
describe("fargate-service: serviceSettings", () => {
  const problems = (args: Partial<FargateServiceArgs>, name = "web") =>
    refusals(() => serviceSettings(name, { ...serviceArgs, ...args }));
  const closed = { containerPort: undefined };
  const namespace = { dnsNamespaceId: "ns-1", dnsNamespaceName: "test.internal" };

  const rows: [string, string[], string[]][] = [
    ["a service", problems({}), []],
    ["what is wrong with its task too", problems({ cpu: 1 }), ["cpu"]],
    ["a name with a blank", problems({ serviceName: "my web" }), ["serviceName"]],
    ["a component's name of 24 characters", problems({ route }, "a".repeat(24)), []],
    ["one of 25 with a route", problems({ route }, "a".repeat(25)), ["route"]],
    ["one of 25 without", problems({}, "a".repeat(25)), []],
    ["a route to no port", problems({ route, ...closed }), ["route"]],
    [
      "five patterns",
      problems({ route: { ...route, paths: ["/a", "/b", "/c"], hosts: ["a", "b"] } }),
      [],
    ],
    [
      "six patterns",
      problems({ route: { ...route, paths: ["/a", "/b", "/c"], hosts: ["a", "b", "c"] } }),
      ["route"],
    ],
    ["a pattern twice", problems({ route: { ...route, paths: ["/a", "/a"] } }), ["route.paths[1]"]],
    [
      "longer times of a route than there are",
      problems({
        route: { ...route, deregistrationDelaySeconds: 3601, stickySessionSeconds: 604801 },
      }),
      ["route.deregistrationDelaySeconds", "route.stickySessionSeconds"],
    ],
    ["Spot only", problems({ capacity: { onDemandWeight: 0, spotWeight: 1 } }), []],
    ["no capacity", problems({ capacity: { onDemandBase: 1, onDemandWeight: 0 } }), ["capacity"]],
    [
      "a deployment in place",
      problems({ deployment: { minimumHealthyPercent: 0, maximumPercent: 100 } }),
      [],
    ],
    [
      "a deployment that can neither stop nor start",
      problems({ deployment: { maximumPercent: 100 } }),
      ["deployment"],
    ],
    ["no task for now", problems({ desiredCount: 0 }), []],
    ["half a task", problems({ desiredCount: 0.5 }), ["desiredCount"]],
    [
      "two owners of the number of tasks",
      problems({ desiredCount: 2, scaling: { min: 1, max: 4, cpuPercent: { target: 60 } } }),
      ["desiredCount"],
    ],
    [
      "what is wrong with its scaling too",
      problems({ scaling: { min: 1, max: 4, requestsPerTarget: { target: 1 } } }),
      ["scaling.requestsPerTarget"],
    ],
    ["A records", problems({ discovery: "dnsA", ...namespace }), []],
    ["A records without a port", problems({ discovery: "dnsA", ...closed, ...namespace }), []],
    ["SRV records", problems({ discovery: "dnsSrv", ...namespace }), []],
    [
      "SRV records without a port",
      problems({ discovery: "dnsSrv", ...closed, ...namespace }),
      ["discovery"],
    ],
    [
      "records without a namespace",
      problems({ discovery: "dnsA" }),
      ["dnsNamespaceId", "dnsNamespaceName"],
    ],
    [
      "a Service Connect server",
      problems({ discovery: "serviceConnect", serviceConnectNamespaceArn: "arn:ns" }),
      [],
    ],
    [
      "one without namespace and port",
      problems({ discovery: "serviceConnect", ...closed }),
      ["discovery", "serviceConnectNamespaceArn"],
    ],
    ["a Service Connect client", problems({ serviceConnectNamespaceArn: "arn:ns" }), []],
    [
      "ways to the internet with a public address",
      problems({ assignPublicIp: true, publicEgressPorts: [80, 443] }),
      [],
    ],
    [
      "ways to the internet without one",
      problems({ publicEgressPorts: [443] }),
      ["publicEgressPorts"],
    ],
  ];
  for (const [what, found, expected] of rows) {
    it(`${expected.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
      assert.deepEqual(
        found.map((line) => line.slice(0, line.indexOf(": "))),
        expected,
        found.join("\n"),
      );
    });
  }
});
