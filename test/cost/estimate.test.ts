import assert from "node:assert/strict";
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cost } from "drydock-components/model/cost";
import { type Estimate, estimateOf, type Subject } from "../../drydock/cost/estimate";
import { isOld, ownPricesFile, priced, pricesAt } from "../../drydock/cost/prices";
import { readBaseline } from "../../drydock/offline/preview/baseline";
import type { SnapshotResource } from "../../drydock/offline/preview/snapshot";
import { snapshotOf } from "../../drydock/offline/preview/snapshot";
import { runProgram, root } from "../program/run-program";

type Resources = Record<string, SnapshotResource>;

const shipped = pricesAt(join(root, "drydock"));
const hours = 730;

function estimate(resources: Resources, more: Partial<Subject> = {}): Estimate {
  const assumptions = cost.parse({});
  const subject = {
    region: "us-east-2",
    lifecycle: "protected" as const,
    assumptions,
    resources,
    ...more,
  };
  const result = estimateOf(subject, shipped);
  if ("refused" in result) assert.fail(result.refused);
  return result;
}

const accepted = (stack: string): Resources =>
  readBaseline(join(root, `Pulumi.${stack}.baseline.json`))?.resources ?? assert.fail(stack);

async function exampleOf(name: string): Promise<Resources> {
  const file = join(root, "examples", name, "Pulumi.example.yaml");
  const { capture } = await runProgram(file, false);
  return snapshotOf(capture, root).resources;
}

/** Within 2 %, of the sum by hand. */
function agrees({ fixedUsd }: Estimate, byHand: number): void {
  assert.ok(Math.abs(fixedUsd - byHand) <= byHand * 0.02, `${fixedUsd}, by hand ${byHand}`);
}

// Prices of us-east-2, written here once more.
const task = (vcpu: number, gb: number) => hours * (vcpu * 0.04048 + gb * 0.004445);
const balancer = (zones: number) => hours * (0.0225 + zones * 0.005);
const endpoints = (number: number, zones: number) => number * zones * 0.01 * hours;

