// Not proved here: that ECS has the service under this name. test/engine/platform.engine.ts creates it so.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { arn, deployed, type Past, scaledWeb, waiting } from "./deployed";
import { AwsError, type Script } from "./emulator";
import { fakePlugin } from "./plugin";
import { stage } from "./stage";

const shop = join(__dirname, "../../examples/platform/shop");

/** A service of each kind of stack as ECS has it: in a cluster of its own, and in a platform's. */
const kinds = [
  { stack: "live", cluster: "shop-live", service: "web" },
  { stack: "web", cluster: "platform-test", service: "shop-web-web" },
] as const;

type Kind = (typeof kinds)[number];

/** An account that has this service alone. */
function world({ service, cluster }: Kind, history: readonly Past[]): Script {
  const answers = deployed(history, { serviceName: service, enableExecuteCommand: true });
  const taskArn = arn(`task/${cluster}/0123456789abcdef`);
  const notFound = new AwsError("ServiceNotFoundException", "Service not found.");
  const agent = { name: "ExecuteCommandAgent", lastStatus: "RUNNING" } as const;
  return {
    ...answers,
    DescribeServices: ({ services }) => {
      const found = Array.isArray(services) && services.includes(service);
      return found && typeof answers.DescribeServices === "object"
        ? answers.DescribeServices
        : { services: [] };
    },
    ListTasks: ({ serviceName }) => (serviceName === service ? { taskArns: [taskArn] } : notFound),
    DescribeTasks: {
      tasks: [
        {
          taskArn,
          lastStatus: "STOPPED",
          containers: [{ name: "web", exitCode: 0, managedAgents: [agent] }],
        },
      ],
    },
    DescribeTaskDefinition: { taskDefinition: { family: "shop", containerDefinitions: [] } },
    DescribeScalableTargets: {
      ScalableTargets: [{ ...scaledWeb, ResourceId: `service/${cluster}/${service}` }],
    },
    DescribeScalingActivities: { ScalingActivities: [] },
    RegisterScalableTarget: {},
    DescribeAlarms: { MetricAlarms: [] },
    RunTask: { tasks: [{ taskArn }] },
    ExecuteCommand: { session: {} },
    StopServiceDeployment: { serviceDeploymentArn: "one" },
  };
}

const finished: readonly Past[] = [{ revision: 12 }];
const commands: readonly {
  readonly line: string;
  readonly history?: readonly Past[];
  readonly code?: number;
  /** The request that names the service. */
  readonly asks: keyof Script;
}[] = [
  { line: "status web", asks: "DescribeScalableTargets" },
  { line: "status web", asks: "ListTasks" },
  { line: "why web", asks: "ListServiceDeployments" },
  { line: "deployments web", asks: "ListServiceDeployments" },
  // The exit code of the plugin that stands in.
  { line: "exec web", asks: "ListTasks", code: 7 },
  { line: "run web -- true", asks: "DescribeServices" },
  { line: "scale web --max 9 --yes", asks: "RegisterScalableTarget" },
  { line: "scale web 3 --yes", asks: "UpdateService" },
  { line: "restart web --yes", asks: "UpdateService" },
  { line: "approve web --yes", asks: "ListServiceDeployments", history: [waiting] },
  { line: "rollback web --yes", asks: "ListServiceDeployments", history: [waiting] },
];

describe("drydock on a service in its own cluster, and in a platform's", () => {
  const on = stage();
  before(() => {
    fakePlugin(join(on.folder, "bin"));
    for (const file of ["Pulumi.web.yaml", "platform.test.json"]) {
      copyFileSync(join(shop, file), join(on.folder, file));
    }
  });
  const run = (stack: string, line: string) =>
    on.run(line.split(" ").toSpliced(2, 0, "--stack", stack), {
      isTerminal: true,
      shell: { PATH: `${join(on.folder, "bin")}:/usr/bin:/bin`, WRITTEN: join(on.folder, "out") },
    });

  for (const kind of kinds) {
    for (const { line, asks, history = finished, code = 0 } of commands) {
      it(`finds ${kind.service} in ${kind.cluster}: ${line}, by ${asks}`, async () => {
        on.emulator.answers = world(kind, history);
        const outcome = await run(kind.stack, line);
        assert.equal(outcome.code, code, outcome.out + outcome.err);
        const requests = on.asked(asks).map((request) => JSON.stringify(request));
        assert.ok(requests.length > 0);
        for (const request of requests) {
          assert.match(request, new RegExp(`"(service/${kind.cluster}/)?${kind.service}"`));
          assert.match(request, new RegExp(`["/]${kind.cluster}["/]`));
        }
        assert.doesNotMatch(outcome.out + outcome.err, /shop-web-web/);
      });
    }
  }

  it("names a service that was never created as ECS would", async () => {
    on.emulator.answers = { DescribeServices: { services: [] } };
    const { err } = await run("web", "restart web --yes");
    assert.match(err, /^The cluster platform-test has no service shop-web-web: it was never/);
  });
});
