// What a task becomes, as plain data. Not proved here: that AWS accepts it; the shapes are from its documentation.
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { FargateTaskArgs, SidecarArgs } from "drydock-components";
import type { ContainerSettings } from "../../components/fargate-task";
import {
  containerDefinitions,
  type ContainerPlan,
  withMountsOnly,
} from "../../components/fargate-task/container-definitions";
import { secretReference } from "../../components/fargate-task/secret-reference";
import { efsVolumes, mountPoints, scratchVolumes } from "../../components/fargate-task/volumes";
import { containers, volume } from "./fargate-samples";

const logs = { group: "/drydock/test/web", region: "us-east-2" };

/** Containers whose values are all known. */
async function plans(settings: readonly ContainerSettings[]): Promise<ContainerPlan[]> {
  return await new Promise((resolve) => {
    pulumi.output(settings.map(withMountsOnly)).apply(resolve);
  });
}

/** The one container of a task, as ECS gets it. */
async function definition(args: Partial<FargateTaskArgs>): Promise<Record<string, unknown>> {
  const text = containerDefinitions(await plans(containers(args)), logs);
  const [only, ...others] = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(text));
  assert.ok(only !== undefined && others.length === 0);
  return only;
}

describe("fargate-task: containerDefinitions", () => {
  it("gives the smallest container the safe form and sets nothing else", async () => {
    assert.deepEqual(await definition({}), {
      name: "web",
      image: "web:1",
      essential: true,
      user: "1000:1000",
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"], add: [] }, initProcessEnabled: true },
      stopTimeout: 30,
      versionConsistency: "enabled",
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/drydock/test/web",
          "awslogs-region": "us-east-2",
          "awslogs-stream-prefix": "web",
          mode: "non-blocking",
          "max-buffer-size": "25m",
        },
      },
    });
  });

  const rows: [string, Partial<FargateTaskArgs>, Record<string, unknown>][] = [
    [
      "capabilities, all others dropped by name",
      { capabilities: ["SETUID", "CHOWN", "SETGID", "NET_BIND_SERVICE", "DAC_OVERRIDE"] },
      {
        linuxParameters: {
          capabilities: {
            drop: [
              "AUDIT_WRITE",
              "FOWNER",
              "FSETID",
              "KILL",
              "MKNOD",
              "NET_RAW",
              "SETFCAP",
              "SETPCAP",
              "SYS_CHROOT",
            ],
            add: [],
          },
          initProcessEnabled: true,
        },
      },
    ],
    [
      "systemControls by name",
      { systemControls: { "net.ipv4.tcp_rmem": "1", "net.core.somaxconn": "1024" } },
      {
        systemControls: [
          { namespace: "net.core.somaxconn", value: "1024" },
          { namespace: "net.ipv4.tcp_rmem", value: "1" },
        ],
      },
    ],
    ["command", { command: ["serve", "--all"] }, { command: ["serve", "--all"] }],
    ["entryPoint", { entryPoint: ["/bin/app"] }, { entryPoint: ["/bin/app"] }],
    ["workingDirectory", { workingDirectory: "/srv" }, { workingDirectory: "/srv" }],
    ["user", { user: "app" }, { user: "app" }],
    [
      "readonlyRootFilesystem",
      { readonlyRootFilesystem: false },
      { readonlyRootFilesystem: false },
    ],
    [
      "restartPolicy with its defaults",
      { restartPolicy: {} },
      { restartPolicy: { enabled: true, restartAttemptPeriod: 300 } },
    ],
    [
      "restartPolicy in full",
      { restartPolicy: { ignoredExitCodes: [0, 143], attemptPeriodSeconds: 60 } },
      {
        restartPolicy: { enabled: true, ignoredExitCodes: [0, 143], restartAttemptPeriod: 60 },
      },
    ],
    ["startTimeoutSeconds", { startTimeoutSeconds: 60 }, { startTimeout: 60 }],
    ["stopTimeoutSeconds", { stopTimeoutSeconds: 90 }, { stopTimeout: 90 }],
    [
      "tracing: the one capability that may be added",
      { tracing: true },
      {
        linuxParameters: {
          capabilities: { drop: ["ALL"], add: ["SYS_PTRACE"] },
          initProcessEnabled: true,
        },
      },
    ],
    [
      "initProcess",
      { initProcess: false },
      { linuxParameters: { capabilities: { drop: ["ALL"], add: [] }, initProcessEnabled: false } },
    ],
    [
      "healthCheck with its defaults",
      { healthCheck: { command: ["/bin/check", "now"] } },
      {
        healthCheck: {
          command: ["CMD", "/bin/check", "now"],
          interval: 30,
          timeout: 5,
          retries: 3,
        },
      },
    ],
    [
      "healthCheck without a start period, as AWS answers it",
      { healthCheck: { command: ["true"], startPeriodSeconds: 0 } },
      { healthCheck: { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3 } },
    ],
    [
      "healthCheck in full",
      {
        healthCheck: {
          command: ["true"],
          intervalSeconds: 5,
          timeoutSeconds: 2,
          retries: 1,
          startPeriodSeconds: 300,
        },
      },
      {
        healthCheck: {
          command: ["CMD", "true"],
          interval: 5,
          timeout: 2,
          retries: 1,
          startPeriod: 300,
        },
      },
    ],
    [
      "ulimits by name",
      {
        ulimits: { nproc: { soft: 10, hard: 20 }, nofile: { soft: 1024, hard: -1 } },
      },
      {
        ulimits: [
          { name: "nofile", softLimit: 1024, hardLimit: -1 },
          { name: "nproc", softLimit: 10, hardLimit: 20 },
        ],
      },
    ],
    [
      "containerPort, named for Service Connect",
      { containerPort: 8080 },
      {
        portMappings: [{ name: "web-port", containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
      },
    ],
    [
      "environment by name",
      { environment: { ZONE: "b", COLOR: "" } },
      {
        environment: [
          { name: "COLOR", value: "" },
          { name: "ZONE", value: "b" },
        ],
      },
    ],
    [
      "environment files in the order given, since later ones win",
      { envFileArns: ["arn:aws:s3:::b/z.env", "arn:aws:s3:::b/a.env"] },
      {
        environmentFiles: [
          { type: "s3", value: "arn:aws:s3:::b/z.env" },
          { type: "s3", value: "arn:aws:s3:::b/a.env" },
        ],
      },
    ],
    [
      "secrets by name",
      {
        secrets: {
          B: { parameterArn: "arn:aws:ssm:us-east-2:1:parameter/b" },
          A: { secretArn: "arn:secret", key: "K" },
        },
      },
      {
        secrets: [
          { name: "A", valueFrom: "arn:secret:K::" },
          { name: "B", valueFrom: "arn:aws:ssm:us-east-2:1:parameter/b" },
        ],
      },
    ],
    [
      "registry credentials",
      { credentialsSecretArn: "arn:registry" },
      { repositoryCredentials: { credentialsParameter: "arn:registry" } },
    ],
    [
      "volumes and scratch folders by path",
      {
        scratch: ["/tmp", "/cache"],
        volumes: { data: { ...volume("data", "shared"), readOnly: true } },
      },
      {
        mountPoints: [
          { sourceVolume: "scratch-web-1", containerPath: "/cache", readOnly: false },
          { sourceVolume: "data", containerPath: "/data", readOnly: true },
          { sourceVolume: "scratch-web-2", containerPath: "/tmp", readOnly: false },
        ],
      },
    ],
  ];
  for (const [what, container, expected] of rows) {
    it(`writes ${what}, and nothing else changes`, async () => {
      assert.deepEqual(await definition(container), { ...(await definition({})), ...expected });
    });
  }

  it("writes what a sidecar may say besides, and dependencies by name", async () => {
    const sidecar: SidecarArgs = {
      image: "init:1",
      essential: false,
      cpu: 128,
      memoryMiB: 128,
      healthCheck: { command: ["true"] },
    };
    const settings = containers({
      dependsOn: { proxy: "HEALTHY", init: "SUCCESS" },
      sidecars: { init: sidecar, proxy: sidecar },
    });
    const [init, , web] = z
      .array(z.record(z.string(), z.unknown()))
      .parse(JSON.parse(containerDefinitions(await plans(settings), logs)));
    const { name, essential, cpu, memory } = init ?? {};
    assert.deepEqual(
      { name, essential, cpu, memory },
      { name: "init", essential: false, cpu: 128, memory: 128 },
    );
    assert.deepEqual(web?.["dependsOn"], [
      { containerName: "init", condition: "SUCCESS" },
      { containerName: "proxy", condition: "HEALTHY" },
    ]);
  });

  it("gives the same text whatever the order of containers, variables, secrets, mounts and limits", async () => {
    const [smallest] = await plans(containers({}));
    assert.ok(smallest !== undefined);
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const shuffled = <Item>(items: Item[]) =>
      fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length });
    const container = fc.record({
      name,
      environment: fc.dictionary(name, fc.string(), { maxKeys: 5 }),
      secrets: fc.uniqueArray(name, { maxLength: 5 }),
      scratch: fc.uniqueArray(name, { maxLength: 4 }),
      ulimits: fc.subarray(["core", "cpu", "nofile", "nproc"]),
      dependsOn: fc.uniqueArray(name, { maxLength: 4 }),
    });
    type Shape = typeof container extends fc.Arbitrary<infer Value> ? Value : never;
    const several = fc.uniqueArray(container, { selector: (each) => each.name, maxLength: 6 });
    const reordered = (shape: Shape): fc.Arbitrary<Shape> =>
      fc.record({
        name: fc.constant(shape.name),
        environment: shuffled(Object.entries(shape.environment)).map((entries) =>
          Object.fromEntries(entries),
        ),
        secrets: shuffled(shape.secrets),
        scratch: shuffled(shape.scratch),
        ulimits: shuffled(shape.ulimits),
        dependsOn: shuffled(shape.dependsOn),
      });
    const each = <Value>(names: readonly string[], value: Value): Record<string, Value> =>
      Object.fromEntries(names.map((key) => [key, value]));
    const text = (shapes: readonly Shape[]) =>
      containerDefinitions(
        shapes.map((shape) => ({
          ...smallest,
          name: shape.name,
          environment: shape.environment,
          secrets: each(shape.secrets, { secretArn: "arn:secret" }),
          scratch: shape.scratch.map((folder) => `/${folder}`),
          ulimits: each(shape.ulimits, { soft: 1, hard: 2 }),
          dependsOn: each(shape.dependsOn, "START"),
        })),
        logs,
      );
    const pairs = several.chain((shapes) =>
      fc.tuple(
        fc.constant(shapes),
        shuffled(shapes).chain((others) => fc.tuple(...others.map(reordered))),
      ),
    );
    fc.assert(
      fc.property(pairs, ([shapes, others]) => {
        assert.equal(text(others), text(shapes));
      }),
      { numRuns: 300 },
    );
  });
});