describe("the estimate of cost", () => {
  it("agrees with a calculation by hand of the test environment", () => {
    const test = estimate(accepted("test"), { lifecycle: "disposable" });
    // One task of 0.25 vCPU, a load balancer in 2 zones, 5 endpoints in one, a secret, 6 metrics in alarms.
    agrees(test, task(0.25, 0.5) + balancer(2) + endpoints(5, 1) + 0.4 + 0.6);
    // Three more tasks 2 hours of 24; 50 GB, 20 GB, 2 GB of logs kept 14 days, 5 GB of files.
    const use = (3 * 2 * task(0.25, 0.5)) / 24 + 50 * 0.008 + 20 * 0.01 + 2 * 0.5 + 5 * 0.3;
    assert.ok(Math.abs(test.useUsd - use - 2 * 0.03 * (14 / 30)) < 0.01, String(test.useUsd));
  });

  it("agrees with a calculation by hand of production", () => {
    // Three tasks of 0.5 vCPU, 3 zones, 6 endpoints, a key, a secret, 6 metrics in alarms.
    const byHand = 3 * task(0.5, 1) + balancer(3) + endpoints(6, 3) + 1 + 0.4 + 0.6;
    agrees(estimate(accepted("production")), byHand);
  });

  it("agrees with a calculation by hand of an example with a NAT gateway in each zone", async () => {
    const resources = await exampleOf("private-and-discovered");
    const byHand = 4 * task(0.25, 0.5) + balancer(3) + 3 * hours * (0.045 + 0.005) + 1;
    agrees(estimate(resources), byHand);
  });

  it("agrees with a calculation by hand of an example on ARM64 and Spot", async () => {
    const resources = await exampleOf("worker-fleet");
    const fleet = estimate(resources);
    // One task of the shop, 5 endpoints in 3 zones, a key, 11 metrics in alarms; nothing of the workers, which start at none.
    agrees(fleet, task(0.25, 0.5) + endpoints(5, 3) + 1 + 1.1);
    // 5,000 tasks of 0.25 vCPU and 1 GB, 2 hours of 24, at 30 % of the price.
    const arm = hours * (0.25 * 0.03238 + 0.00356);
    const tasks = fleet.parts.find(({ part }) => part === "tasks of worker")?.useUsd ?? 0;
    assert.ok(Math.abs(tasks - (5000 * 0.3 * arm * 2) / 24) < 1, String(tasks));
  });

  it("counts a base of tasks on demand before Spot, and their addresses", () => {
    const resources: Resources = {
      task: {
        type: "aws:ecs/taskDefinition:TaskDefinition",
        name: "web",
        inputs: {
          family: "shop-web",
          cpu: "1024",
          memory: "2048",
          ephemeralStorage: { sizeInGib: 30 },
        },
      },
      service: {
        type: "aws:ecs/service:Service",
        name: "web",
        inputs: {
          name: "web",
          cluster: "arn:aws:ecs:us-east-2:111122223333:cluster/shop",
          taskDefinition: "arn:aws:ecs:us-east-2:111122223333:task-definition/shop-web:7",
          desiredCount: 4,
          networkConfiguration: { assignPublicIp: true },
          capacityProviderStrategies: [
            { capacityProvider: "FARGATE", base: 2, weight: 1 },
            { capacityProvider: "FARGATE_SPOT", weight: 1 },
          ],
        },
      },
    };
    // Three on demand, one on Spot at 30 %.
    const weighed = 3.3;
    agrees(
      estimate(resources),
      weighed * (task(1, 2) + hours * (10 * 0.000111)) + weighed * hours * 0.005,
    );
  });

  it("tells the difference to what was accepted", () => {
    const [before, resources] = [accepted("test"), { ...accepted("test") }];
    const nat: SnapshotResource = {
      type: "aws:ec2/natGateway:NatGateway",
      name: "nat",
      inputs: {},
    };
    const { since } = estimate({ ...resources, nat }, { before });
    assert.deepEqual([since?.fixedUsd.toFixed(2), since?.useUsd.toFixed(2)], ["32.85", "0.00"]);
    assert.equal(estimate(resources).since, undefined);
  });

  it("names the largest savings, at most three, in numbers", () => {
    const remarks = estimate(accepted("production")).remarks.map(
      ({ text, savingUsd }) => `${Math.round(savingUsd)} ${text.split(/[:(]/, 1)[0] ?? ""}`,
    );
    assert.deepEqual(remarks, [
      "95 6 endpoints in 3 zones cost more than one NAT gateway ",
      "88 6 endpoints in 3 zones",
      "11 tasks on ARM64 ",
    ]);
    const nights = estimate(accepted("test"), { lifecycle: "disposable" }).remarks[0];
    assert.match(nights?.text ?? "", /^no tasks at night and at weekends \(scaling\.schedules\)/);
    assert.equal(nights?.savingUsd.toFixed(2), (task(0.25, 0.5) * (1 - 60 / 168)).toFixed(2));
    assert.deepEqual(
      estimate(accepted("test"), { lifecycle: "protected" }).remarks.map(({ text }) => text),
      ["tasks on ARM64 (architecture: ARM64), where the images are built for it"],
    );
  });

  describe("of an idle zone", () => {
    const made = (type: string, inputs: SnapshotResource["inputs"]): SnapshotResource => ({
      type: `aws:${type}`,
      name: "web",
      inputs,
    });
    const subnets = (zones: number) => Array.from({ length: zones }, (_, at) => `subnet-${at}`);
    const web = (tasks: number): Resources => ({
      task: made("ecs/taskDefinition:TaskDefinition", {
        family: "web",
        cpu: "256",
        memory: "512",
        runtimePlatform: { cpuArchitecture: "ARM64" },
      }),
      service: made("ecs/service:Service", {
        taskDefinition: "arn:aws:ecs:us-east-2:111122223333:task-definition/web:1",
        desiredCount: tasks,
      }),
    });
    const endpoint = (zones: number) =>
      made("ec2/vpcEndpoint:VpcEndpoint", {
        vpcEndpointType: "Interface",
        subnetIds: subnets(zones),
      });
    const balancer = (zones: number, internal = false) =>
      made("lb/loadBalancer:LoadBalancer", { internal, subnets: subnets(zones) });
    const nat = made("ec2/natGateway:NatGateway", {});
    const savings = (resources: Resources): string[] =>
      estimate(resources).remarks.map(({ text, savingUsd }) => `${savingUsd.toFixed(2)} ${text}`);
    const idle = (resources: Resources) =>
      savings(resources).filter((text) => text.includes("stand idle"));

    it("counts endpoints, NAT gateways and addresses beyond the fewest tasks, once", () => {
      const resources = { ...web(1), one: endpoint(2), two: endpoint(2), nat1: nat, nat2: nat };
      // Two endpoints, a gateway and its address for a month.
      assert.deepEqual(savings(resources), [
        `${(hours * (2 * 0.01 + 0.045 + 0.005)).toFixed(2)} 1 task at the fewest: 2 endpoint addresses (network.endpointZones: 1) and 1 NAT gateway (network.natGateways: single) in zones that stand idle until there are more`,
      ]);
      assert.deepEqual(
        idle({ ...web(2), balancer: balancer(3), nat1: nat, nat2: nat, nat3: nat }),
        [
          `${(hours * (0.05 + 0.005)).toFixed(2)} 2 tasks at the fewest: 1 NAT gateway (network.availabilityZones: 2) and 1 load-balancer address (network.availabilityZones: 2) in zones that stand idle until there are more`,
        ],
      );
    });

    it("says nothing where each zone can have a task, or a load balancer needs it", () => {
      const all = { one: endpoint(2), nat1: nat, nat2: nat, balancer: balancer(2) };
      assert.deepEqual(idle({ ...web(2), ...all }), []);
      assert.deepEqual(idle({ ...web(1), balancer: balancer(2), other: balancer(3, true) }), []);
    });

    it("says nothing of a network without services, or with those of other stacks", () => {
      assert.deepEqual(idle({ one: endpoint(2) }), []);
      const parameter = (name: string) => made("ssm/parameter:Parameter", { name });
      const shared = { ...web(1), one: endpoint(2) };
      assert.deepEqual(idle({ ...shared, ssm: parameter("/drydock/company/contract") }), []);
      assert.equal(idle({ ...shared, ssm: parameter("/shop/flag") }).length, 1);
    });

    it("counts one zone for services that scale to none", () => {
      assert.match(idle({ ...web(0), one: endpoint(2) })[0] ?? "", /^7\.30 1 task at the fewest/);
    });
  });

  it("says what it does not count: use, other services, and prices that are not known", () => {
    const database: SnapshotResource = {
      type: "aws:rds/instance:Instance",
      name: "db",
      inputs: {},
    };
    const { notCounted } = estimate({ ...accepted("test"), database });
    assert.deepEqual(notCounted, [
      "metrics of Container Insights",
      "stored images",
      "dashboards beyond an account's first three",
      "stored objects",
      "flow logs",
      "rds/instance",
      "taxes",
      "data to the internet",
      "data between zones",
    ]);
    const sydney = estimate(accepted("test"), { region: "ap-southeast-2" });
    assert.deepEqual(sydney.notCounted.slice(0, 2), [
      "data through load balancers (price not known)",
      "log lines (price not known)",
    ]);
  });

  it("refuses a region without prices", () => {
    const subject = {
      region: "eu-north-1",
      lifecycle: "protected" as const,
      assumptions: cost.parse({}),
      resources: {},
    };
    assert.deepEqual(estimateOf(subject, shipped), {
      refused:
        "no prices of eu-north-1: there are those of ap-northeast-1, ap-southeast-1, ap-southeast-2, eu-central-1, " +
        "eu-west-1, eu-west-2, us-east-1, us-east-2, us-west-2. npx drydock prices update --region eu-north-1 reads others",
    });
  });
});

