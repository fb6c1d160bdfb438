// Not proved here: that the plugin opens a shell. A program of its name stands in for it.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Task } from "@aws-sdk/client-ecs";
import { AwsError, type Script } from "./emulator";
import { arn, deployed } from "./deployed";
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

function world(tasks: readonly Task[], enableExecuteCommand = true): Script {
  return {
    ...deployed([], { enableExecuteCommand }),
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
    const bin = join(on.folder, "bin");
    mkdirSync(bin);
    const plugin = join(bin, "session-manager-plugin");
    writeFileSync(plugin, '#!/bin/sh\nprintf "%s\\n" "$@" > "$WRITTEN"\nexit 7\n');
    chmodSync(plugin, 0o755);
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
    [
      "a service without ECS Exec, with the line",
      "web",
      () => world([], false),
      /^The service web opens no shells\. Set `exec: true` \(Pulumi\.live\.yaml:9\)/,
    ],
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
    [
      "an agent that does not answer",
      "web",
      () => ({
        ...world([task("aaaa1", "RUNNING")]),
        ExecuteCommand: new AwsError("TargetNotConnectedException", "The execute command failed."),
      }),
      /^The agent of ECS Exec does not answer: .*\nThe task needs a way to ssmmessages/,
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

  it("says how to install the plugin, before it opens a session", async () => {
    on.emulator.answers = world([task("aaaa1", "RUNNING")]);
    const { code, err } = await on.run(["exec", "web"], {
      isTerminal: true,
      shell: { PATH: "/nowhere" },
    });
    assert.equal(code, 2);
    assert.match(err, /^session-manager-plugin is not on your PATH: .*\nhttps:\/\/docs\.aws/);
    assert.deepEqual(on.asked("ExecuteCommand"), []);
  });

  it("needs a terminal", async () => {
    const { code, err } = await on.run(["exec", "web"], { shell: terminal().shell });
    assert.equal(code, 2);
    assert.match(err, /^A shell needs a terminal\. Without one: npx drydock run web -- <command>/);
  });
});
