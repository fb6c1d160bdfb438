// Not proved here: that ECS goes back. Its answers are recorded.
import assert from "node:assert/strict";
import type { ContainerDefinition, TaskDefinition } from "@aws-sdk/client-ecs";
import { differences } from "../../drydock/operate/rollback/differences";
import { definitionArn, deployed, deploymentArn, type Past } from "./deployed";
import type { Script } from "./emulator";
import { stage } from "./stage";

const container: ContainerDefinition = {
  name: "web",
  image: "shop:v2",
  environment: [
    { name: "GREETING", value: "a value that nobody should see" },
    { name: "LEVEL", value: "info" },
  ],
};

const definition = (revision: number, changes: Partial<TaskDefinition> = {}): TaskDefinition => ({
  taskDefinitionArn: definitionArn(revision),
  family: "shop-live-web",
  status: "ACTIVE",
  cpu: "256",
  memory: "512",
  containerDefinitions: [container],
  ...changes,
});

const before: Partial<TaskDefinition> = {
  memory: "1024",
  containerDefinitions: [
    { ...container, image: "shop:v1", environment: [{ name: "LEVEL", value: "info" }] },
  ],
};

/** An account with this history, newest first, and these changes of revision 11. */
function world(history: readonly Past[], changes: Partial<TaskDefinition> = before): Script {
  return {
    ...deployed(history),
    DescribeTaskDefinition: ({ taskDefinition }) => {
      const revision = Number(String(taskDefinition).split(":").at(-1));
      return { taskDefinition: definition(revision, revision === 11 ? changes : {}) };
    },
    StopServiceDeployment: { serviceDeploymentArn: deploymentArn(0) },
  };
}

const history: readonly Past[] = [
  { revision: 12 },
  { revision: 12 },
  { revision: 10, status: "ROLLBACK_SUCCESSFUL" },
  { revision: 11 },
];

describe("drydock rollback", () => {
  const on = stage();

  it("goes back to the last revision that succeeded, says what differs and how the stack file follows", async () => {
    on.emulator.answers = world(history);
    const { code, out, err } = await on.run(["rollback", "web", "--yes"]);
    assert.equal(code, 0, err);
    assert.equal(
      err,
      `web: goes from shop-live-web:12 to shop-live-web:11. They differ in
  memoryMiB    512 -> 1024         Pulumi.live.yaml:15
  image        shop:v2 -> shop:v1  Pulumi.live.yaml:10
  environment  GREETING            Pulumi.live.yaml:16
`,
    );
    assert.match(
      out,
      /^Started\. Follow it:\n.*\nThe stack file still asks for what shop-live-web:12 has:/,
    );
    assert.match(out, /revert the change that led to the lines above/);
    assert.deepEqual(on.asked("UpdateService"), [
      { cluster: "shop-live", service: "web", taskDefinition: definitionArn(11) },
    ]);
  });

  it("goes to the revision that is named, and prints JSON without a value of a variable", async () => {
    for (const to of ["11", "shop-live-web:11"]) {
      on.emulator.answers = world([{ revision: 12 }]);
      const { out, err } = await on.run(["rollback", "web", "--to", to, "--yes", "--json"]);
      assert.deepEqual(JSON.parse(out), {
        service: "web",
        from: "shop-live-web:12",
        to: "shop-live-web:11",
        differences: [
          { key: "memoryMiB", what: "512 -> 1024" },
          { container: "web", key: "image", what: "shop:v2 -> shop:v1" },
          { container: "web", key: "environment", what: "GREETING" },
        ],
      });
      assert.doesNotMatch(out + err, /nobody should see/);
    }
  });

  it("ends a deployment under way", async () => {
    on.emulator.answers = world([{ revision: 13, status: "IN_PROGRESS" }, ...history]);
    const { code, out, err } = await on.run(["rollback", "web", "--yes"]);
    assert.equal(code, 0);
    assert.match(
      out,
      /^Started\. See how it ends:\n {2}npx drydock deployments web --stack live\n/,
    );
    assert.equal(err, "web: ends the deployment under way, and goes back to what ran before it.\n");
    assert.deepEqual(on.asked("StopServiceDeployment"), [
      { serviceDeploymentArn: deploymentArn(0), stopType: "ROLLBACK" },
    ]);
    assert.deepEqual(on.asked("UpdateService"), []);
  });

  it("changes nothing where the user says no", async () => {
    on.emulator.answers = world(history);
    const { code } = await on.run(["rollback", "web"], { confirm: () => Promise.resolve(false) });
    assert.deepEqual([code, on.asked("UpdateService")], [1, []]);
  });

  const refusals: readonly (readonly [
    name: string,
    args: string,
    answers: Script,
    message: RegExp,
  ])[] = [
    [
      "the revision that runs",
      "--to 12",
      world(history),
      /^web runs shop-live-web:12 already\.\n$/,
    ],
    [
      "a revision of another service",
      "--to shop-live-worker:3",
      {
        ...world(history),
        DescribeTaskDefinition: {
          taskDefinition: { family: "shop-live-worker", status: "ACTIVE" },
        },
      },
      /^shop-live-worker:3 is of another family: a revision of web is one of shop-live-web\./,
    ],
    [
      "that there is no earlier success",
      "--yes",
      world([{ revision: 12 }, { revision: 11, status: "STOPPED" }]),
      /^ECS knows no earlier deployment of web that succeeded .* Name one: --to <revision>/,
    ],
    [
      "a revision during a deployment",
      "--to 11",
      world([{ revision: 13, status: "PENDING" }]),
      /^A deployment of web is under way\. Go back from it first, without --to\./,
    ],
  ];
  for (const [name, args, answers, message] of refusals) {
    it(`refuses ${name}`, async () => {
      on.emulator.answers = answers;
      const { code, err } = await on.run(["rollback", "web", ...args.split(" ")]);
      assert.equal(code, 2);
      assert.match(err, message);
      assert.deepEqual(on.asked("UpdateService"), []);
    });
  }
});

describe("differences of two revisions", () => {
  const of = (changes: Partial<ContainerDefinition>) =>
    differences(
      definition(1),
      definition(2, { containerDefinitions: [{ ...container, ...changes }] }),
    );

  it("are none for variables in another order", () => {
    assert.deepEqual(of({ environment: [...(container.environment ?? [])].reverse() }), []);
  });

  it("name a secret, not where it comes from", () => {
    assert.deepEqual(of({ secrets: [{ name: "TOKEN", valueFrom: "arn" }] }), [
      { container: "web", key: "secrets", what: "TOKEN" },
    ]);
  });

  it("use the stack file's keys", () => {
    assert.deepEqual(
      of({ portMappings: [{ containerPort: 1 }], command: ["a"], mountPoints: [] }).map(
        ({ key }) => key,
      ),
      ["containerPort", "command", "volumes"],
    );
  });

  it("tell a sidecar that comes back or goes", () => {
    const proxied = definition(2, { containerDefinitions: [container, { name: "proxy" }] });
    const row = { container: "proxy", key: "sidecars" };
    assert.deepEqual(differences(definition(1), proxied), [{ ...row, what: "comes back" }]);
    assert.deepEqual(differences(proxied, definition(1)), [{ ...row, what: "goes" }]);
  });
});
