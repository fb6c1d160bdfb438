import assert from "node:assert/strict";
import { FargateService, type FargateServiceArgs } from "drydock-components";
import { registerInBothModes, type Registered } from "../support";
import { route, serviceArgs } from "./fargate-samples";

const topics = ["one", "two"].map((name) => `arn:aws:sns:us-east-2:111122223333:${name}`);
const everything = { alarms: { latency: { p95Milliseconds: 800 } }, alarmActions: topics, route };

async function registered(args: Partial<FargateServiceArgs>): Promise<Registered> {
  const { update } = await registerInBothModes(() => {
    new FargateService("web", { ...serviceArgs, ...args });
  });
  return update;
}

const kinds = [
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/eventTarget:EventTarget",
];
const told = (service: Registered) =>
  service.resources
    .filter(({ type }) => kinds.includes(type))
    .map(({ name }) => name)
    .sort();

/** Shows what AWS is asked for. When an alarm goes off is in alarm-plans.test.ts; that AWS sends these events takes an account. */
describe("the alarms of a FargateService", () => {
  it("are not there unless asked for", async () => {
    assert.deepEqual(told(await registered({ route })), []);
  });

  it("are one for each thing that is measured, and a rule for what happens, with each topic", async () => {
    const service = await registered(everything);
    assert.deepEqual(told(service), [
      "web-alarm-cpu",
      "web-alarm-errors",
      "web-alarm-healthyTasks",
      "web-alarm-latency",
      "web-alarm-memory",
      "web-deployment",
      "web-deployment",
      "web-deployment-2",
      "web-restarts",
      "web-restarts",
      "web-restarts-2",
    ]);
    assert.deepEqual(
      service.all("cloudwatch/eventTarget:EventTarget").map(({ inputs }) => inputs["arn"]),
      [...topics, ...topics],
    );
  });

  it("are left out by name", async () => {
    const off = { enabled: false };
    const alarms = {
      healthyTasks: off,
      errors: off,
      cpu: off,
      memory: off,
      restarts: false,
      deployment: false,
    };
    assert.deepEqual(told(await registered({ ...everything, alarms })), []);
  });

  it("send no message about events where nobody is told", async () => {
    const service = await registered({ alarms: {}, route });
    assert.deepEqual(told(service), [
      "web-alarm-cpu",
      "web-alarm-errors",
      "web-alarm-healthyTasks",
      "web-alarm-memory",
    ]);
    const alarm = service.one("cloudwatch/metricAlarm:MetricAlarm", "web-alarm-cpu");
    assert.deepEqual(alarm.inputs["alarmActions"], []);
  });

  it("have a name that is known before, and tell the topics of their beginning and end", async () => {
    const service = await registered(everything);
    const group = service.one("lb/targetGroup:TargetGroup").outputs["arnSuffix"];
    const ofGroup = { LoadBalancer: "app/alb/1", TargetGroup: group };
    const metric = { namespace: "AWS/ApplicationELB", stat: "Sum", period: 300 };
    const { inputs } = service.one("cloudwatch/metricAlarm:MetricAlarm", "web-alarm-errors");
    assert.deepEqual(inputs, {
      name: "drydock-test-web-errors",
      alarmDescription:
        "web: more than 1 % of the answers of 5 minutes have a status of 500 or more. First: Look at the dashboard " +
        "whether it began with a deployment: if so, deploy the former version again; if not, run the saved query errors.",
      metricQueries: [
        {
          id: "requests1",
          metric: { ...metric, metricName: "RequestCount", dimensions: ofGroup },
          returnData: false,
        },
        {
          id: "errors1",
          metric: { ...metric, metricName: "HTTPCode_Target_5XX_Count", dimensions: ofGroup },
          returnData: false,
        },
        {
          id: "value",
          expression: "IF(requests1 >= 100, 100 * (FILL(errors1, 0)) / requests1, 0)",
          label: "errors",
          returnData: true,
        },
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: topics,
      okActions: topics,
    });
    assert.deepEqual(service.one("FargateService").outputs["alarmNames"], [
      "drydock-test-web-healthyTasks",
      "drydock-test-web-errors",
      "drydock-test-web-latency",
      "drydock-test-web-cpu",
      "drydock-test-web-memory",
    ]);
  });

  it("watch a metric as it is, where there is nothing to compute", async () => {
    const service = await registered(everything);
    const { inputs } = service.one("cloudwatch/metricAlarm:MetricAlarm", "web-alarm-memory");
    assert.deepEqual(inputs["metricQueries"], [
      {
        id: "memory",
        metric: {
          namespace: "AWS/ECS",
          metricName: "MemoryUtilization",
          stat: "Maximum",
          period: 60,
          dimensions: { ClusterName: "drydock-test", ServiceName: "web" },
        },
        returnData: true,
      },
    ]);
  });

  it("match the events of this service only", async () => {
    const service = await registered(everything);
    const pattern = (name: string) =>
      service.json(service.one("cloudwatch/eventRule:EventRule", name), "eventPattern");
    assert.deepEqual(pattern("web-restarts"), {
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        clusterArn: [serviceArgs.clusterArn],
        group: ["service:web"],
        lastStatus: ["STOPPED"],
        stopCode: ["EssentialContainerExited"],
      },
    });
    assert.deepEqual(pattern("web-deployment"), {
      source: ["aws.ecs"],
      "detail-type": ["ECS Deployment State Change"],
      resources: ["arn:aws:ecs:us-east-2:111122223333:service/drydock-test/web"],
      detail: { eventName: ["SERVICE_DEPLOYMENT_FAILED"] },
    });
  });

  it("turn an event into a sentence", async () => {
    const service = await registered(everything);
    const target = service.one("cloudwatch/eventTarget:EventTarget", "web-deployment");
    assert.deepEqual(target.inputs["inputTransformer"], {
      inputPaths: { reason: "$.detail.reason" },
      inputTemplate:
        '"web: a deployment failed (<reason>). First: Run npx drydock why web. Amazon ECS went back to the former ' +
        'version by itself, unless this was the first one."',
    });
  });
});
