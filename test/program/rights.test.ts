// Who may do what, as a table: each role with every call that some role may make. Not proved here: that AWS decides as the
// library does.
import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { z } from "zod";
import { textAt } from "../../drydock/offline/cloud/values";
import type { Registered } from "../support";
import { runProgram } from "./run-program";

const account = "111122223333";
const image = `image: { reference: "${account}.dkr.ecr.us-east-2.amazonaws.com/shop:1" }`;
const stackFile = `
config:
  aws:region: us-east-2
  drydock:lifecycle: disposable
  drydock:encryption: { customerKey: false }
  drydock:queues: { orders: {}, returns: { fifo: true } }
  drydock:secrets: { ledger: { arn: "arn:aws:secretsmanager:us-east-2:${account}:secret:ledger-AbCdEf" } }
  drydock:databases:
    ledger:
      engine: postgres
      host: ledger.example.com
      securityGroupId: sg-0a1b2c3d4e5f60718
      secret: ledger
      iamUserArn: arn:aws:rds-db:us-east-2:${account}:dbuser:db-ABC/app
  drydock:services:
    shop: { ${image}, sends: [orders] }
    worker:
      ${image}
      consumes: { orders: { secondsPerMessage: 20, protectsTasks: true } }
      sends: [returns]
    books: { ${image}, databases: { ledger: {} } }
  drydock:jobs:
    migrate: { from: books, databases: { ledger: {} }, runs: { before: [books] } }
    nightly: { ${image}, runs: { at: rate(1 day) } }
    report: { ${image}, runs: { at: rate(1 day), timeoutMinutes: 5, overlap: skip } }
`;

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-2:${account}:${rest}`;
const orders = arn("sqs", "drydock-rights-orders");
const returns = arn("sqs", "drydock-rights-returns.fifo");
const user = arn("rds-db", "dbuser:db-ABC/app");
const secret = arn("secretsmanager", "secret:ledger-AbCdEf");
const task = (family: string) => arn("ecs", `task-definition/drydock-rights-${family}:1`);
const cluster = { "ecs:cluster": arn("ecs", "cluster/drydock-rights") };

/** An action, what it is on, and the values that AWS gives for it. */
type Call = readonly [action: string, on: string, context?: Readonly<Record<string, string>>];

const calls: readonly Call[] = [
  ["sqs:SendMessage", orders],
  ["sqs:ReceiveMessage", orders],
  ["sqs:DeleteMessage", orders],
  ["sqs:PurgeQueue", orders],
  ["sqs:SendMessage", returns],
  ["sqs:ReceiveMessage", returns],
  ["sqs:ReceiveMessage", arn("sqs", "drydock-rights-orders-dead")],
  ["sqs:StartMessageMoveTask", arn("sqs", "drydock-rights-orders-dead")],
  ["ecs:UpdateTaskProtection", arn("ecs", "task/drydock-rights/0a1b"), cluster],
  ["ecs:UpdateTaskProtection", arn("ecs", "task/other/0a1b")],
  ["rds-db:connect", user],
  ["rds-db:connect", arn("rds-db", "dbuser:db-ABC/admin")],
  ["secretsmanager:GetSecretValue", secret],
  ["ecs:RunTask", task("nightly"), cluster],
  ["ecs:RunTask", task("nightly"), { "ecs:cluster": arn("ecs", "cluster/other") }],
  ["ecs:RunTask", task("report"), cluster],
  ["ecs:RunTask", task("books"), cluster],
];

const stopped: Call = ["ecs:StopTask", arn("ecs", "task/drydock-rights/0a1b"), cluster];
const passedTo = (service: string) => ({ "iam:PassedToService": `${service}.amazonaws.com` });
const withoutDigits = (name: string): string => name.replace(/-[0-9a-f]{7}$/, "");

const documentOf: (text: string) => object = JSON.parse;
const policies = z.object({ role: z.string(), policy: z.string() });

describe("the rights of roles", () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-rights-"));
  const file = join(folder, "Pulumi.rights.yaml");
  let made: Registered;
  before(async () => {
    writeFileSync(file, stackFile);
    made = await runProgram(file, false);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** The documents of each role, by the role's logical name. */
  function documents(): ReadonlyMap<string, readonly string[]> {
    const all = made.all("iam/rolePolicy:RolePolicy").map(({ inputs }) => policies.parse(inputs));
    // The provider's name for a role ends in seven digits.
    const byRole = Map.groupBy(all, ({ role }) => withoutDigits(role));
    return new Map([...byRole].map(([role, own]) => [role, own.map(({ policy }) => policy)]));
  }

  async function allowed(own: readonly string[], [action, resource, context]: Call) {
    const simulated = await runSimulation(
      {
        request: {
          principal: `arn:aws:iam::${account}:role/x`,
          action,
          resource: { resource, accountId: account },
          contextVariables: { "aws:PrincipalAccount": account, ...context },
        },
        identityPolicies: own.map((policy, index) => ({
          name: String(index),
          policy: documentOf(policy),
        })),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        additionalSettings: { s3: { blockPublicAccess: false } },
      },
      {},
    );
    return simulated.resultType === "single" && simulated.overallResult === "Allowed";
  }

  it("are those of queues, databases and jobs, and no more", async () => {
    const machine = textAt(made.one("sfn/stateMachine:StateMachine").outputs, "arn");
    const passed = made.all("iam/role:Role").flatMap(({ outputs }): Call[] => [
      ["iam:PassRole", textAt(outputs, "arn"), passedTo("ecs-tasks")],
      ["iam:PassRole", textAt(outputs, "arn"), passedTo("lambda")],
    ]);
    const ofRuns: readonly Call[] = [
      ["states:StartExecution", machine],
      ["states:ListExecutions", machine],
      ["states:DeleteStateMachine", machine],
      stopped,
      [
        "ecs:StopTask",
        arn("ecs", "task/other/0a1b"),
        { "ecs:cluster": arn("ecs", "cluster/other") },
      ],
      ...passed,
    ];
    const table: Record<string, string[]> = {};
    for (const [role, own] of documents()) {
      for (const call of [...calls, ...ofRuns]) {
        if (!(await allowed(own, call))) continue;
        const [action, resource, { "iam:PassedToService": to = "" } = {}] = call;
        const name = withoutDigits(resource.split(":").slice(5).join(":"));
        const on = resource === machine ? "report" : `${name}${to === "" ? "" : ` to ${to}`}`;
        table[role] = [...(table[role] ?? []), `${action} ${on}`];
      }
    }
    const reads = ["secretsmanager:GetSecretValue secret:ledger-AbCdEf"];
    const runs = (job: string) => [
      `ecs:RunTask task-definition/drydock-rights-${job}:1`,
      ...["execution", "task"].map(
        (role) => `iam:PassRole role/${job}-${role} to ecs-tasks.amazonaws.com`,
      ),
    ];
    const connects = ["rds-db:connect dbuser:db-ABC/app"];
    assert.deepEqual(table, {
      "books-execution": reads,
      "books-task": connects,
      "migrate-execution": reads,
      "migrate-task": connects,
      "nightly-schedule": runs("nightly"),
      "report-runs": [
        ...runs("report").slice(0, 1),
        "states:ListExecutions report",
        "ecs:StopTask task/drydock-rights/0a1b",
        ...runs("report").slice(1),
      ],
      "report-schedule": ["states:StartExecution report"],
      "shop-task": ["sqs:SendMessage drydock-rights-orders"],
      "worker-task": [
        "sqs:ReceiveMessage drydock-rights-orders",
        "sqs:DeleteMessage drydock-rights-orders",
        "sqs:SendMessage drydock-rights-returns.fifo",
        "ecs:UpdateTaskProtection task/drydock-rights/0a1b",
      ],
    });
  });
});
