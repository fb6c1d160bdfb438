// What a task's arguments are refused for, each rule on both sides. Not proved here: that nothing else is wrong.
import * as assert from "node:assert/strict";
import type {
  ContainerArgs,
  ContainerDependencyArgs,
  FargateTaskArgs,
  VolumeArgs,
} from "../../components/fargate-task";
import { taskProblems, taskSettings } from "../../components/fargate-task";

const web: ContainerArgs = { name: "web", image: "web:1" };
const volume: VolumeArgs = {
  name: "data",
  fileSystem: "shared",
  fileSystemId: "fs-1",
  fileSystemArn: "arn:fs",
  securityGroupId: "sg-fs",
  mountPath: "/data",
  directory: "/web/data",
  uid: 1000,
  gid: 1000,
};

function problems(args: Partial<FargateTaskArgs>): string[] {
  const task = taskSettings("web", { region: "us-east-2", containers: [web], ...args });
  return taskProblems(task).map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

const main = (fields: Partial<ContainerArgs>) => problems({ containers: [{ ...web, ...fields }] });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...web, name: `c${index}` }));
/** Two containers: the first waits for the second. */
const waiting = (dependency: ContainerDependencyArgs, other: Partial<ContainerArgs> = {}) =>
  problems({
    containers: [
      { ...web, dependsOn: [dependency] },
      { ...web, name: "other", ...other },
    ],
  });

