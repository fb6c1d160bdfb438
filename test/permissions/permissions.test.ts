import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { arnTemplate, rightOf } from "drydock-policy/permissions";
import { join } from "node:path";
import type { Capture, CapturedResource } from "../../drydock/offline/capture/types";
import { isBag } from "../../drydock/offline/capture/values";
import { models } from "../../drydock/offline/cloud";
import { textAt } from "../../drydock/offline/cloud/values";
import {
  callsOf,
  callsOfFunction,
  knownTypes,
  type Phase,
  phases,
} from "../../drydock/permissions/calls";
import {
  documentsOf,
  mostCharacters,
  mostPolicies,
  type PolicyDocument,
} from "../../drydock/permissions/documents";
import { rightsOf } from "../../drydock/permissions/grants";
import { drydock } from "../commands/support";
import { stackFiles } from "../examples/support";
import { register } from "../support";
import { root, runProgram, stackFileOf } from "../program/run-program";

const account = "111122223333";
const region = "us-east-2";

const captureOf = async (file: string): Promise<Capture> =>
  (await runProgram(join(root, file), false)).capture;

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

const keyPolicy = {
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: "kms:*",
    Resource: "*",
  },
};

/** What AWS would decide, by a library that people use to predict it. */
async function isAllowed(
  documents: readonly PolicyDocument[],
  { action, resource, context = {} }: Request,
): Promise<boolean> {
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${account}:role/deploy`,
        action,
        resource: { resource, accountId: account },
        contextVariables: { ...context },
      },
      identityPolicies: documents
        .map((policy, index) => ({ name: `policy-${index}`, policy: about(action, policy) }))
        .filter(({ policy }) => policy.Statement.length > 0),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      // A key's own policy leaves the decision to the account's.
      ...(action.startsWith("kms:") ? { resourcePolicy: keyPolicy } : {}),
      additionalSettings: { s3: { blockPublicAccess: false } },
    },
    {},
  );
  if (result.resultType === "error") {
    assert.fail(`${action} on ${resource}: ${JSON.stringify(result)}`);
  }
  return result.overallResult === "Allowed";
}

/** A document without statements that can have nothing to do with an action: the library is slow, and looks at all. */
function about(action: string, document: PolicyDocument): PolicyDocument {
  const concerns = (one: string): boolean =>
    /[*?]/.test(one) || one.toLowerCase() === action.toLowerCase();
  return {
    ...document,
    Statement: document.Statement.filter((statement) => statement.Action.some(concerns)),
  };
}

/** The requests on a resource itself that an update, a refresh and a destruction make. */
function requestsOn(resource: CapturedResource): Request[] {
  const calls = callsOf(resource.type) ?? assert.fail(resource.type);
  const arn = textAt(resource.outputs, "arn");
  const tags = resource.checkedInputs["tagsAll"];
  const tagged = Object.fromEntries(
    Object.entries(isBag(tags) ? tags : {}).map(([key, value]) => [
      `aws:ResourceTag/${key}`,
      typeof value === "string" ? value : "",
    ]),
  );
  const requestOf = (action: string, phase: Phase): Request[] => {
    const right = rightOf(action) ?? assert.fail(action);
    if (right.targets.length === 0) return [{ action, resource: "*" }];
    const isOwn = right.targets.some(({ type }) => type === calls.is);
    if (!isOwn || !arn.startsWith("arn:")) return [];
    const creator = calls.create[0]?.split(":")[1] ?? "";
    const isNew = phase === "create" && (right.tags || action === calls.create[0]);
    const creating = { [`${action.split(":")[0] ?? ""}:CreateAction`]: creator };
    return [
      { action, resource: arn, context: isNew && calls.takesOver !== true ? creating : tagged },
    ];
  };
  return phases.flatMap((phase) => calls[phase].flatMap((action) => requestOf(action, phase)));
}

describe("The table of the provider's calls", () => {
  it("knows every type of the stand-in cloud that is AWS's", () => {
    const own = Object.keys(models).filter((type) => type.startsWith("aws:"));
    assert.deepEqual(
      own.filter((type) => callsOf(type) === undefined),
      [],
    );
  });

  it("names actions, kinds of resources and source files that exist, each action in AWS's spelling", () => {
    for (const type of knownTypes) {
      const calls = callsOf(type) ?? assert.fail(type);
      const actions = [
        ...phases.flatMap((phase) => calls[phase]),
        ...Object.values(calls.reads ?? {}),
      ];
      assert.deepEqual(
        actions.filter((action) => rightOf(action) === undefined),
        [],
        type,
      );
      if (calls.is !== undefined) assert.notEqual(arnTemplate(calls.is), undefined, type);
      assert.match(calls.source, /^internal\/service\/[a-z0-9]+\/[a-z0-9_]+\.go$/, type);
      assert.ok(calls.create.length > 0 && calls.read.length > 0, type);
    }
  });
});

/** That AWS asks for these rights and no others is not shown: the table is read from the provider's source. */
describe("The rights of the role that deploys", () => {
  for (const file of [...stackFiles, "Pulumi.test.yaml", "Pulumi.production.yaml"]) {
    it(`${file}: every type and function is known, every resource that can be named is`, async () => {
      const capture = await captureOf(file);
      const { grants, unknown } = rightsOf(capture, region);
      assert.deepEqual(unknown, []);
      const lookUps = new Set(capture.invokes.flatMap(({ token }) => callsOfFunction(token) ?? []));
      const everywhere = grants.filter(
        ({ action, resources, conditions }) =>
          resources.includes("*") &&
          (rightOf(action)?.targets.length ?? 0) > 0 &&
          !("ecs:cluster" in (conditions["ArnEquals"] ?? {})) &&
          !lookUps.has(action),
      );
      assert.deepEqual(everywhere, []);
      assert.deepEqual(
        grants.filter(({ open }) => open).map(({ action, resources }) => [action, resources]),
        [],
      );
      for (const { action, conditions } of grants.filter((one) => one.action === "iam:PassRole")) {
        assert.ok("iam:PassedToService" in (conditions["StringEquals"] ?? {}), action);
      }
      const documents = documentsOf(grants);
      assert.ok(documents.length <= mostPolicies, String(documents.length));
      for (const document of documents) {
        assert.ok(JSON.stringify(document).length <= mostCharacters);
      }
    });
  }

  it("hand on every role that an environment's resources take, and only to the service that takes it", async () => {
    const { grants } = rightsOf(await captureOf("Pulumi.production.yaml"), region);
    const passed = grants.filter(({ action }) => action === "iam:PassRole");
    assert.deepEqual(
      [
        ...new Set(
          passed.map(({ resources, conditions }) => JSON.stringify([resources, conditions])),
        ),
      ]
        .map((text): unknown => JSON.parse(text))
        .sort(),
      [
        ["network-flow-logs", "vpc-flow-logs.amazonaws.com"],
        ["web-execution", "ecs-tasks.amazonaws.com"],
        ["web-task", "ecs-tasks.amazonaws.com"],
      ].map(([role = "", service = ""]) => [
        [`arn:aws:iam::${account}:role/${role}-*`],
        { StringEquals: { "iam:PassedToService": [service] } },
      ]),
    );
  });

  for (const stack of ["test", "production"]) {
    describe(stack, function () {
      this.timeout(120_000);
      let capture: Capture;
      let documents: PolicyDocument[];
      before(async () => {
        ({ capture } = await runProgram(stackFileOf(stack), false));
        documents = documentsOf(rightsOf(capture, region).grants);
      });

      it("allow what an update, a refresh and a destruction ask of AWS", async () => {
        const requests = new Map(
          capture.resources
            .filter(({ custom, type }) => custom && type.startsWith("aws:"))
            .flatMap(requestsOn)
            .map((request) => [JSON.stringify(request), request]),
        );
        assert.ok(requests.size > 300, String(requests.size));
        const refused: string[] = [];
        for (const [text, request] of requests) {
          if (!(await isAllowed(documents, request))) refused.push(text);
        }
        assert.deepEqual(refused, []);
      });

      it("refuse the same on what belongs to others", async () => {
        const others = stack === "test" ? "production" : "test";
        const theirs = {
          "aws:ResourceTag/project": "drydock",
          "aws:ResourceTag/environment": others,
        };
        const own = { ...theirs, "aws:ResourceTag/environment": stack };
        const at = (service: string, resource: string) =>
          `arn:aws:${service}:${region}:${account}:${resource}`;
        const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
        const key = at("kms", "key/0b1c2d3e-0000-4000-8000-000000000000");
        const policy = { action: "iam:PutRolePolicy", resource: role("web-task-0a1b2c3") };
        const pass = { action: "iam:PassRole", resource: role("web-task-0a1b2c3") };
        const refused: Request[] = [
          { action: "ecs:UpdateService", resource: at("ecs", `service/drydock-${others}/web`) },
          { action: "s3:PutBucketPolicy", resource: "arn:aws:s3:::customer-invoices" },
          { action: "s3:DeleteObject", resource: "arn:aws:s3:::customer-invoices/1.pdf" },
          { ...policy, context: theirs },
          { ...policy, resource: role("Administrator"), context: own },
          { ...pass, context: { "iam:PassedToService": "ec2.amazonaws.com" } },
          {
            ...pass,
            resource: role("Administrator"),
            context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
          },
          { action: "iam:TagRole", resource: role("web-task-0a1b2c3"), context: theirs },
          { action: "iam:CreateUser", resource: `arn:aws:iam::${account}:user/web-task-0a1b2c3` },
          { action: "kms:Decrypt", resource: key, context: own },
          { action: "kms:ScheduleKeyDeletion", resource: key, context: theirs },
          {
            action: "ec2:DeleteSecurityGroup",
            resource: at("ec2", "security-group/sg-1"),
            context: theirs,
          },
          { action: "ec2:CreateTags", resource: at("ec2", "security-group/sg-1"), context: theirs },
          {
            action: "secretsmanager:GetSecretValue",
            resource: at("secretsmanager", `secret:drydock-${others}/ecs-demo-AbCdEf`),
          },
          {
            action: "elasticloadbalancing:DeleteLoadBalancer",
            resource: at("elasticloadbalancing", "loadbalancer/app/ingress-1/2"),
            context: theirs,
          },
          {
            action: "route53:ChangeResourceRecordSets",
            resource: "arn:aws:route53:::hostedzone/ZOTHER",
          },
        ];
        for (const request of refused) {
          assert.equal(await isAllowed(documents, request), false, JSON.stringify(request));
        }
        // The counterpart, or the list above would prove little.
        for (const request of [
          { action: "ecs:UpdateService", resource: at("ecs", `service/drydock-${stack}/web`) },
          { ...policy, context: own },
          { ...pass, context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        ]) {
          assert.equal(await isAllowed(documents, request), true, JSON.stringify(request));
        }
      });
    });
  }

  it("name the user pool and the secret that a route's sign-in reads", async () => {
    const listener = `arn:aws:elasticloadbalancing:${region}:${account}:listener/app/a/1/2`;
    const pool = `arn:aws:cognito-idp:${region}:${account}:userpool/${region}_AbCdEfGhI`;
    const secretId = `arn:aws:secretsmanager:${region}:${account}:secret:id-AbCdEf`;
    const { capture } = await register(() => {
      new aws.lb.ListenerRule("web", {
        listenerArn: listener,
        conditions: [{ pathPattern: { values: ["/*"] } }],
        actions: [
          {
            type: "authenticate-cognito",
            authenticateCognito: {
              userPoolArn: pool,
              userPoolClientId: "1example23456789",
              userPoolDomain: "shop-users",
            },
          },
          { type: "fixed-response", fixedResponse: { contentType: "text/plain" } },
        ],
      });
      aws.secretsmanager.getSecretVersionOutput({ secretId });
    });
    const { grants, unknown } = rightsOf(capture, region);
    assert.deepEqual(unknown, []);
    const of = (action: string) =>
      grants
        .filter((grant) => grant.action === action)
        .map(({ resources, conditions, open }) => ({ resources, conditions, open }));
    assert.deepEqual(of("cognito-idp:DescribeUserPoolClient"), [
      { resources: [pool], conditions: {}, open: false },
    ]);
    assert.deepEqual(of("secretsmanager:GetSecretValue"), [
      { resources: [secretId], conditions: {}, open: false },
    ]);
    // Of the key that encrypts it nothing is known but who asks for it.
    assert.deepEqual(of("kms:Decrypt"), [
      {
        resources: ["*"],
        conditions: {
          StringEquals: { "kms:ViaService": [`secretsmanager.${region}.amazonaws.com`] },
        },
        open: true,
      },
    ]);
  });

  it("leave out every change for a role that only compares", async () => {
    const { grants } = rightsOf(await captureOf("Pulumi.production.yaml"), region);
    const actions = new Set(grants.filter(({ reads }) => reads).map(({ action }) => action));
    assert.ok(actions.has("ecs:DescribeServices"));
    assert.deepEqual(
      [...actions].filter(
        (action) => !/:(Describe|Get|List)/.test(action) && action !== "kms:Decrypt",
      ),
      [],
    );
  });
});

describe("drydock permissions", () => {
  it("prints documents for the account that is asked for", async () => {
    const { code, out, err } = await drydock(
      ["permissions", "--stack", "test", "--account", "444455556666", "--json"],
      root,
    );
    assert.deepEqual([code, err], [0, ""]);
    assert.ok(out.includes('"arn:aws:ecs:us-east-2:444455556666:service/drydock-test/web"'));
    assert.ok(!out.includes(account));
  });

  it("says in words what is needed, where and when, and that no account is known", async () => {
    const { code, out, err } = await drydock(["permissions", "--stack", "production"], root);
    assert.equal(code, 0);
    assert.match(
      out,
      /^The role that deploys production needs \d+ actions, in \d managed policies/,
    );
    assert.ok(out.includes("    on arn:aws:ecs:us-east-2:*:service/drydock-production/web\n"));
    assert.ok(out.includes("    if aws:ResourceTag/environment is absent\n"));
    assert.match(err, /set drydock:account in the stack file, or pass --account/);
  });

  it("refuses what is no account", async () => {
    const { code, err } = await drydock(["permissions", "--account", "12"], root);
    assert.deepEqual([code, err.includes("it has 12 digits")], [2, true]);
  });
});
