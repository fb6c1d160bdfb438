import assert from "node:assert/strict";
import { z } from "zod";
import { Dashboard, type DashboardArgs } from "drydock-components";
import { accountId } from "../../drydock/offline/cloud/facts";
import { register, registerInBothModes, type Registered } from "../support";
import { refusals } from "../support/refusals";

const web = {
  serviceName: "web",
  logGroupName: "/shop/test/web",
  targetGroupArnSuffixes: ["targetgroup/web/1", "targetgroup/web-alt/2"],
  alarmNames: ["shop-test-web-errors", "shop-test-web-cpu"],
};
const worker = { serviceName: "worker", logGroupName: "/shop/test/worker" };

const dashboard =
  (args: Partial<DashboardArgs> = {}) =>
  () =>
    new Dashboard("dashboard", {
      dashboardName: "shop-test",
      region: "us-east-2",
      clusterName: "shop-test",
      loadBalancerArnSuffix: "app/shop/1",
      services: [web, worker],
      flowLogGroupName: "/shop/test/flow-logs",
      ...args,
    });

const widget = z.object({
  type: z.string(),
  x: z.int().min(0),
  y: z.int().min(0),
  width: z.int().min(1),
  height: z.int().min(1),
  properties: z.looseObject({
    title: z.string(),
    alarms: z.array(z.string()).optional(),
    metrics: z
      .array(z.array(z.union([z.string(), z.object({ stat: z.string(), label: z.string() })])))
      .default([]),
  }),
});
type Widget = z.output<typeof widget>;

function widgetsOf(registered: Registered, name = "dashboard"): Widget[] {
  const body = registered.json(
    registered.one("cloudwatch/dashboard:Dashboard", name),
    "dashboardBody",
  );
  return z.object({ widgets: z.array(widget) }).parse(body).widgets;
}

