import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Grant } from "../../drydock/permissions/grants";
import { rightsOf } from "../../drydock/permissions/grants";
import { whyCalls } from "../../drydock/permissions/why";
import { root, runProgram, stackFileOf } from "../program/run-program";
import { register } from "../support";

const account = "111122223333";
const region = "us-east-2";
const operation = (action: string): string => action.split(":")[1] ?? "";

/** A source file and the files of `drydock/operate` that it imports, one through the other. */
function imported(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g)) {
    const next = `${join(dirname(file), path)}.ts`;
    if (next.startsWith(join(root, "drydock", "operate")) && existsSync(next)) imported(next, seen);
  }
  return seen;
}

/** That an operation needs the right of its name, as AWS names both, is not shown here. */
describe("The rights of drydock why", () => {
  it("are those of the calls in its files, and in the files that it uses", () => {
    const files = imported(join(root, "drydock", "operate", "why", "run.ts"));
    const called = [...files].flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/new (\w+)Command\(|\bpaginate(\w+)\(/g)].map(
        ([, command, pages]) => command ?? pages ?? "",
      ),
    );
    // Other commands use one file to stop tasks. Who one is needs no right, and a role that is assumed is another's.
    const others = ["AssumeRole", "GetCallerIdentity", "StopTask"];
    assert.deepEqual([...new Set(called)].sort(), [...whyCalls.map(operation), ...others].sort());
  });

  const of = (grants: readonly Grant[], action: string) =>
    grants
      .filter((grant) => grant.action === action)
      .map(({ resources, conditions }) => [resources, conditions]);

  it("name the tasks and the own log groups of the stack's services, in its cluster", async () => {
    const { capture } = await runProgram(stackFileOf("production"), false);
    const { grants } = rightsOf(capture, region);
    assert.deepEqual(of(grants, "ecs:DescribeTasks"), [
      [[`arn:aws:ecs:${region}:${account}:task/drydock-production/*`], {}],
    ]);
    assert.deepEqual(of(grants, "ecs:ListTasks"), [
      [
        ["*"],
        {
          ArnEquals: {
            "ecs:cluster": [`arn:aws:ecs:${region}:${account}:cluster/drydock-production`],
          },
        },
      ],
    ]);
    assert.deepEqual(of(grants, "logs:GetLogEvents"), [
      [[`arn:aws:logs:${region}:${account}:log-group:/drydock/production/web:log-stream:*`], {}],
    ]);
    const all = new Set(grants.map(({ action }) => action));
    assert.deepEqual(
      whyCalls.filter((action) => !all.has(action)),
      [],
    );
  });

  it("leave out log groups of others, and stacks without a service", async () => {
    const groupOf = (name: string) => ({
      logDriver: "awslogs",
      options: { "awslogs-group": name },
    });
    const { capture } = await register(() => {
      const own = new aws.cloudwatch.LogGroup("own", { name: "/shop/web" });
      const task = new aws.ecs.TaskDefinition("web", {
        family: "web",
        containerDefinitions: own.name.apply((name) =>
          JSON.stringify([
            { name: "web", logConfiguration: groupOf(name) },
            { name: "agent", logConfiguration: groupOf("/company/agents") },
            { name: "quiet" },
          ]),
        ),
      });
      const cluster = `arn:aws:ecs:${region}:${account}:cluster/shared`;
      new aws.ecs.Service("web", { name: "web", cluster, taskDefinition: task.arn });
    });
    assert.deepEqual(of(rightsOf(capture, region).grants, "logs:GetLogEvents"), [
      [[`arn:aws:logs:${region}:${account}:log-group:/shop/web:log-stream:*`], {}],
    ]);
    const { capture: empty } = await register(() => {
      new aws.cloudwatch.LogGroup("own", { name: "/shop/web" });
    });
    const { grants } = rightsOf(empty, region);
    assert.deepEqual(
      grants.filter(({ action }) => action.startsWith("ecs:") || action === "logs:GetLogEvents"),
      [],
    );
  });
});
