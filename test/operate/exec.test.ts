// Not proved here: that the plugin opens a shell. A program of its name stands in for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Task } from "@aws-sdk/client-ecs";
import type { Script } from "./emulator";
import { arn, deployed } from "./deployed";
import { fakePlugin } from "./plugin";
import { stage } from "./stage";

const session = {
  sessionId: "ecs-execute-command-1",
  streamUrl: "wss://ssmmessages.us-east-2.amazonaws.com/v1/data-channel/1",
  tokenValue: "a token that nobody should see",
};

const task = (id: string, agent: string): Task => ({
  taskArn: arn(`task/shop-live/${id}`),
  containers: [
    {
      name: "web",
      runtimeId: `${id}-1`,
      managedAgents: [{ name: "ExecuteCommandAgent", lastStatus: agent }],
    },
  ],
});

function world(tasks: readonly Task[]): Script {
  return {
    ...deployed([], { enableExecuteCommand: true }),
    ListTasks: { taskArns: tasks.map(({ taskArn = "" }) => taskArn) },
    DescribeTasks: { tasks: [...tasks] },
    ExecuteCommand: { session },
  };
}

describe("drydock exec", () => {
  const on = stage();
  const written = (): string => join(on.folder, "arguments");
  /** A terminal on which the plugin is installed. */
  const terminal = () => ({
    isTerminal: true,
    shell: { PATH: `${join(on.folder, "bin")}:/usr/bin:/bin`, WRITTEN: written() },
  });
  before(() => {
    fakePlugin(join(on.folder, "bin"));
  });

  it("hands the terminal to the plugin, as the AWS CLI does, and prints no token", async () => {
    on.emulator.answers = world([task("aaaa1", "PENDING"), task("bbbb2", "RUNNING")]);
    const { code, out, err } = await on.run(["exec", "web"], terminal());
    assert.deepEqual([code, out, err], [7, "", "web in task bbbb2.\n"]);
    assert.deepEqual(on.asked("ExecuteCommand"), [
      {
        cluster: "shop-live",
        task: "bbbb2",
        container: "web",
        command: "/bin/sh",
        interactive: true,
      },
    ]);
    assert.deepEqual(readFileSync(written(), "utf8").split("\n"), [
      JSON.stringify(session),
      "us-east-2",
      "StartSession",
      "",
      '{"Target":"ecs:shop-live_bbbb2_bbbb2-1"}',
      "https://ecs.us-east-2.amazonaws.com",
      "",
    ]);
  });

  it("runs a command in the task that is named, quoted for a shell", async () => {
    on.emulator.answers = world([task("aaaa1", "RUNNING"), task("bbbb2", "RUNNING")]);
    await on.run(["exec", "web", "--task", "bb", "--", "echo", "two words"], terminal());
    assert.deepEqual(on.asked("ExecuteCommand"), [
      {
        cluster: "shop-live",
        task: "bbbb2",
        container: "web",
        command: "echo 'two words'",
        interactive: true,
      },
    ]);
  });

  const refusals: readonly (readonly [
    name: string,
    args: string,
    answers: () => Script,
    message: RegExp,
  ])[] = [
    ["a service without a task", "web", () => world([]), /^No task of web runs/],
    [
      "a task that does not run",
      "web --task cc",
      () => world([task("aaaa1", "RUNNING")]),
      /^No task of web begins with cc\. Running: aaaa1\./,
    ],
    [
      "a task without the agent",
      "web",
      () => world([task("aaaa1", "PENDING")]),
      /^The agent of ECS Exec does not run in web \(PENDING\)/,
    ],
  ];
  for (const [name, args, answers, message] of refusals) {
    it(`explains ${name}`, async () => {
      on.emulator.answers = answers();
      const { code, err } = await on.run(["exec", ...args.split(" ")], terminal());
      assert.equal(code, 2);
      assert.match(err, message);
    });
  }

  it("opens no session where the plugin is not installed", async () => {
    on.emulator.answers = world([task("aaaa1", "RUNNING")]);
    await on.run(["exec", "web"], { isTerminal: true, shell: { PATH: "/nowhere" } });
    assert.deepEqual(on.asked("ExecuteCommand"), []);
  });
});