const rows: [string, string[], string[]][] = [
  ["the smallest task", problems({}), []],
  ["ten containers", problems({ containers: many(10) }), []],
  [
    "eleven containers",
    problems({ containers: many(11) }),
    ["containers: there are 11; a task has 1 to 10."],
  ],
  ["no container", problems({ containers: [] }), ["containers: there are 0; a task has 1 to 10."]],
  [
    "only containers that may end",
    main({ essential: false }),
    ["containers: none is essential; leave essential out of the one whose end ends the task."],
  ],
  ["ARM64", problems({ architecture: "ARM64" }), []],
  [
    "an unknown architecture",
    problems({ architecture: "arm" }),
    ['architecture: "arm" is unknown; take ARM64 or X86_64.'],
  ],
  ["one process namespace", problems({ pidMode: "task" }), []],
  [
    "the host's processes",
    problems({ pidMode: "host" }),
    ['pidMode: "host" is not possible on Fargate; take task, or leave it out.'],
  ],
  [
    "a size that does not exist, among other mistakes",
    problems({ cpu: 256, memoryMiB: 5, ephemeralStorageGiB: 5, pidMode: "host" }),
    [
      "memoryMiB: 5 does not go with cpu 256; take one of 512, 1024, 2048.",
      "ephemeralStorageGiB: 5 is not a whole number from 21 to 200; leave it out for 20.",
      'pidMode: "host" is not possible on Fargate; take task, or leave it out.',
    ],
  ],
  [
    "a container name with a blank",
    main({ name: "my web" }),
    [
      'containers[0].name: "my web" may hold only letters, digits, hyphens and underscores, 1 to 255 of them.',
    ],
  ],
  [
    "a container whose port would get a name in capitals",
    main({ name: "Web", containerPort: 8080 }),
    [
      'containers[0].name: "Web" becomes the name of its port, Web-port: AWS takes up to 64 lower-case letters, digits, hyphens and underscores there, no hyphen first.',
    ],
  ],
  [
    "a container whose port would get too long a name",
    main({ name: "w".repeat(60), containerPort: 8080 }).map((problem) => problem.slice(0, 18)),
    ["containers[0].name"],
  ],
  [
    "the longest name of a container with a port",
    main({ name: "w".repeat(59), containerPort: 1 }),
    [],
  ],
  ["a container in capitals without a port", main({ name: "Web" }), []],
  [
    "two containers of a name",
    problems({ containers: [web, web] }),
    ['containers[1].name: "web" is the name of another container of the task.'],
  ],
  [
    "different ports",
    problems({
      containers: [
        { ...web, containerPort: 80 },
        { ...web, name: "b", containerPort: 81 },
      ],
    }),
    [],
  ],
  [
    "one port twice",
    problems({
      containers: [
        { ...web, containerPort: 80 },
        { ...web, name: "b", containerPort: 80 },
      ],
    }),
    [
      'containers[1].containerPort: 80 is the port of "web" already: the containers share one network address.',
    ],
  ],
  ["port 65535", main({ containerPort: 65535 }), []],
  [
    "port 65536",
    main({ containerPort: 65536 }),
    ["containers[0].containerPort: 65536 is not a port: 1 to 65535."],
  ],
  [
    "port 0",
    main({ containerPort: 0 }),
    ["containers[0].containerPort: 0 is not a port: 1 to 65535."],
  ],
  ["a stop after 120 s", main({ stopTimeoutSeconds: 120 }), []],
  [
    "a stop after 121 s",
    main({ stopTimeoutSeconds: 121 }),
    ["containers[0].stopTimeoutSeconds: 121 is outside 2 to 120, which is Fargate's limit."],
  ],
  ["ten environment files", main({ envFileArns: Array(10).fill("arn:f") }), []],
  [
    "eleven environment files",
    main({ envFileArns: Array(11).fill("arn:f") }),
    [
      "containers[0].envFileArns: 11 files are more than the 10 a container may have; put some together.",
    ],
  ],
  [
    "a variable of two sources",
    main({ environment: { A: "1" }, secrets: [{ name: "A", secretArn: "arn:s" }] }),
    [
      "containers[0].secrets[0].name: A is set in environment too, and ECS refuses a variable that is set twice; remove one.",
    ],
  ],
  [
    "a secret variable twice",
    main({
      secrets: [
        { name: "A", secretArn: "arn:s" },
        { name: "A", parameterArn: "arn:p" },
      ],
    }),
    ["containers[0].secrets[1].name: A is given twice; remove one."],
  ],
  [
    "a variable without a source",
    main({ secrets: [{ name: "A" }] }),
    ["containers[0].secrets[0]: A needs one source: secretArn or parameterArn."],
  ],
  [
    "a variable with both sources",
    main({ secrets: [{ name: "A", secretArn: "arn:s", parameterArn: "arn:p" }] }),
    ["containers[0].secrets[0]: A needs one source: secretArn or parameterArn."],
  ],
  [
    "a key of a parameter",
    main({ secrets: [{ name: "A", parameterArn: "arn:p", key: "K" }] }),
    ["containers[0].secrets[0]: A is a parameter: key, stage and versionId are for secrets only."],
  ],
  [
    "a stage and a version",
    main({ secrets: [{ name: "A", secretArn: "arn:s", stage: "AWSCURRENT", versionId: "v" }] }),
    ["containers[0].secrets[0]: A gives stage and versionId; ECS takes one of them."],
  ],
  ["scratch beside a volume", main({ scratch: ["/tmp"], volumes: [volume] }), []],
  [
    "two mounts at one path",
    main({ scratch: ["/data"], volumes: [volume] }),
    ["containers[0].volumes[0].mountPath: /data is mounted twice in this container."],
  ],
  [
    "a relative path",
    main({ scratch: ["tmp"] }),
    ['containers[0].scratch[0]: "tmp" is not an absolute path.'],
  ],
  [
    "the root of a file system, as root",
    main({ volumes: [{ ...volume, directory: "/", uid: 0, gid: 0 }] }),
    [
      'containers[0].volumes[0].directory: "/" must be a folder below the root, such as /data: the root would open all of the file system.',
      "containers[0].volumes[0].uid: 0 is not a whole number from 1; 0 is root, which an access point would give every right.",
      "containers[0].volumes[0].gid: 0 is not a whole number from 1; 0 is root, which an access point would give every right.",
    ],
  ],
  [
    "a volume that two containers share",
    problems({
      containers: [
        { ...web, volumes: [volume] },
        { ...web, name: "b", volumes: [{ ...volume, mountPath: "/in", readOnly: true }] },
      ],
    }),
    [],
  ],
  [
    "one name for two volumes",
    problems({
      containers: [
        { ...web, volumes: [volume] },
        { ...web, name: "b", volumes: [{ ...volume, directory: "/b/data" }] },
      ],
    }),
    [
      'containers[1].volumes[0]: "data" is shared:/b/data as 1000:1000 here and shared:/web/data as 1000:1000 in another container; give it a name of its own.',
    ],
  ],
  [
    "reservations that fill the task",
    problems({
      containers: [
        { ...web, cpu: 200, memoryMiB: 256 },
        { ...web, name: "b", cpu: 56, memoryMiB: 256 },
      ],
    }),
    [],
  ],
  [
    "reservations above the task",
    main({ cpu: 257, memoryMiB: 513 }),
    [
      "cpu: the containers ask for 257 together, the task has 256.",
      "memoryMiB: the containers ask for 513 together, the task has 512.",
    ],
  ],
  [
    "exec with a writable root",
    problems({ exec: true, containers: [{ ...web, readonlyRootFilesystem: false }] }),
    [],
  ],
  [
    "exec with a read-only root",
    problems({ exec: true }),
    [
      "containers[0].readonlyRootFilesystem: must be false where exec is true: ECS Exec writes into the container's root file system. Or set exec to false.",
    ],
  ],
  ["a start in order", waiting({ container: "other", condition: "START" }), []],
  [
    "a wait for a container that is not there",
    waiting({ container: "none", condition: "START" }),
    ['containers[0].dependsOn[0]: "none" is no other container of the task; there are other.'],
  ],
  [
    "a wait for itself",
    main({ dependsOn: [{ container: "web", condition: "START" }] }),
    ['containers[0].dependsOn[0]: "web" is no other container of the task.'],
  ],
  [
    "an unknown condition",
    waiting({ container: "other", condition: "READY" }),
    [
      'containers[0].dependsOn[0]: "READY" is no condition; take one of START, COMPLETE, SUCCESS, HEALTHY.',
    ],
  ],
  [
    "a wait for health that is checked",
    waiting({ container: "other", condition: "HEALTHY" }, { healthCheck: { command: ["true"] } }),
    [],
  ],
  [
    "a wait for health that nothing checks",
    waiting({ container: "other", condition: "HEALTHY" }),
    ['containers[0].dependsOn[0]: "other" has no healthCheck, so it never becomes HEALTHY.'],
  ],
  [
    "a wait for the end of a container that may end",
    waiting({ container: "other", condition: "SUCCESS" }, { essential: false }),
    [],
  ],
  [
    "a wait for the end of one whose end ends the task",
    waiting({ container: "other", condition: "COMPLETE" }),
    [
      'containers[0].dependsOn[0]: COMPLETE waits for "other" to end, and it is essential: its end ends the task. Set its essential to false.',
    ],
  ],
  [
    "containers that wait for each other",
    problems({
      containers: [
        web,
        { ...web, name: "a", dependsOn: [{ container: "b", condition: "START" }] },
        { ...web, name: "b", dependsOn: [{ container: "a", condition: "START" }] },
      ],
    }),
    ["containers: a waits for b waits for a: none of them would ever start."],
  ],
];

describe("fargate-task: taskProblems", () => {
  for (const [what, found, expected] of rows) {
    it(`${expected.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
      assert.deepEqual(found, expected);
    });
  }
});
