// What a task becomes, as plain data. Not proved here: that AWS accepts it; the shapes are from its documentation.
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { z } from "zod";
import type { ContainerArgs, VolumeArgs } from "../../components/fargate-task";
import {
  containerDefinitions,
  type ContainerPlan,
} from "../../components/fargate-task/container-definitions";
import { secretReference } from "../../components/fargate-task/secret-reference";
import { taskSizeProblems } from "../../components/fargate-task/task-size";
import { efsVolumes, mountPoints, scratchVolumes } from "../../components/fargate-task/volumes";
import { fargateMemoryMiB } from "../../components/facts/fargate-sizes";

const logs = { group: "/drydock/test/web", region: "us-east-2" };

/** The one container of a task, as ECS gets it. */
function definition(container: Partial<ContainerPlan>): Record<string, unknown> {
  const text = containerDefinitions([{ name: "web", image: "web:1", ...container }], logs);
  const [only, ...others] = z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(text));
  assert.ok(only !== undefined && others.length === 0);
  return only;
}

function volume(name: string, fields: Partial<VolumeArgs> = {}): VolumeArgs {
  return {
    name,
    fileSystem: "shared",
    fileSystemId: "fs-1",
    fileSystemArn: "arn:aws:elasticfilesystem:us-east-2:111122223333:file-system/fs-1",
    securityGroupId: "sg-fs",
    mountPath: `/${name}`,
    directory: `/web/${name}`,
    uid: 1000,
    gid: 1000,
    ...fields,
  };
}

