// What a task's arguments are refused for. The rules are the model's, and test/config has them on both sides: here is that
// a task obeys each of them, and what only arguments have.
import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { FargateTaskArgs, SidecarArgs } from "drydock-components";
import { taskSettings } from "../../components/fargate-task/settings";
import { refusals, volume } from "./fargate-samples";

const smallest: FargateTaskArgs = { region: "us-east-2", image: "web:1" };
const data = volume("data", "shared");

function problems(args: Partial<FargateTaskArgs>, name = "web"): string[] {
  return refusals(() => taskSettings(name, { ...smallest, ...args }));
}

const sidecars = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, { image: "x:1" }]));
/** The main container waits for the other. */
const waiting = (condition: "START" | "HEALTHY" | "SUCCESS", other: Partial<SidecarArgs> = {}) =>
  problems({ dependsOn: { other: condition }, sidecars: { other: { image: "x:1", ...other } } });

const rows: [string, string[], string[]][] = [
  ["the smallest task", problems({}), []],
  ["ten containers", problems({ sidecars: sidecars(9) }), []],
  ["eleven containers", problems({ sidecars: sidecars(10) }), ["sidecars"]],
  ["ARM64", problems({ architecture: "ARM64" }), []],
  ["processes that one container shares", problems({ pidMode: "task" }), ["pidMode"]],
  ["processes that two share", problems({ pidMode: "task", sidecars: sidecars(1) }), []],
  ["the host's processes", problems({ pidMode: "host" }), ["pidMode"]],
  [
    "a size that does not exist, among other mistakes",
    problems({ cpu: 256, memoryMiB: 5, ephemeralStorageGiB: 5 }),
    ["ephemeralStorageGiB", "memoryMiB"],
  ],
  ["a storage of 201", problems({ ephemeralStorageGiB: 201 }), ["ephemeralStorageGiB"]],
  ["a storage of 21.5", problems({ ephemeralStorageGiB: 21.5 }), ["ephemeralStorageGiB"]],
  ["a component in capitals without a port", problems({}, "Web"), []],
  [
    "a component whose port would get a name in capitals",
    problems({ containerPort: 8080 }, "Web"),
    ["containerPort"],
  ],
  [
    "a component whose port would get too long a name",
    problems({ containerPort: 8080 }, "w".repeat(60)),
    ["containerPort"],
  ],
  ["the longest name with a port", problems({ containerPort: 1024 }, "w".repeat(59)), []],
  [
    "a sidecar with the main container's name",
    problems({ sidecars: { web: { image: "x:1" } } }),
    ["sidecars.web"],
  ],
  [
    "different ports",
    problems({ containerPort: 8080, sidecars: { b: { image: "x:1", containerPort: 8081 } } }),
    [],
  ],
  [
    "one port twice",
    problems({ containerPort: 8080, sidecars: { b: { image: "x:1", containerPort: 8080 } } }),
    ["sidecars.b.containerPort"],
  ],
  ["port 0", problems({ containerPort: 0 }), ["containerPort"]],
  ["a stop after 121 s", problems({ stopTimeoutSeconds: 121 }), ["stopTimeoutSeconds"]],
  ["ten environment files", problems({ envFileArns: Array(10).fill("arn:f") }), []],
  ["eleven environment files", problems({ envFileArns: Array(11).fill("arn:f") }), ["envFileArns"]],
  [
    "a variable of two sources",
    problems({ environment: { A: "1" }, secrets: { A: { secretArn: "arn:s" } } }),
    ["secrets.A"],
  ],
  [
    "a plain variable that is a secret",
    problems({ environment: { DB_PASSWORD: "hunter22" } }),
    ["environment.DB_PASSWORD"],
  ],
  [
    "one that comes late, of which nothing is known",
    problems({ environment: { DB_PASSWORD: pulumi.output("hunter22") } }),
    [],
  ],
  ["an image that comes late", problems({ image: Promise.resolve("web:1") }), []],
  ["an image that is none", problems({ image: "Web 1" }), ["image"]],
  ["a variable without a source", problems({ secrets: { A: {} } }), ["secrets.A"]],
  [
    "a variable with both sources",
    problems({ secrets: { A: { secretArn: "arn:s", parameterArn: "arn:p" } } }),
    ["secrets.A"],
  ],
  [
    "a key of a parameter",
    problems({ secrets: { A: { parameterArn: "arn:p", key: "K" } } }),
    ["secrets.A.key"],
  ],
  [
    "a stage and a version",
    problems({ secrets: { A: { secretArn: "arn:s", stage: "AWSCURRENT", versionId: "v" } } }),
    ["secrets.A.versionId"],
  ],
  ["scratch beside a volume", problems({ scratch: ["/tmp"], volumes: { data } }), []],
  ["two mounts at one path", problems({ scratch: ["/data"], volumes: { data } }), ["scratch[0]"]],
  ["a mount over the system", problems({ scratch: ["/etc"] }), ["scratch[0]"]],
  ["a relative path", problems({ scratch: ["tmp"] }), ["scratch[0]"]],
  [
    "the root of a file system, as root",
    problems({
      volumes: {
        data: { ...data, directory: "/" },
        more: { ...volume("more", "a"), uid: 0, gid: 0 },
      },
    }),
    ["volumes.more.uid", "volumes.more.gid", "volumes.data.directory"],
  ],
  [
    "a volume that two containers share",
    problems({
      volumes: { data },
      sidecars: { b: { image: "x:1", volumes: { data: { ...data, mountPath: "/in" } } } },
    }),
    [],
  ],
  [
    "one name for two volumes",
    problems({
      volumes: { data },
      sidecars: { b: { image: "x:1", volumes: { data: { ...data, directory: "/b/data" } } } },
    }),
    ["sidecars.b.volumes.data"],
  ],
  [
    "a soft limit above the hard one",
    problems({ ulimits: { nofile: { soft: 2, hard: 1 } } }),
    ["ulimits.nofile.soft"],
  ],
  [
    "reservations that leave the main container something",
    problems({ sidecars: { b: { image: "x:1", cpu: 256, memoryMiB: 511 } } }),
    [],
  ],
  [
    "sidecars that take all memory",
    problems({ sidecars: { b: { image: "x:1", memoryMiB: 512 } } }),
    ["sidecars"],
  ],
  ["exec with a writable root", problems({ exec: true, readonlyRootFilesystem: false }), []],
  ["exec with a read-only root", problems({ exec: true }), ["exec"]],
  ["a start in order", waiting("START"), []],
  [
    "a wait for a container that is not there",
    problems({ dependsOn: { none: "START" } }),
    ["dependsOn.none"],
  ],
  ["a wait for itself", problems({ dependsOn: { web: "START" } }), ["dependsOn.web"]],
  [
    "a wait for a container that is wrong itself, told once",
    problems({ dependsOn: { other: "START" }, sidecars: { other: { image: "X 1" } } }),
    ["sidecars.other.image"],
  ],
  [
    "a wait for health that is checked",
    waiting("HEALTHY", { healthCheck: { command: ["true"] } }),
    [],
  ],
  ["a wait for health that nothing checks", waiting("HEALTHY"), ["dependsOn.other"]],
  ["a wait for the end of a container that may end", waiting("SUCCESS", { essential: false }), []],
  ["a wait for the end of one whose end ends the task", waiting("SUCCESS"), ["dependsOn.other"]],
  [
    "permission for everything",
    problems({ permissions: [{ actions: ["sqs:*"], resources: ["*"] }] }),
    ["permissions[0].actions[0]", "permissions[0].resources[0]"],
  ],
  [
    "a resource that comes late",
    problems({ permissions: [{ actions: ["sqs:SendMessage"], resources: [pulumi.output("*")] }] }),
    [],
  ],
];

