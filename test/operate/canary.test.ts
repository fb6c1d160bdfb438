/** That no command of AWS shows a value of the program, from wherever AWS tells it. */
import assert from "node:assert/strict";
import type { Service } from "@aws-sdk/client-ecs";
import { definitionArn, deployed } from "./deployed";
import type { Script } from "./emulator";
import { stackFile, stage } from "./stage";

const canary = ["canary", "7f3aQ9zX"].join("-");
const variables = [{ name: "DB_PASSWORD", value: canary }];
const service: Service = {
  events: [
    { id: "1", createdAt: new Date(0), message: "(service web) has reached a steady state." },
  ],
  tags: [{ key: "note", value: canary }],
};

/** An account whose answers hold the value wherever a program's own may be. */
const account: Script = {
  ...deployed(
    [
      { revision: 12, startedAt: new Date(0), finishedAt: new Date(1000) },
      { revision: 11, startedAt: new Date(0), finishedAt: new Date(1000) },
    ],
    service,
  ),
  DescribeTaskDefinition: {
    taskDefinition: {
      taskDefinitionArn: definitionArn(12),
      family: "shop-live-web",
      revision: 12,
      status: "ACTIVE",
      containerDefinitions: [
        { name: "web", image: "shop:v2", environment: variables, command: ["serve", canary] },
      ],
    },
  },
  ListTasks: { taskArns: [] },
  DescribeTasks: {
    tasks: [{ overrides: { containerOverrides: [{ name: "web", environment: variables }] } }],
  },
  DescribeScalableTargets: { ScalableTargets: [] },
  DescribeScalingActivities: { ScalingActivities: [] },
  DescribeAlarms: { MetricAlarms: [] },
  UpdateService: { service },
  FilterLogEvents: { events: [] },
  RunTask: { failures: [{ reason: "RESOURCE:MEMORY" }] },
};

/** What each command prints once it has read the account. */
const commands: Readonly<Record<string, RegExp>> = {
  status: /^live: cluster shop-live/,
  "deployments web": /shop-live-web:12/,
  "deployments web --json": /"startedAt"/,
  "rollback web --yes": /^Started\./,
  "restart web --yes": /^Started\./,
  "scale web 3 --yes": /^Done\./,
  "logs web": /^No line since/,
  "run web -- report": /RESOURCE:MEMORY/,
};

describe("a value of the program", () => {
  const on = stage();

  before(() => {
    on.add(
      "live",
      stackFile.replace("{ GREETING: hello }", `{ GREETING: "${canary}", ALSO: "${canary}" }`),
    );
  });

  for (const [command, printed] of Object.entries(commands)) {
    it(`is not shown by drydock ${command}`, async () => {
      on.emulator.answers = account;
      const { out, err } = await on.run(command.split(" "));
      assert.match(out + err, printed);
      assert.ok(!(out + err).includes(canary), out + err);
    });
  }
});