function overlap(one: Widget, other: Widget): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** Shows the dashboard's text by AWS's description of it; how it looks takes an account. */
describe("Dashboard", () => {
  it("makes a dashboard and five queries, whose names say whose they are", async () => {
    const { update } = await registerInBothModes(dashboard());
    assert.equal(update.one("cloudwatch/dashboard:Dashboard").inputs["dashboardName"], "shop-test");
    assert.deepEqual(
      update
        .all("cloudwatch/queryDefinition:QueryDefinition")
        .map(({ inputs }) => inputs["name"])
        .sort(),
      [
        "shop-test/errors",
        "shop-test/errors-by-kind",
        "shop-test/errors-by-task",
        "shop-test/rejected-connections",
        "shop-test/volume",
      ],
    );
    assert.equal(
      update.one("drydock:index:Dashboard").outputs["url"],
      "https://us-east-2.console.aws.amazon.com/cloudwatch/home?region=us-east-2#dashboards/dashboard/shop-test",
    );
  });

  it("shows the alarms, the load balancer, and a row for each service", async () => {
    const shown = widgetsOf(await register(dashboard())).map(
      ({ x, y, properties }) => [y, x, properties.title] as const,
    );
    assert.deepEqual(shown, [
      [0, 0, "Alarms"],
      [3, 0, "Load balancer: requests"],
      [3, 12, "Load balancer: answers of its own"],
      [9, 0, "web: tasks and deployments"],
      [9, 6, "web: requests and errors"],
      [9, 12, "web: time to answer"],
      [9, 18, "web: CPU and memory"],
      [15, 0, "worker: tasks and deployments"],
      [15, 12, "worker: CPU and memory"],
    ]);
  });

  it("names alarms by their ARNs", async () => {
    const [alarms] = widgetsOf(await register(dashboard()));
    assert.deepEqual(
      alarms?.properties.alarms,
      web.alarmNames.map((name) => `arn:aws:cloudwatch:us-east-2:${accountId}:alarm:${name}`),
    );
  });

  it("lets a deployment be read: tasks that run, should run and are healthy in both groups", async () => {
    const widgets = widgetsOf(await register(dashboard()));
    const tasks = widgets.find(({ properties }) => properties.title.startsWith("web: tasks"));
    const own = ["ClusterName", "shop-test", "ServiceName", "web"];
    const ofGroup = (group: string) => ["LoadBalancer", "app/shop/1", "TargetGroup", group];
    const insights = (metric: string, label: string) => [
      "ECS/ContainerInsights",
      metric,
      ...own,
      { stat: "Maximum", label },
    ];
    assert.deepEqual(tasks?.properties.metrics, [
      ["AWS/ECS", "CPUUtilization", ...own, { stat: "SampleCount", label: "running" }],
      insights("DesiredTaskCount", "desired"),
      insights("PendingTaskCount", "pending"),
      insights("DeploymentCount", "deployments"),
      [
        "AWS/ApplicationELB",
        "HealthyHostCount",
        ...ofGroup("targetgroup/web/1"),
        { stat: "Minimum", label: "healthy" },
      ],
      [
        "AWS/ApplicationELB",
        "HealthyHostCount",
        ...ofGroup("targetgroup/web-alt/2"),
        { stat: "Minimum", label: "healthy, other group" },
      ],
    ]);
  });

  it("fills 24 columns without a widget over another", async () => {
    const widgets = widgetsOf(await register(dashboard()));
    for (const one of widgets) {
      assert.ok(one.x + one.width <= 24, one.properties.title);
      const over = widgets.filter((other) => other !== one && overlap(one, other));
      assert.deepEqual(over, [], one.properties.title);
    }
  });

  it("begins another after 20 services, and asks for log groups after 50", async () => {
    const services = Array.from({ length: 51 }, (_, index) => ({
      ...web,
      serviceName: `service-${index}`,
      logGroupName: `/shop/test/service-${index}`,
    }));
    const registered = await register(dashboard({ services }));
    assert.deepEqual(
      registered.all("cloudwatch/dashboard:Dashboard").map(({ inputs }) => inputs["dashboardName"]),
      ["shop-test", "shop-test-2", "shop-test-3"],
    );
    const titles = (name: string) =>
      widgetsOf(registered, name).map(({ properties }) => properties.title);
    assert.ok(titles("dashboard").includes("service-19: CPU and memory"));
    assert.ok(titles("dashboard-2").includes("service-20: CPU and memory"));
    const groups = (name: string) =>
      registered.one("cloudwatch/queryDefinition:QueryDefinition", name).inputs["logGroupNames"];
    assert.equal(groups("dashboard-errors"), undefined);
    assert.deepEqual(groups("dashboard-rejected-connections"), ["/shop/test/flow-logs"]);
  });

  it("asks nothing of flow logs that are not there, and shows no requests without a load balancer", async () => {
    const registered = await register(
      dashboard({
        services: [worker],
        flowLogGroupName: undefined,
        loadBalancerArnSuffix: undefined,
      }),
    );
    assert.equal(registered.all("cloudwatch/queryDefinition:QueryDefinition").length, 4);
    assert.deepEqual(
      widgetsOf(registered).map(({ properties }) => properties.title),
      ["worker: tasks and deployments", "worker: CPU and memory"],
    );
    const query = registered.one("cloudwatch/queryDefinition:QueryDefinition", "dashboard-errors");
    assert.deepEqual(query.inputs, {
      name: "shop-test/errors",
      queryString:
        "fields @timestamp, @log, @logStream, @message\n" +
        "| filter @message like /(?i)(error|exception|fatal|panic|traceback)/\n" +
        "| sort @timestamp desc\n| limit 200",
      logGroupNames: ["/shop/test/worker"],
    });
  });

  it("refuses target groups without their load balancer, and a name with spaces", async () => {
    assert.deepEqual(await refusals(dashboard({ loadBalancerArnSuffix: undefined })), [
      "services[0].targetGroupArnSuffixes: The metrics of a target group are those of a load balancer as well. " +
        "Allowed: target groups together with loadBalancerArnSuffix. Add loadBalancerArnSuffix.",
    ]);
    assert.equal((await refusals(dashboard({ dashboardName: "shop test" }))).length, 1);
  });
});
