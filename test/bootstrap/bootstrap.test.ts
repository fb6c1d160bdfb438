import assert from "node:assert/strict";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMap, valueAt } from "drydock-components/model/check/path";
import { bootstrapFiles } from "../../drydock/bootstrap/files";
import type { CapturedResource } from "../../drydock/offline/capture/types";
import { drydock } from "../commands/support";
import { root, runProgram } from "../program/run-program";
import { type Registered, textOf } from "../support";

const folder = join(root, "bootstrap");
const account = "111122223333";
const stackFile = join(folder, "Pulumi.bootstrap.yaml");

interface Request {
  readonly use: "deploy" | "read";
  readonly action: string;
  readonly resource: string;
}

/** That AWS and GitHub take all this is not shown here: there is no account. */
describe("bootstrap/", () => {
  let made: Registered;
  before(async () => {
    made = await runProgram(stackFile, false);
  });

  it("is clean under the policies, and the same in a preview and an update", async () => {
    const { code, out } = await drydock(["preview", "--json"], folder);
    const report: unknown = JSON.parse(out);
    const [preview] = listAt(report, ["environments"]);
    assert.equal(code, 0);
    assert.deepEqual(valueAt(preview, ["modeDifferences"]), []);
    const findings = listAt(preview, ["policies"]).flatMap((one) => listAt(one, ["findings"]));
    assert.deepEqual(findings, []);
    assert.deepEqual(valueAt(preview, ["beside"]), []);
    assert.deepEqual(valueAt(preview, ["summary", "facts"]), []);
  });

  it("holds permissions that are up to date with the stack files", async () => {
    const { code, out, err } = await drydock(["bootstrap", "--check"], root);
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^bootstrap\/permissions is up to date\.$/m);
  });

  it("keeps states in a private, versioned, encrypted bucket that Pulumi does not delete", () => {
    const bucket = made.one("s3/bucket:Bucket");
    const key = made.one("kms/key:Key");
    assert.deepEqual([bucket.protect, key.protect], [true, true]);
    assert.equal(bucket.inputs["forceDestroy"], false);
    assert.deepEqual(
      made.one("s3/bucketVersioning:BucketVersioning").inputs["versioningConfiguration"],
      {
        status: "Enabled",
      },
    );
    const rules = JSON.stringify(
      made.one("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs,
    );
    assert.match(rules, /"noncurrentVersionExpiration":\{"noncurrentDays":90\}/);
    assert.match(
      JSON.stringify(
        made.one(
          "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        ).inputs,
      ),
      /"kmsMasterKeyId":"arn:aws:kms:/,
    );
  });

  for (const [name, environment] of [
    ["production-deploy", "production"],
    ["production-read", "production-read"],
  ] as const) {
    it(`trusts the jobs of one GitHub environment of one repository, exactly: ${name}`, () => {
      const role = made.one("iam/role:Role", name);
      assert.deepEqual(made.json(role, "assumeRolePolicy"), {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: {
              Federated: [
                `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
              ],
            },
            Action: ["sts:AssumeRoleWithWebIdentity"],
            Condition: {
              StringEquals: {
                "token.actions.githubusercontent.com:aud": ["sts.amazonaws.com"],
                "token.actions.githubusercontent.com:sub": [
                  `repo:your-organization/your-repository:environment:${environment}`,
                ],
              },
            },
          },
        ],
      });
    });
  }

  it("tells the variables of each GitHub environment", () => {
    const variables = (environment: string) =>
      valueAt(made.capture.outputs, ["variables", environment]);
    const url = String(valueAt(variables("production"), ["PULUMI_BACKEND_URL"]));
    assert.match(url, /^s3:\/\/state-[0-9a-f]{7}\/production\?region=us-east-2&awssdk=v2$/);
    const place = { AWS_REGION: "us-east-2", PULUMI_BACKEND_URL: url };
    assert.deepEqual(variables("production"), {
      AWS_DEPLOY_ROLE_ARN: `arn:aws:iam::${account}:role/bootstrap/drydock-production-deploy`,
      ...place,
    });
    assert.deepEqual(variables("production-read"), {
      AWS_READ_ROLE_ARN: `arn:aws:iam::${account}:role/bootstrap/drydock-production-read`,
      ...place,
    });
  });

  describe("lets the roles of an environment", () => {
    /** Policies that somebody has attached by hand. */
    let attached: readonly { readonly name: string; readonly policy: object }[] = [];
    afterEach(() => {
      attached = [];
    });
    /** What AWS would decide, by a library that people use to predict it. */
    const decision = async (
      { use, action, resource }: Request,
      contextVariables: Record<string, string> = {},
    ): Promise<boolean> => {
      const of = (one: CapturedResource) => ({
        name: one.name,
        policy: made.json(one, "policy"),
      });
      const all = made.all("iam/policy:Policy");
      const policies = all.filter(({ name }) => new RegExp(`^test-${use}-\\d$`).test(name));
      const boundary = made.one("iam/policy:Policy", `test-${use}-boundary`);
      const state = use === "deploy" ? "test-state" : "test-read-state";
      const result = await runSimulation(
        {
          request: {
            principal: `arn:aws:iam::${account}:role/bootstrap/drydock-test-${use}`,
            action,
            resource: { resource, accountId: account },
            contextVariables: { "aws:RequestedRegion": "us-east-2", ...contextVariables },
          },
          identityPolicies: [
            ...[...policies, made.one("iam/rolePolicy:RolePolicy", state)].map(of),
            ...attached,
          ],
          permissionBoundaryPolicies: [of(boundary)],
          serviceControlPolicies: [],
          resourceControlPolicies: [],
          additionalSettings: { s3: { blockPublicAccess: false } },
        },
        {},
      );
      if (result.resultType === "error") assert.fail(JSON.stringify(result));
      return result.overallResult === "Allowed";
    };
    const isAllowed = (action: string, resource: string, context?: Record<string, string>) =>
      decision({ use: "deploy", action, resource }, context);
    const mayRead = (action: string, resource: string) =>
      decision({ use: "read", action, resource });
    const bucket = () => textOf(made.one("s3/bucket:Bucket").outputs, "arn");
    const boundary = `arn:aws:iam::${account}:policy/bootstrap/drydock-test-boundary`;
    const role = `arn:aws:iam::${account}:role/web-task-1234567`;
    const cluster = `arn:aws:ecs:us-east-2:${account}:cluster/drydock-test`;

    it("deploy, in its region", async () => {
      assert.equal(await isAllowed("ecs:UpdateCluster", cluster), true);
      assert.equal(
        await isAllowed("ecs:UpdateCluster", cluster, { "aws:RequestedRegion": "eu-west-1" }),
        false,
      );
    });

    it("create roles with the boundary only", async () => {
      assert.equal(
        await isAllowed("iam:CreateRole", role, { "iam:PermissionsBoundary": boundary }),
        true,
      );
      assert.equal(await isAllowed("iam:CreateRole", role), false);
      assert.equal(
        await isAllowed("iam:PutRolePolicy", role, {
          "iam:PermissionsBoundary": `arn:aws:iam::${account}:policy/another`,
        }),
        false,
      );
    });

    it("write its own state, and neither another's nor the settings of the bucket", async () => {
      assert.equal(await isAllowed("s3:PutObject", `${bucket()}/test/.pulumi/meta.yaml`), true);
      assert.equal(
        await isAllowed("s3:GetObject", `${bucket()}/production/.pulumi/meta.yaml`),
        false,
      );
      assert.equal(await isAllowed("s3:PutBucketPolicy", bucket()), false);
      assert.equal(
        await isAllowed("s3:DeleteObjectVersion", `${bucket()}/test/.pulumi/meta.yaml`),
        false,
      );
    });

    it("change nothing of bootstrap/, whatever somebody attaches to it", async () => {
      const Statement = { Effect: "Allow", Action: "*", Resource: "*" };
      attached = [{ name: "everything", policy: { Version: "2012-10-17", Statement } }];
      const allows = (action: string, resource: string) =>
        isAllowed(action, resource, { "iam:PermissionsBoundary": boundary });
      assert.equal(await allows("iam:PutRolePolicy", role), true);
      const own = `arn:aws:iam::${account}:role/bootstrap/drydock-test-deploy`;
      assert.equal(await allows("iam:PutRolePolicy", own), false);
      assert.equal(await allows("s3:ListBucket", bucket()), true);
      assert.equal(await allows("s3:PutBucketPolicy", bucket()), false);
      assert.equal(await allows("s3:DeleteObjectVersion", `${bucket()}/test/state`), false);
      assert.equal(await allows("lambda:CreateFunction", "*"), false);
    });

    it("compare, where it is that of the nightly look, and change neither AWS nor the state", async () => {
      const service = `arn:aws:ecs:us-east-2:${account}:service/drydock-test/web`;
      assert.equal(await mayRead("ecs:DescribeServices", service), true);
      assert.equal(await mayRead("s3:GetObject", `${bucket()}/test/.pulumi/meta.yaml`), true);
      const theirs = `${bucket()}/production/.pulumi/meta.yaml`;
      assert.equal(await mayRead("s3:GetObject", theirs), false);
      const Statement = { Effect: "Allow", Action: "*", Resource: "*" };
      attached = [{ name: "everything", policy: { Version: "2012-10-17", Statement } }];
      assert.equal(await mayRead("ecs:DescribeServices", service), true);
      for (const [action, resource] of [
        ["ecs:UpdateService", service],
        ["s3:PutObject", `${bucket()}/test/.pulumi/meta.yaml`],
        ["s3:DeleteObject", `${bucket()}/test/.pulumi/meta.yaml`],
        ["iam:PassRole", role],
        ["sts:AssumeRole", `arn:aws:iam::${account}:role/bootstrap/drydock-test-deploy`],
      ] as const) {
        assert.equal(await mayRead(action, resource), false, action);
      }
    });
  });

  it("names every action of what a role is given", () => {
    const given = made
      .all("iam/policy:Policy")
      .filter(({ name }) => !/-(deploy|read)-boundary$/.test(name));
    assert.equal(given.length, 17);
    for (const policy of given) {
      for (const statement of listAt(made.json(policy, "policy"), ["Statement"])) {
        assert.ok(!JSON.stringify(valueAt(statement, ["Action"])).includes("*"), policy.name);
      }
    }
  });

  it("is what the command writes into a new repository", () => {
    const files = bootstrapFiles(root, {
      account,
      repository: "your-organization/your-repository",
    });
    for (const [path, text] of Object.entries(files)) {
      assert.equal(readFileSync(join(folder, path), "utf8"), text, path);
    }
  });

  describe("with a mistake", () => {
    let copy: string;
    beforeEach(() => {
      copy = mkdtempSync(join(tmpdir(), "bootstrap-"));
      cpSync(folder, copy, { recursive: true });
    });
    afterEach(() => {
      rmSync(copy, { recursive: true, force: true });
    });
    const write = (name: string, text: string) => {
      writeFileSync(join(copy, name), text);
    };
    const edit = (name: string, change: (file: Record<string, unknown>) => object) => {
      const path = join("permissions", name);
      const file: unknown = JSON.parse(readFileSync(join(copy, path), "utf8"));
      assert.ok(isMap(file));
      write(path, JSON.stringify(change({ ...file })));
    };
    /** The program of this repository on the copy's stack file. */
    const refusal = async (): Promise<string> => {
      write(
        "index.ts",
        `export = new (require(${JSON.stringify(join(root, "drydock"))}).Bootstrap)().outputs;`,
      );
      try {
        await runProgram(join(copy, "Pulumi.bootstrap.yaml"), false);
      } catch (error) {
        return String(error instanceof Error ? error.message : error);
      }
      return assert.fail("It was not refused.");
    };

    it("in the stack file names every fault with its line", async () => {
      write(
        "Pulumi.bootstrap.yaml",
        [
          "config:",
          "  aws:region: us-east-2",
          "  bootstrap:account: 111122223333",
          "  bootstrap:repository: shop",
          "  bootstrap:environment: { test: {} }",
          "",
        ].join("\n"),
      );
      const text = await refusal();
      assert.match(text, /yaml:3:22 {2}bootstrap:account = 111122223333\n/);
      assert.match(text, /yaml:4:25 {2}bootstrap:repository = "shop"\n/);
      assert.match(
        text,
        /yaml:5:3 {2}bootstrap:environment\n[^]*Did you mean bootstrap:environments\?/,
      );
    });

    it("in the names of environments: the jobs that read one would be those that deploy the other", async () => {
      write(
        "Pulumi.bootstrap.yaml",
        [
          "config:",
          "  aws:region: us-east-2",
          `  bootstrap:account: "${account}"`,
          "  bootstrap:repository: octo-org/shop",
          "  bootstrap:environments: { test: {}, test-read: {} }",
          "",
        ].join("\n"),
      );
      assert.match(
        await refusal(),
        /yaml:5:\d+ {2}bootstrap:environments[^]*no name that is another's with -read/,
      );
    });

    it("in the permissions names the file and the fault", async () => {
      rmSync(join(copy, "permissions", "test.json"));
      edit("production.json", ({ deploy, ...rest }) => ({
        ...rest,
        account: "444455556666",
        deploy: [
          {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: ["iam:CreateRole", "s3:*"], Resource: ["*"] }],
          },
          ...Array.from({ length: 10 }, () => listAt({ deploy }, ["deploy"])[0]),
        ],
      }));
      const text = await refusal();
      for (const said of [
        "permissions/test.json is missing.",
        "permissions/production.json is for the account 444455556666, not 111122223333.",
        "permissions/production.json allows s3:*: every action has to be named.",
        "permissions/production.json holds 11 policies; a role of this account takes 10.",
        "permissions/production.json lets the role create roles without a permissions boundary.",
      ]) {
        assert.ok(text.replace(/\s+/g, " ").includes(said), `${said}\n${text}`);
      }
      assert.match(text, /5 problems in/);
      assert.match(text, /fix: +Run npx drydock bootstrap in the repository's root\./);
    });
  });
});

describe("drydock bootstrap", () => {
  it("asks for what a new bootstrap/ needs", async () => {
    const empty = mkdtempSync(join(tmpdir(), "bootstrap-"));
    const { code, err } = await drydock(["bootstrap"], empty);
    assert.equal(code, 2);
    assert.equal(
      err,
      "There is no bootstrap/ yet. To create it, give --account 111122223333 and --repository owner/name.\n",
    );
    rmSync(empty, { recursive: true });
  });

  it("refuses options that only a new bootstrap/ takes, and changes nothing", async () => {
    const { code, err } = await drydock(["bootstrap", "--account", "444455556666"], root);
    assert.equal(code, 2);
    assert.equal(
      err,
      "bootstrap/ is there already. Leave out --account, and change bootstrap:account in bootstrap/Pulumi.bootstrap.yaml.\n",
    );
  });
});

function listAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, [...path]);
  return Array.isArray(found) ? found : assert.fail(`${path.join(".")} is no list`);
}