describe("the price file", () => {
  it("has a source for each figure, of a day that was", () => {
    const used = Object.values(shipped.regions).flatMap((prices) =>
      Object.values(prices).map((price) => price?.source ?? ""),
    );
    assert.deepEqual([...new Set(used)].sort(), Object.keys(shipped.sources).sort());
    // A price that was added later does not make the others newer.
    for (const { read } of Object.values(shipped.sources)) {
      assert.ok(Date.parse(read) <= Date.now(), read);
    }
    assert.ok(Object.keys(shipped.regions).length >= 6);
    for (const prices of Object.values(shipped.regions)) {
      assert.ok(Object.keys(prices).every((key) => key in priced));
    }
  });

  it("is old after 180 days", () => {
    const prices = { date: "2026-01-01" };
    assert.equal(isOld(prices, new Date("2026-06-30T00:00:00Z")), false);
    assert.equal(isOld(prices, new Date("2026-06-30T00:00:01Z")), true);
  });

  it("is refused where it is none, by what is wrong", () => {
    const folder = mkdtempSync(join(tmpdir(), "prices-"));
    try {
      const path = join(folder, ownPricesFile);
      writeFileSync(path, JSON.stringify({ ...shipped, date: "yesterday" }));
      assert.throws(
        () => pricesAt(folder),
        /^UsageError: aws-prices\.json is no price file: date /,
      );
      writeFileSync(path, "{");
      assert.throws(() => pricesAt(folder), /Write it again with npx drydock prices update/);
      writeFileSync(path, readFileSync(join(root, "drydock/cost/list-prices.json")));
      assert.equal(pricesAt(folder).date, shipped.date);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
