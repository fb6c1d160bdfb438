import assert from "node:assert/strict";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { z } from "zod";
import type { PolicyDocument } from "../../drydock/permissions/documents";
import { rightsOfRoles } from "../../drydock/permissions/roles";
import { runProgram, stackFileOf } from "../program/run-program";
import { register, type Registered } from "../support";
import * as aws from "@pulumi/aws";

const account = "111122223333";

const policy = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Action: z.array(z.string()),
      Resource: z.array(z.string()),
      Condition: z.record(z.string(), z.record(z.string(), z.array(z.string()))).default({}),
    }),
  ),
});

interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** What AWS would decide about a role with these two, by a library that people use to predict it. */
async function isAllowed(
  identity: unknown,
  boundary: PolicyDocument,
  { action, resource, context }: Question,
): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:role/web-task`,
        action,
        resource: { resource, accountId: account },
        contextVariables: { ...context },
      },
      identityPolicies: [{ name: "own", policy: identity }],
      permissionBoundaryPolicies: [{ name: "boundary", policy: boundary }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(action.startsWith("kms:") ? { resourcePolicy: keyPolicy } : {}),
      additionalSettings: { s3: { blockPublicAccess: false } },
    },
    {},
  );
  if (result.resultType === "error") assert.fail(`${action}: ${JSON.stringify(result)}`);
  return result.overallResult === "Allowed";
}

/** A key's own policy leaves the decision to the account's. */
const keyPolicy = {
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: "kms:*",
    Resource: "*",
  },
};

const everything: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }],
};

const boundaryOf = ({ capture }: Registered) => rightsOfRoles(capture, "us-east-2");

describe("The boundary of a stack's roles", () => {
  for (const stack of ["test", "production"]) {
    it(`leaves the roles of ${stack} what their policies allow`, async () => {
      const made = await runProgram(stackFileOf(stack), false);
      const { boundary, unbounded } = boundaryOf(made);
      assert.deepEqual(unbounded, []);
      const policies = made.all("iam/rolePolicy:RolePolicy");
      assert.ok(policies.length > 0);
      const undecided = new Set<string>();
      for (const one of policies) {
        const document = policy.parse(made.json(one, "policy"));
        for (const { Action, Resource, Condition } of document.Statement) {
          const tests = Object.values(Condition).flatMap((all) => Object.entries(all));
          const context = Object.fromEntries(
            tests.map(([key, [value = ""]]) => [key, value.replace(/\*/g, "x")]),
          );
          for (const action of Action) {
            const resource = (Resource[0] ?? "")
              .replace(/:\*$/, /Stream$|Events$/.test(action) ? ":log-stream:x" : ":x")
              .replace(/(?<=.)[*?]/g, "x");
            const question = { action, resource, context };
            const own = made.json(one, "policy");
            // The library does not know the keys of AWS KMS that hold a context of encryption.
            if (!(await isAllowed(own, everything, question))) {
              undecided.add(action);
              continue;
            }
            const said = `${one.name}: ${JSON.stringify(question)}`;
            assert.ok(await isAllowed(own, boundary, question), said);
          }
        }
      }
      assert.deepEqual([...undecided], stack === "test" ? [] : ["kms:Decrypt"]);
    });

    it(`keeps the roles of ${stack} from anything else, whatever their policies say`, async () => {
      const { boundary } = boundaryOf(await runProgram(stackFileOf(stack), false));
      for (const [action, resource] of [
        ["iam:CreateRole", `arn:aws:iam::${account}:role/other`],
        [
          "secretsmanager:GetSecretValue",
          `arn:aws:secretsmanager:us-east-2:${account}:secret:other`,
        ],
        ["s3:GetObject", "arn:aws:s3:::other/key"],
      ] as const) {
        assert.equal(
          await isAllowed(everything, boundary, { action, resource, context: {} }),
          false,
          action,
        );
      }
    });
  }

  it("names what the program does not tell", async () => {
    const made = await register(() => {
      const role = new aws.iam.Role("task", { assumeRolePolicy: "{}" });
      new aws.iam.RolePolicyAttachment("managed", {
        role: role.name,
        policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      });
      new aws.iam.RolePolicy("rest", {
        role: role.name,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" },
            { Effect: "Allow", NotAction: "iam:*", Resource: "*" },
            { Effect: "Deny", NotAction: "sqs:*", Resource: "*" },
          ],
        }),
      });
    });
    const { boundary, unbounded } = boundaryOf(made);
    assert.deepEqual(boundary.Statement, [
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["*"] },
    ]);
    assert.deepEqual(unbounded, ["arn:aws:iam::aws:policy/ReadOnlyAccess", "rest"]);
  });

  it("holds the actions alone where names make it too long", async () => {
    const made = await register(() => {
      const role = new aws.iam.Role("task", { assumeRolePolicy: "{}" });
      const Resource = Array.from(
        { length: 200 },
        (_, at) => `arn:aws:s3:::bucket-${at}/${"x".repeat(30)}`,
      );
      const Statement = [{ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource }];
      new aws.iam.RolePolicy("task", {
        role: role.name,
        policy: JSON.stringify({ Version: "2012-10-17", Statement }),
      });
    });
    assert.deepEqual(boundaryOf(made).boundary.Statement, [
      { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["*"] },
    ]);
  });
});