describe("fargate-task: containerDefinitions", () => {
  it("gives the smallest container the safe form and sets nothing else", () => {
    assert.deepEqual(definition({}), {
      name: "web",
      image: "web:1",
      essential: true,
      user: "1000:1000",
      readonlyRootFilesystem: true,
      linuxParameters: { capabilities: { drop: ["ALL"], add: [] }, initProcessEnabled: true },
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

  const rows: [string, Partial<ContainerPlan>, Record<string, unknown>][] = [
    ["essential", { essential: false }, { essential: false }],
    ["command", { command: ["serve", "--all"] }, { command: ["serve", "--all"] }],
    ["entryPoint", { entryPoint: ["/bin/app"] }, { entryPoint: ["/bin/app"] }],
    ["workingDirectory", { workingDirectory: "/srv" }, { workingDirectory: "/srv" }],
    ["user", { user: "app" }, { user: "app" }],
    [
      "readonlyRootFilesystem",
      { readonlyRootFilesystem: false },
      { readonlyRootFilesystem: false },
    ],
    ["stopTimeoutSeconds", { stopTimeoutSeconds: 90 }, { stopTimeout: 90 }],
    ["cpu and memoryMiB", { cpu: 128, memoryMiB: 256 }, { cpu: 128, memory: 256 }],
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
        ulimits: [
          { name: "nproc", soft: 10, hard: 20 },
          { name: "nofile", soft: 1024, hard: -1 },
        ],
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
        secrets: [
          { name: "B", parameterArn: "arn:aws:ssm:us-east-2:1:parameter/b" },
          { name: "A", secretArn: "arn:secret", key: "K" },
        ],
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
      { scratch: ["/tmp", "/cache"], volumes: [{ ...plain(volume("data")), readOnly: true }] },
      {
        mountPoints: [
          { sourceVolume: "scratch-web-1", containerPath: "/cache", readOnly: false },
          { sourceVolume: "data", containerPath: "/data", readOnly: true },
          { sourceVolume: "scratch-web-2", containerPath: "/tmp", readOnly: false },
        ],
      },
    ],
    [
      "dependencies by name",
      {
        dependsOn: [
          { container: "proxy", condition: "HEALTHY" },
          { container: "init", condition: "SUCCESS" },
        ],
      },
      {
        dependsOn: [
          { containerName: "init", condition: "SUCCESS" },
          { containerName: "proxy", condition: "HEALTHY" },
        ],
      },
    ],
  ];
  for (const [what, container, expected] of rows) {
    it(`writes ${what}, and nothing else changes`, () => {
      assert.deepEqual(definition(container), { ...definition({}), ...expected });
    });
  }

  it("leaves out what is empty, as if it had not been said", () => {
    const empty = definition({
      environment: {},
      envFileArns: [],
      secrets: [],
      volumes: [],
      scratch: [],
      ulimits: [],
      dependsOn: [],
    });
    assert.deepEqual(empty, definition({}));
  });

  it("gives the same text whatever the order of containers, variables, secrets, mounts and limits", () => {
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
    const containers = fc.uniqueArray(container, { selector: (each) => each.name, maxLength: 6 });
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
    const text = (shapes: readonly Shape[]) =>
      containerDefinitions(
        shapes.map((shape) => ({
          name: shape.name,
          image: "web:1",
          environment: shape.environment,
          secrets: shape.secrets.map((each) => ({ name: each, secretArn: `arn:${each}` })),
          scratch: shape.scratch.map((folder) => `/${folder}`),
          ulimits: shape.ulimits.map((limit) => ({ name: limit, soft: 1, hard: 2 })),
          dependsOn: shape.dependsOn.map((other) => ({ container: other, condition: "START" })),
        })),
        logs,
      );
    const pairs = containers.chain((shapes) =>
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
    ["the whole current value", { name: "A", secretArn: arn }, arn],
    ["one key", { name: "A", secretArn: arn, key: "K" }, `${arn}:K::`],
    ["a stage", { name: "A", secretArn: arn, stage: "AWSPREVIOUS" }, `${arn}::AWSPREVIOUS:`],
    ["a version", { name: "A", secretArn: arn, versionId: "v-1" }, `${arn}:::v-1`],
    [
      "a key of a stage",
      { name: "A", secretArn: arn, key: "K", stage: "AWSCURRENT" },
      `${arn}:K:AWSCURRENT:`,
    ],
    [
      "a key of a version",
      { name: "A", secretArn: arn, key: "K", versionId: "v-1" },
      `${arn}:K::v-1`,
    ],
    ["a parameter", { name: "A", parameterArn: "arn:parameter" }, "arn:parameter"],
  ];
  for (const [what, variable, expected] of rows) {
    it(`refers to ${what}`, () => {
      assert.equal(secretReference(variable), expected);
    });
  }
});

describe("fargate-task: volumes", () => {
  it("makes one EFS volume of a name, writable when any mount is", () => {
    const containers: ContainerArgs[] = [
      { name: "web", image: "x", volumes: [volume("logs"), volume("data", { readOnly: true })] },
      { name: "tail", image: "x", volumes: [volume("logs", { readOnly: true, mountPath: "/in" })] },
    ];
    assert.deepEqual(
      efsVolumes(containers).map(({ volume: { name }, writable }) => [name, writable]),
      [
        ["data", false],
        ["logs", true],
      ],
    );
    assert.deepEqual(
      efsVolumes([...containers].reverse()).map(({ volume: { name }, writable }) => [
        name,
        writable,
      ]),
      [
        ["data", false],
        ["logs", true],
      ],
    );
  });

  it("gives every scratch folder a volume of its own, and mounts exactly those", () => {
    const containers = [
      { name: "web", scratch: ["/tmp", "/var/run"] },
      { name: "web-1", scratch: ["/tmp"] },
      { name: "plain" },
    ];
    const names = scratchVolumes(containers);
    assert.deepEqual(names, ["scratch-web-1", "scratch-web-1-1", "scratch-web-2"]);
    const mounted = containers.flatMap((each) => mountPoints(each).map((at) => at.sourceVolume));
    assert.deepEqual(mounted.sort(), names);
  });
});

describe("fargate-task: taskSizeProblems", () => {
  it("accepts every size of the table", () => {
    for (const [cpu, sizes] of fargateMemoryMiB) {
      for (const memoryMiB of sizes) {
        assert.deepEqual(taskSizeProblems({ cpu, memoryMiB }), [], `${cpu}/${memoryMiB}`);
      }
    }
  });

  const rows: [string, Parameters<typeof taskSizeProblems>[0], [string, string][]][] = [
    [
      "a cpu that Fargate does not have",
      { cpu: 300, memoryMiB: 512 },
      [
        [
          "cpu",
          "300 is not a size of Fargate; take one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768.",
        ],
      ],
    ],
    [
      "memory of another cpu",
      { cpu: 256, memoryMiB: 4096 },
      [["memoryMiB", "4096 does not go with cpu 256; take one of 512, 1024, 2048."]],
    ],
    [
      "a size that peers pick: 8 vCPU with 17 GiB",
      { cpu: 8192, memoryMiB: 17408 },
      [
        [
          "memoryMiB",
          "17408 does not go with cpu 8192; take one of 16384, 20480, 24576, 28672, 32768, 36864, 40960, 45056, 49152, 53248, 57344, 61440.",
        ],
      ],
    ],
    ["the smallest storage", { cpu: 256, memoryMiB: 512, ephemeralStorageGiB: 21 }, []],
    ["the largest storage", { cpu: 256, memoryMiB: 512, ephemeralStorageGiB: 200 }, []],
    ...[20, 201, 21.5].map(
      (storage): [string, Parameters<typeof taskSizeProblems>[0], [string, string][]] => [
        `a storage of ${storage}`,
        { cpu: 256, memoryMiB: 512, ephemeralStorageGiB: storage },
        [
          [
            "ephemeralStorageGiB",
            `${storage} is not a whole number from 21 to 200; leave it out for 20.`,
          ],
        ],
      ],
    ),
  ];
  for (const [what, size, expected] of rows) {
    it(`${expected.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
      assert.deepEqual(
        taskSizeProblems(size).map(({ propertyPath, reason }) => [propertyPath, reason]),
        expected,
      );
    });
  }
});

/** A volume whose values are all known. */
function plain(args: VolumeArgs) {
  return { ...args, fileSystemId: "fs-1", fileSystemArn: "arn:fs", securityGroupId: "sg-fs" };
}