describe("fargate-task: secretReference", () => {
  const arn = "arn:aws:secretsmanager:us-east-2:111122223333:secret:demo-AbCdEf";
  const rows: [string, Parameters<typeof secretReference>[0], string][] = [
    ["the whole current value", { secretArn: arn }, arn],
    ["one key", { secretArn: arn, key: "K" }, `${arn}:K::`],
    ["a stage", { secretArn: arn, stage: "AWSPREVIOUS" }, `${arn}::AWSPREVIOUS:`],
    ["a version", { secretArn: arn, versionId: "v-1" }, `${arn}:::v-1`],
    ["a key of a stage", { secretArn: arn, key: "K", stage: "AWSCURRENT" }, `${arn}:K:AWSCURRENT:`],
    ["a key of a version", { secretArn: arn, key: "K", versionId: "v-1" }, `${arn}:K::v-1`],
    ["a parameter", { parameterArn: "arn:parameter" }, "arn:parameter"],
  ];
  for (const [what, variable, expected] of rows) {
    it(`refers to ${what}`, () => {
      assert.equal(secretReference(variable), expected);
    });
  }
});

describe("fargate-task: volumes", () => {
  it("makes one EFS volume of a name, writable when any mount is", () => {
    const settings = containers({
      volumes: {
        logs: volume("logs", "shared"),
        data: { ...volume("data", "shared"), readOnly: true },
      },
      sidecars: {
        tail: {
          image: "tail:1",
          volumes: { logs: { ...volume("logs", "shared"), readOnly: true, mountPath: "/in" } },
        },
      },
    });
    assert.deepEqual(
      efsVolumes(settings).map(({ name, writable }) => [name, writable]),
      [
        ["data", false],
        ["logs", true],
      ],
    );
    assert.deepEqual(
      efsVolumes([...settings].reverse()).map(({ name, writable }) => [name, writable]),
      [
        ["data", false],
        ["logs", true],
      ],
    );
  });

  it("gives every scratch folder a volume of its own, and mounts exactly those", () => {
    const settings = containers({
      scratch: ["/tmp", "/var/run"],
      sidecars: { "web-1": { image: "x:1", scratch: ["/tmp"] }, plain: { image: "x:1" } },
    });
    const names = scratchVolumes(settings);
    assert.deepEqual(names, ["scratch-web-1", "scratch-web-1-1", "scratch-web-2"]);
    const mounted = settings.flatMap((each) => mountPoints(each).map((at) => at.sourceVolume));
    assert.deepEqual(mounted.sort(), names);
  });
});