describe("fargate-task: taskSettings", () => {
  for (const [what, found, expected] of rows) {
    it(`${expected.length === 0 ? "accepts" : "refuses"} ${what}`, () => {
      assert.deepEqual(
        found.map((line) => line.slice(0, line.indexOf(": "))),
        expected,
        found.join("\n"),
      );
    });
  }

  it("says what is wrong, what is allowed, and how to fix it, with nothing of a value", () => {
    assert.deepEqual(
      problems({ environment: { DB_PASSWORD: "hunter22" }, stopTimeoutSeconds: 1 }),
      [
        "stopTimeoutSeconds: The number is too small. Allowed: a whole number from 2 to 120. Write stopTimeoutSeconds: 2.",
        "environment.DB_PASSWORD: This looks like a secret (its name says so); plain variables are readable in the task definition. Allowed: values that anyone who may read the task definition may see. Change the secret at its origin, for a file has held it; keep the new one in a secret, and refer to it, in a stack file with secrets: { DB_PASSWORD: { secret: name } }.",
      ],
    );
  });

  it("keeps late values as they are and fills in every default", () => {
    const image = pulumi.output("web:1");
    const settings = taskSettings("web", { ...smallest, image });
    assert.equal(settings.image, image);
    assert.deepEqual([settings.cpu, settings.user, settings.scratch], [256, "1000:1000", []]);
  });
});
