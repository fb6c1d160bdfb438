// The resources a service makes. Not proved here: what its plans hold (fargate-service-plans, -scaling), and how
// a deployment ends (test/engine/deployments.engine.ts).
import * as assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FargateService, type FargateServiceArgs } from "drydock-components";
import { textsAt } from "../../drydock/offline/cloud/values";
import { valueAt } from "drydock-components/model/check/path";
import { registerInBothModes, type Registered } from "../support";
import { route, serviceArgs, volume } from "./fargate-samples";

const CERTIFICATE = "arn:aws:acm:us-east-2:111122223333:certificate/1";
const BALANCER = "arn:aws:elasticloadbalancing:us-east-2:111122223333:loadbalancer/net/w/1";

async function registered(
  args: Partial<FargateServiceArgs> = {},
  optsInside: () => pulumi.ComponentResourceOptions = () => ({}),
): Promise<Registered> {
  const { update } = await registerInBothModes(() => {
    const service = new FargateService("web", { ...serviceArgs, ...args }, optsInside());
    return {
      ...(service.execCommand && { execCommand: service.execCommand }),
      ...(service.discoveryName && { discoveryName: service.discoveryName }),
    };
  });
  return update;
}

/** Names of what the service makes beside its task. */
function besideTask(service: Registered): string[] {
  const task = service.one("FargateTask");
  const ofTask = new Set(service.childrenOf(task).map(({ urn }) => urn));
  return service.resources
    .filter(({ urn }) => urn !== task.urn && !ofTask.has(urn))
    .map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`)
    .sort();
}

/** The service's own inputs that an argument changes. */
function difference(service: Registered, base: Registered): Record<string, unknown> {
  const before = base.one("ecs/service:Service").inputs;
  const after = service.one("ecs/service:Service").inputs;
  return Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, after[key]]),
  );
}

describe("FargateService", () => {
  it("makes a task, a closed security group and a service, and nothing that was not asked for", async () => {
    const service = await registered();
    assert.deepEqual(besideTask(service), [
      "FargateService web",
      "SecurityGroup web",
      "Service web",
    ]);
    assert.deepEqual(service.one("SecurityGroup").inputs, {
      description: "Tasks of web",
      vpcId: "vpc-1",
    });
  });

  it("needs no more than where to run and what", async () => {
    const { update } = await registerInBothModes(() => {
      new FargateService("web", {
        region: "us-east-2",
        clusterArn: "arn:cluster",
        clusterName: "c",
        vpcId: "vpc-1",
        subnetIds: ["subnet-a"],
        workloadSecurityGroupId: "sg-workload",
        image: "app:1",
      });
    });
    const { family, cpu, memory } = update.one("TaskDefinition").inputs;
    const { name, retentionInDays } = update.one("LogGroup").inputs;
    assert.deepEqual(
      { family, cpu, memory, name, retentionInDays },
      { family: "web", cpu: "256", memory: "512", name: undefined, retentionInDays: 365 },
    );
    assert.equal(update.one("ecs/service:Service").inputs["name"], "web");
  });

  it("is deployed again by AWS when one of its secrets is rotated, and may do no more", async () => {
    const secret = "arn:aws:secretsmanager:us-east-2:111122223333:secret:db-AbCdEf";
    const service = await registered({ redeployOnRotationOf: [secret] });
    const without = besideTask(await registered());
    assert.deepEqual(
      besideTask(service).filter((made) => !without.includes(made)),
      [
        "EventRule web-rotation",
        "EventTarget web-rotation",
        "Role web-redeployment",
        "Role web-rotation",
        "RolePolicy web-redeployment",
        "RolePolicy web-rotation",
        "StateMachine web-rotation",
      ],
    );
    assert.deepEqual(service.json(service.one("EventRule"), "eventPattern"), {
      source: ["aws.secretsmanager"],
      "detail-type": ["Secret Label Updated"],
      resources: [secret],
      detail: { labelUpdated: ["AWSCURRENT"] },
    });
    const allowed = (role: string): unknown =>
      valueAt(service.json(service.one("iam/rolePolicy:RolePolicy", role), "policy"), [
        "Statement",
      ]);
    assert.deepEqual(allowed("web-redeployment"), [
      {
        Sid: "DeployAgain",
        Effect: "Allow",
        Action: ["ecs:UpdateService"],
        Resource: ["arn:aws:ecs:us-east-2:111122223333:service/drydock-test/web"],
      },
    ]);
    const machine = service.one("sfn/stateMachine:StateMachine");
    assert.deepEqual(allowed("web-rotation"), [
      {
        Sid: "StartDeployment",
        Effect: "Allow",
        Action: ["states:StartExecution"],
        Resource: [machine.outputs["arn"]],
      },
    ]);
    assert.deepEqual(valueAt(service.json(machine, "definition"), ["States"]), {
      Deploy: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:ecs:updateService",
        Arguments: {
          Cluster: serviceArgs.clusterArn,
          Service: "web",
          ForceNewDeployment: true,
        },
        Retry: [
          { ErrorEquals: ["States.ALL"], IntervalSeconds: 30, MaxAttempts: 5, BackoffRate: 2 },
        ],
        End: true,
      },
    });
  });

  it("scales on the messages of a queue for each task", async () => {
    const service = await registered({
      scaling: {
        min: 0,
        max: 4,
        backlogs: {
          orders: { queueName: "shop-orders", secondsPerMessage: 2, maxLatencySeconds: 120 },
        },
      },
    });
    const ofQueue = (id: string, metricName: string, stat: string) => ({
      id,
      metricStat: {
        metric: {
          namespace: "AWS/SQS",
          metricName,
          dimensions: [{ name: "QueueName", value: "shop-orders" }],
        },
        stat,
      },
      returnData: false,
    });
    const { inputs } = service.one("appautoscaling/policy:Policy", "web-backlog-orders");
    assert.deepEqual(inputs["targetTrackingScalingPolicyConfiguration"], {
      targetValue: 60,
      scaleInCooldown: 300,
      scaleOutCooldown: 60,
      customizedMetricSpecification: {
        metrics: [
          ofQueue("visible", "ApproximateNumberOfMessagesVisible", "Maximum"),
          ofQueue("taken", "ApproximateNumberOfMessagesNotVisible", "Maximum"),
          ofQueue("sent", "NumberOfMessagesSent", "Sum"),
          {
            id: "tasks",
            metricStat: {
              metric: {
                namespace: "ECS/ContainerInsights",
                metricName: "RunningTaskCount",
                dimensions: [
                  { name: "ClusterName", value: "drydock-test" },
                  { name: "ServiceName", value: "web" },
                ],
              },
              stat: "Average",
            },
            returnData: false,
          },
          {
            id: "value",
            expression:
              "(FILL(visible, 0) + FILL(taken, 0) + FILL(sent, 0) * 120 / 60) / IF(FILL(tasks, 0) > 0, FILL(tasks, 0), 1) + " +
              "IF(FILL(tasks, 0) > 0, 0, IF((FILL(visible, 0) + FILL(taken, 0) + FILL(sent, 0) * 120 / 60) > 0, 60, 0))",
            returnData: true,
          },
        ],
      },
    });
  });

  it("runs private, rolls back, waits until it is stable, and pays for on demand only", async () => {
    const service = await registered();
    const { inputs, customTimeouts, deleteBeforeReplace, ignoreChanges } =
      service.one("ecs/service:Service");
    assert.deepEqual(inputs, {
      name: "web",
      cluster: serviceArgs.clusterArn,
      taskDefinition: service.one("TaskDefinition").outputs["arn"],
      desiredCount: 1,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      forceNewDeployment: true,
      platformVersion: "LATEST",
      networkConfiguration: {
        subnets: ["subnet-a", "subnet-b"],
        securityGroups: ["sg-workload", service.one("SecurityGroup").outputs["id"]],
        assignPublicIp: false,
      },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      availabilityZoneRebalancing: "ENABLED",
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
    });
    assert.deepEqual(customTimeouts, { create: "20m", update: "20m", delete: "20m" });
    assert.equal(deleteBeforeReplace, true);
    assert.deepEqual(ignoreChanges, []);
  });

  it("adds target group, rule and one way in behind a load balancer", async () => {
    const [service, base] = [await registered({ route }), await registered()];
    assert.deepEqual(besideTask(service), [
      "FargateService web",
      "ListenerRule web",
      "SecurityGroup web",
      "SecurityGroupEgressRule web-load-balancer-out",
      "SecurityGroupIngressRule web-load-balancer-in",
      "Service web",
      "ServiceConnection web-load-balancer",
      "TargetGroup web",
    ]);
    const targetGroup = service.one("TargetGroup");
    const targetGroupArn = targetGroup.outputs["arn"];
    assert.deepEqual(targetGroup.inputs, {
      vpcId: "vpc-1",
      // Not the container's: it cannot change, and ECS registers every task with its own.
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
      deregistrationDelay: 30,
      healthCheck: {
        protocol: "HTTP",
        port: "traffic-port",
        path: "/",
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      stickiness: { type: "lb_cookie", enabled: false, cookieDuration: 86400 },
    });
    assert.deepEqual(service.one("ListenerRule").inputs, {
      listenerArn: route.listenerArn,
      conditions: [{ pathPattern: { values: ["/*"] } }],
      actions: [{ type: "forward", targetGroupArn }],
    });
    assert.deepEqual(difference(service, base), {
      loadBalancers: [{ targetGroupArn, containerName: "web", containerPort: 8080 }],
      healthCheckGracePeriodSeconds: 60,
    });
  });

  it("passes the failure of a load balancer on through its target group, since that depends on it", async () => {
    const { update } = await registerInBothModes(() => {
      const { arnSuffix: loadBalancerArnSuffix } = new aws.lb.LoadBalancer("alb");
      new FargateService("web", { ...serviceArgs, route: { ...route, loadBalancerArnSuffix } });
    });
    const [balancer, group] = [update.one("LoadBalancer"), update.one("TargetGroup")];
    assert.deepEqual(group.dependencies, [balancer.urn]);
  });

  it("adds a second target group and the role with which ECS moves requests to it", async () => {
    const deployment = { strategy: "canary" as const, alarmNames: ["web-errors"], approval: {} };
    const service = await registered({
      route,
      deployment,
      scaling: { min: 1, max: 4, requestsPerTarget: { target: 500 } },
    });
    const [base] = [await registered({ route })];
    assert.deepEqual(
      besideTask(service).filter((one) => !besideTask(base).includes(one)),
      [
        "Policy web-requests",
        "Role web-deployment",
        "RolePolicy web-deployment",
        "Target web",
        "TargetGroup web-alt",
      ],
    );
    const [primary, alternate] = service
      .all("lb/targetGroup:TargetGroup")
      .map(({ outputs }) => outputs["arn"]);
    const rule = service.one("ListenerRule");
    assert.deepEqual(rule.inputs["actions"], [
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: primary, weight: 1 },
            { arn: alternate, weight: 0 },
          ],
          stickiness: { enabled: false, duration: 3600 },
        },
      },
    ]);
    assert.deepEqual(rule.ignoreChanges, [
      "actions[0].forward.targetGroups[0]",
      "actions[0].forward.targetGroups[1]",
    ]);
    const ecs = service.one("ecs/service:Service");
    const role = service.resources.find(
      ({ name, type }) => name === "web-deployment" && type.endsWith(":Role"),
    );
    assert.deepEqual(difference(service, base), {
      loadBalancers: [
        {
          targetGroupArn: primary,
          containerName: "web",
          containerPort: 8080,
          advancedConfiguration: {
            alternateTargetGroupArn: alternate,
            productionListenerRule: rule.outputs["arn"],
            roleArn: role?.outputs["arn"],
          },
        },
      ],
      deploymentConfiguration: {
        strategy: "CANARY",
        bakeTimeInMinutes: "10",
        canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "5" },
        lifecycleHooks: [
          {
            targetType: "PAUSE",
            lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
            timeoutConfiguration: { timeoutInMinutes: "60", action: "ROLLBACK" },
          },
        ],
      },
      deploymentCircuitBreaker: undefined,
      alarms: { alarmNames: ["web-errors"], enable: true, rollback: true },
    });
    assert.equal(ecs.customTimeouts.update, "95m");
    const policy = service.resources.find(
      ({ name, type }) => name === "web-deployment" && type.endsWith(":RolePolicy"),
    );
    const describe = "elasticloadbalancing:Describe";
    assert.deepEqual(
      policy?.inputs["policy"],
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["Listeners", "Rules", "TargetGroups", "TargetHealth"].map(
              (what) => describe + what,
            ),
            Resource: ["*"],
          },
          {
            Effect: "Allow",
            Action: [
              "elasticloadbalancing:DeregisterTargets",
              "elasticloadbalancing:RegisterTargets",
            ],
            Resource: [primary, alternate].sort(),
          },
          {
            Effect: "Allow",
            Action: ["elasticloadbalancing:ModifyRule"],
            Resource: [rule.outputs["arn"]],
          },
        ],
      }),
    );
    const scaled = service.one("appautoscaling/policy:Policy").inputs;
    assert.match(JSON.stringify(scaled), /"\(FILL\(requests1, 0\) \+ FILL\(requests2, 0\)\)"/);
  });

  for (const [protocolVersion, version, path, matcher] of [
    ["http1", undefined, "/", "200"],
    ["http2", "HTTP2", "/", "200"],
    ["grpc", "GRPC", "/AWS.ALB/healthcheck", "12"],
  ] as const) {
    it(`talks ${protocolVersion} to its tasks, and checks them with it`, async () => {
      const service = await registered({ route: { ...route, protocolVersion } });
      const { inputs } = service.one("TargetGroup");
      assert.equal(inputs["protocolVersion"], version);
      assert.deepEqual(textsAt(inputs, "healthCheck.path"), [path]);
      assert.deepEqual(textsAt(inputs, "healthCheck.matcher"), [matcher]);
    });
  }
  it("adds a rule of test requests, closed to everybody else, which ECS moves too", async () => {
    const service = await registered({
      route: { ...route, priority: 7 },
      deployment: {
        strategy: "blueGreen" as const,
        test: { value: "next", allowedCidrs: ["203.0.113.10/32"] },
      },
    });
    const rule = service.one("lb/listenerRule:ListenerRule", "web");
    const testRule = service.one("lb/listenerRule:ListenerRule", "web-test");
    assert.deepEqual(
      { ...testRule.inputs, ignored: testRule.ignoreChanges },
      {
        ...rule.inputs,
        priority: 6,
        conditions: [
          { pathPattern: { values: ["/*"] } },
          { httpHeader: { httpHeaderName: "x-drydock-test", values: ["next"] } },
          { sourceIp: { values: ["203.0.113.10/32"] } },
        ],
        ignored: rule.ignoreChanges,
      },
    );
    const arns = [rule, testRule].map((one) => JSON.stringify(one.outputs["arn"]));
    const ecs = JSON.stringify(service.one("ecs/service:Service").inputs["loadBalancers"]);
    assert.ok(ecs.includes(`"testListenerRule":${arns[1] ?? ""}`));
    const { inputs: granted } = service.one("RolePolicy", "web-deployment");
    assert.ok(arns.every((arn) => JSON.stringify(granted).includes(arn.replaceAll('"', ""))));
  });

  it("refuses test requests where the order of the rules is left to AWS", async () => {
    await assert.rejects(
      registered({
        route,
        deployment: { strategy: "blueGreen" as const, test: { allowedCidrs: ["203.0.113.10/32"] } },
      }),
      /The rule of test requests comes just before that of the route, which has no place/,
    );
  });

  it("joins a group that its load balancer reaches, and needs no rules of its own for it", async () => {
    const shared = "sg-0a1b2c3d";
    const service = await registered({ route: { ...route, sharedSecurityGroupId: shared } });
    const groups = textsAt(
      service.one("ecs/service:Service").inputs,
      "networkConfiguration.securityGroups.*",
    );
    assert.deepEqual(groups.slice(2), [shared]);
    assert.ok(!service.names.some((name) => name.includes("web-load-balancer")));
  });

  for (const [protocol, tls] of [
    ["tcp", { tcpIdleTimeoutSeconds: 350 }],
    [
      "tls",
      { certificateArn: CERTIFICATE, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" },
    ],
  ] as const) {
    it(`listens for ${protocol} on a port of a network load balancer`, async () => {
      const service = await registered({
        route: {
          loadBalancerArn: BALANCER,
          loadBalancerArnSuffix: "net/w/1",
          loadBalancerSecurityGroupId: "sg-0a1b2c3d",
          certificateArn: CERTIFICATE,
          protocol,
          port: 5432,
          preserveClientAddress: true,
        },
        alarms: {},
      });
      const group = service.one("TargetGroup");
      assert.deepEqual(service.one("lb/listener:Listener").inputs, {
        loadBalancerArn: BALANCER,
        port: 5432,
        protocol: protocol.toUpperCase(),
        ...tls,
        defaultActions: [{ type: "forward", targetGroupArn: group.outputs["arn"] }],
      });
      const { protocol: inside, preserveClientIp, healthCheck } = group.inputs;
      assert.deepEqual([inside, preserveClientIp], ["TCP", "true"]);
      assert.deepEqual(healthCheck, {
        protocol: "TCP",
        port: "traffic-port",
        interval: 15,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      });
      assert.deepEqual(service.all("ListenerRule"), []);
      const alarms = service.all("cloudwatch/metricAlarm:MetricAlarm");
      assert.ok(!alarms.some(({ name }) => /errors|latency/.test(name)));
      const healthy = alarms.find(({ name }) => name.endsWith("healthyTasks"));
      assert.deepEqual(textsAt(healthy?.inputs ?? {}, "metricQueries.*.metric.namespace"), [
        "AWS/NetworkELB",
      ]);
    });
  }

  it("passes on what a route may say", async () => {
    const service = await registered({
      healthCheckGracePeriodSeconds: 5,
      route: {
        ...route,
        hosts: ["shop.example.com"],
        priority: 7,
        healthCheckPath: "/healthz",
        healthCheckCodes: "200-299",
        deregistrationDelaySeconds: 0,
        stickySessionSeconds: 600,
      },
    });
    const { healthCheck, stickiness, deregistrationDelay } = service.one("TargetGroup").inputs;
    const { priority, conditions } = service.one("ListenerRule").inputs;
    assert.deepEqual(
      { healthCheck, stickiness, deregistrationDelay, priority, conditions },
      {
        healthCheck: {
          protocol: "HTTP",
          port: "traffic-port",
          path: "/healthz",
          matcher: "200-299",
          interval: 15,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
        },
        stickiness: { type: "lb_cookie", enabled: true, cookieDuration: 600 },
        deregistrationDelay: 0,
        priority: 7,
        conditions: [{ hostHeader: { values: ["shop.example.com"] } }],
      },
    );
    assert.equal(service.one("ecs/service:Service").inputs["healthCheckGracePeriodSeconds"], 5);
  });

  it("opens both sides of each connection on its one port", async () => {
    const service = await registered({
      route,
      volumes: { a: volume("a", "shared"), b: volume("b", "shared") },
    });
    const own = service.one("SecurityGroup").outputs["id"];
    const rules = [
      ...service.all("SecurityGroupIngressRule"),
      ...service.all("SecurityGroupEgressRule"),
    ];
    const side = (name: string, [from, to]: unknown[], [port, description]: unknown[]) => [
      name,
      {
        securityGroupId: from,
        referencedSecurityGroupId: to,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        description,
      },
    ];
    assert.deepEqual(Object.fromEntries(rules.map(({ name, inputs }) => [name, inputs])), {
      ...Object.fromEntries([
        side("web-load-balancer-out", ["sg-alb", own], [8080, "Load balancer to web"]),
        side("web-load-balancer-in", [own, "sg-alb"], [8080, "Load balancer to web"]),
        side("web-shared-out", [own, "sg-shared"], [2049, "web to file system shared"]),
        side("web-shared-in", ["sg-shared", own], [2049, "web to file system shared"]),
      ]),
    });
  });

  it("opens ways to the internet only with a public address", async () => {
    const service = await registered({ assignPublicIp: true, publicEgressPorts: [80, 443] });
    const rules = service.all("SecurityGroupEgressRule");
    assert.deepEqual(
      rules.map(({ name, inputs }) => [
        name,
        inputs["cidrIpv4"],
        inputs["fromPort"],
        inputs["toPort"],
      ]),
      [
        ["web-internet-80", "0.0.0.0/0", 80, 80],
        ["web-internet-443", "0.0.0.0/0", 443, 443],
      ],
    );
    assert.equal(
      (await registered({ assignPublicIp: true })).one("SecurityGroupEgressRule").name,
      "web-internet-443",
    );
  });

  it("opens its port to the ranges that it names, and to nobody else", async () => {
    const service = await registered({
      assignPublicIp: true,
      containerPort: 8080,
      allowedCidrs: ["203.0.113.0/24", "0.0.0.0/0"],
    });
    assert.deepEqual(
      service
        .all("SecurityGroupIngressRule")
        .map(({ name, inputs }) => [
          name,
          inputs["cidrIpv4"],
          inputs["fromPort"],
          inputs["toPort"],
          inputs["ipProtocol"],
        ]),
      [
        ["web-from-203.0.113.0-24", "203.0.113.0/24", 8080, 8080, "tcp"],
        ["web-from-0.0.0.0-0", "0.0.0.0/0", 8080, 8080, "tcp"],
      ],
    );
    const closed = await registered({ assignPublicIp: true, containerPort: 8080 });
    assert.deepEqual(closed.all("SecurityGroupIngressRule"), []);
  });

  it("starts tasks after rights, rules, route and what the caller waits for", async () => {
    const service = await registered(
      { route, volumes: { data: volume("data", "shared") } },
      () => ({ dependsOn: new aws.ec2.Eip("endpoints") }),
    );
    const types = service
      .one("ecs/service:Service")
      .dependencies.map((urn) => urn.split("::").slice(2).join(" ").split("$").at(-1) ?? "")
      .filter((name) => name.startsWith("aws:"))
      .sort();
    assert.deepEqual(types, [
      "aws:cloudwatch/logGroup:LogGroup web",
      "aws:ec2/eip:Eip endpoints",
      "aws:ec2/securityGroup:SecurityGroup web",
      "aws:ecs/taskDefinition:TaskDefinition web",
      "aws:efs/accessPoint:AccessPoint web-data",
      "aws:iam/role:Role web-execution",
      "aws:iam/role:Role web-task",
      "aws:iam/rolePolicy:RolePolicy web-execution",
      "aws:iam/rolePolicy:RolePolicy web-task",
      "aws:lb/listenerRule:ListenerRule web",
      "aws:lb/targetGroup:TargetGroup web",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-load-balancer-out",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-shared-out",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web-load-balancer-in",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web-shared-in",
    ]);
    // The component itself would hold back its roles and its target group as well.
    assert.deepEqual(service.one("drydock:index:FargateService").dependencies, []);
  });

  it("lets autoscaling own the number of tasks from the first on", async () => {
    const service = await registered({ scaling: { min: 2, max: 8, cpuPercent: { target: 60 } } });
    const { inputs, ignoreChanges } = service.one("ecs/service:Service");
    assert.equal(inputs["desiredCount"], 2);
    assert.deepEqual(ignoreChanges, ["desiredCount"]);
    assert.deepEqual(service.one("appautoscaling/target:Target").inputs, {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: "service/drydock-test/web",
      minCapacity: 2,
      maxCapacity: 8,
    });
  });

  it("manages the number of tasks where nothing scales", async () => {
    const service = await registered({ desiredCount: 3 });
    const { inputs, ignoreChanges } = service.one("ecs/service:Service");
    assert.equal(inputs["desiredCount"], 3);
    assert.deepEqual(ignoreChanges, []);
  });

  it("makes a policy for each metric, alarms for steps, and actions for times", async () => {
    const service = await registered({
      route,
      scaling: {
        min: 1,
        max: 4,
        cpuPercent: { target: 60 },
        requestsPerTarget: { target: 500 },
        networkReceivedBytesPerSecond: { target: 1e6 },
        metrics: {
          lag: {
            namespace: "Shop",
            metricName: "Lag",
            dimensions: { Zone: "b", Queue: "a" },
            target: 9,
          },
        },
        steps: {
          depth: {
            namespace: "Shop",
            metricName: "Depth",
            dimensions: { Queue: "orders" },
            statistic: "Maximum",
            periodSeconds: 300,
            evaluationPeriods: 1,
            cooldownSeconds: 30,
            steps: [
              { to: 10, change: -1 },
              { from: 100, change: 2 },
            ],
          },
        },
        schedules: { night: { at: "cron(0 22 * * ? *)", timezone: "Europe/Paris", min: 0 } },
      },
    });
    const scaled = {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: "service/drydock-test/web",
    };
    const tracking = (configuration: Record<string, unknown>) => ({
      policyType: "TargetTrackingScaling",
      ...scaled,
      targetTrackingScalingPolicyConfiguration: {
        scaleInCooldown: 300,
        scaleOutCooldown: 60,
        ...configuration,
      },
    });
    const stepping = (stepAdjustments: unknown[]) => ({
      policyType: "StepScaling",
      ...scaled,
      stepScalingPolicyConfiguration: {
        adjustmentType: "ChangeInCapacity",
        cooldown: 30,
        metricAggregationType: "Maximum",
        stepAdjustments,
      },
    });
    const suffix = service.one("TargetGroup").outputs["arnSuffix"];
    assert.ok(typeof suffix === "string");
    assert.deepEqual(
      Object.fromEntries(
        service.all("appautoscaling/policy:Policy").map(({ name, inputs }) => [name, inputs]),
      ),
      {
        "web-cpu": tracking({
          targetValue: 60,
          predefinedMetricSpecification: {
            predefinedMetricType: "ECSServiceAverageCPUUtilization",
          },
        }),
        "web-requests": tracking({
          targetValue: 500,
          predefinedMetricSpecification: {
            predefinedMetricType: "ALBRequestCountPerTarget",
            resourceLabel: `app/alb/1/${suffix}`,
          },
        }),
        "web-network-received": tracking({
          targetValue: 1e6,
          customizedMetricSpecification: {
            namespace: "ECS/ContainerInsights",
            metricName: "NetworkRxBytes",
            statistic: "Average",
            dimensions: [
              { name: "ClusterName", value: "drydock-test" },
              { name: "ServiceName", value: "web" },
            ],
          },
        }),
        "web-metric-lag": tracking({
          targetValue: 9,
          customizedMetricSpecification: {
            namespace: "Shop",
            metricName: "Lag",
            statistic: "Average",
            dimensions: [
              { name: "Queue", value: "a" },
              { name: "Zone", value: "b" },
            ],
          },
        }),
        "web-steps-depth-low": stepping([{ metricIntervalUpperBound: "0", scalingAdjustment: -1 }]),
        "web-steps-depth-high": stepping([{ metricIntervalLowerBound: "0", scalingAdjustment: 2 }]),
      },
    );
    const policyArn = (name: string) =>
      service.one("appautoscaling/policy:Policy", name).outputs["arn"];
    const alarm = (name: string, comparisonOperator: string, threshold: number) => [
      name,
      {
        alarmDescription: "Scales web in steps on Depth",
        namespace: "Shop",
        metricName: "Depth",
        dimensions: { Queue: "orders" },
        statistic: "Maximum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator,
        threshold,
        alarmActions: [policyArn(name)],
      },
    ];
    assert.deepEqual(
      service.all("MetricAlarm").map(({ name, inputs }) => [name, inputs]),
      [
        alarm("web-steps-depth-low", "LessThanThreshold", 10),
        alarm("web-steps-depth-high", "GreaterThanOrEqualToThreshold", 100),
      ],
    );
    assert.deepEqual(service.one("ScheduledAction", "web-schedule-night").inputs, {
      ...scaled,
      schedule: "cron(0 22 * * ? *)",
      timezone: "Europe/Paris",
      scalableTargetAction: { minCapacity: 0 },
    });
  });

  const namespace = { dnsNamespaceId: "ns-1", dnsNamespaceName: "test.internal" };
  for (const [discovery, type, port] of [
    ["dnsA", "A", {}],
    ["dnsSrv", "SRV", { containerName: "web", containerPort: 8080 }],
  ] as const) {
    it(`registers its tasks in Cloud Map with ${type} records`, async () => {
      const [service, base] = [
        await registered({ discovery, ...namespace }),
        await registered(namespace),
      ];
      const registry = service.one("servicediscovery/service:Service");
      assert.deepEqual(registry.inputs, {
        name: "web",
        description: "Tasks of web",
        dnsConfig: {
          namespaceId: "ns-1",
          dnsRecords: [{ type, ttl: 10 }],
          routingPolicy: "MULTIVALUE",
        },
        healthCheckCustomConfig: { failureThreshold: 1 },
        forceDestroy: true,
      });
      assert.equal(registry.deleteBeforeReplace, true);
      assert.deepEqual(difference(service, base), {
        serviceRegistries: { registryArn: registry.outputs["arn"], ...port },
      });
      assert.equal(service.capture.outputs["discoveryName"], "web.test.internal");
    });
  }

  const client = {
    enabled: true,
    namespace: "arn:namespace",
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": "/drydock/test/web",
        "awslogs-region": "us-east-2",
        "awslogs-stream-prefix": "service-connect",
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    },
  };

  it("serves in a Service Connect namespace under its own name and port", async () => {
    const [service, base] = [
      await registered({
        discovery: "serviceConnect",
        serviceConnectNamespaceArn: "arn:namespace",
      }),
      await registered(),
    ];
    assert.deepEqual(difference(service, base), {
      serviceConnectConfiguration: {
        ...client,
        services: [
          {
            portName: "web-port",
            discoveryName: "web",
            clientAlias: [{ dnsName: "web", port: 8080 }],
          },
        ],
      },
    });
    assert.equal(service.capture.outputs["discoveryName"], "web");
  });

  it("joins the namespace as a client only where it calls others", async () => {
    const [service, base] = [
      await registered({ serviceConnectNamespaceArn: "arn:namespace" }),
      await registered(),
    ];
    assert.deepEqual(difference(service, base), { serviceConnectConfiguration: client });
    assert.equal(service.capture.outputs["discoveryName"], undefined);
  });

  it("gives the command that opens a shell only where exec is on", async () => {
    const exec = { exec: true, readonlyRootFilesystem: false };
    const [service, base] = [await registered(exec), await registered()];
    assert.deepEqual(difference(service, base), { enableExecuteCommand: true });
    assert.equal(
      service.capture.outputs["execCommand"],
      "aws ecs execute-command --region us-east-2 --cluster drydock-test " +
        '--task "$(aws ecs list-tasks --region us-east-2 --cluster drydock-test --service-name web ' +
        "--desired-status RUNNING --query 'taskArns[0]' --output text)\" " +
        "--container web --interactive --command /bin/sh",
    );
    assert.equal(base.capture.outputs["execCommand"], undefined);
  });

  it("changes shares, limits and placement in place", async () => {
    const base = await registered({ desiredCount: 2 });
    const changed = await registered({
      capacity: { onDemandBase: 1, spotWeight: 4 },
      desiredCount: 2,
      deployment: { minimumHealthyPercent: 50, maximumPercent: 100 },
    });
    assert.deepEqual(difference(changed, base), {
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: 1, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 4 },
      ],
      deploymentMinimumHealthyPercent: 50,
      deploymentMaximumPercent: 100,
      availabilityZoneRebalancing: "DISABLED",
    });
  });

  it("tags everything that takes tags", async () => {
    const service = await registered({
      tags: { service: "web" },
      route,
      discovery: "dnsA",
      ...namespace,
      scaling: { min: 1, max: 2, cpuPercent: { target: 60 } },
    });
    const untagged = service.resources
      .filter(({ custom, inputs }) => custom && inputs["tags"] === undefined)
      .map(({ type }) => type);
    assert.deepEqual(untagged, [
      "aws:iam/rolePolicy:RolePolicy",
      "aws:appautoscaling/policy:Policy",
    ]);
  });

  it("fails the update when ECS runs another task definition than was asked for", async () => {
    const another: pulumi.ResourceTransformation = ({ type, props, opts }) =>
      type === "aws:ecs/service:Service"
        ? { props: { ...props, taskDefinition: "arn:aws:ecs:x:task-definition/web:7" }, opts }
        : undefined;
    await assert.rejects(
      registered({}, () => ({ transformations: [another] })),
      (error: Error) => {
        assert.ok(pulumi.ResourceError.isInstance(error) && error.hideStack);
        return error.message.includes(
          'Service "web" runs web:7, and this update asks for drydock-test-web:1.\n',
        );
      },
    );
  });
});
