import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { acceptance } from "./command";
import { ACCOUNT, REGION } from "./emulator/world";
import { endSteps, lifeSteps } from "./steps";
import { cleanUp, root, runIn, type Stage, stage } from "./support";

/** Makes a run short: nothing but the end comes after the first step. */
const createFails = "creating ECS Service: no capacity";

const reportShape = z.object({
  passed: z.boolean(),
  account: z.string(),
  region: z.string(),
  stack: z.string(),
  steps: z.array(z.object({ name: z.string(), status: z.string(), reason: z.string().optional() })),
});

function reportOf({ runs }: Stage, stack = "acc-r1") {
  return reportShape.parse(JSON.parse(readFileSync(join(runs, stack, "report.json"), "utf8")));
}

const statuses = (on: Stage): Record<string, string> =>
  Object.fromEntries(reportOf(on).steps.map(({ name, status }) => [name, status]));

/** What was started but for questions about versions. */
const updates = ({ ran }: Stage): readonly string[] =>
  ran.filter(({ folder }) => folder !== undefined).map(({ args }) => args.slice(0, 1).join());

describe("npm run acceptance", () => {
  after(cleanUp);

  it("takes an environment through its life, and leaves a report and a log", async () => {
    const on = await stage();
    assert.equal(await runIn(on), 0, on.printed.out + on.printed.err);
    assert.equal(on.printed.asked, "Go on? [y/N] ");
    const { steps, ...about } = reportOf(on);
    assert.deepEqual(about, {
      passed: true,
      account: ACCOUNT,
      region: REGION,
      stack: "acc-r1",
    });
    assert.deepEqual(
      steps.map(({ name, status }) => [name, status]),
      [...lifeSteps, ...endSteps].map(({ name }) => [name, "passed"]),
    );
    assert.deepEqual(readdirSync(join(on.runs, "acc-r1")).sort(), [
      "pulumi.log",
      "report.json",
      "report.md",
    ]);
    assert.equal(on.emulator.world.environment(), undefined);
  });

  it("says what it costs and in which account, before it asks", async () => {
    const on = await stage({}, { ask: () => Promise.resolve("n") });
    assert.equal(await runIn(on), 1);
    assert.match(
      on.printed.out,
      /Creates an environment of its own, acc-r1, .*in account 111122223333, us-east-2\./,
    );
    // 5 endpoints, a load balancer with 2 addresses, a task of 0.25 vCPU, a secret and 6 metrics in alarms.
    assert.match(
      on.printed.out,
      /It runs for about 0\.10 USD in an hour, at the list prices of us-east-2 of \d{4}-\d\d-\d\d:\n {2}0\.012 an hour {2}tasks of web\n {2}0\.033 an hour {2}load balancer\n {2}0\.050 an hour {2}endpoints\n/,
    );
    assert.match(on.printed.out, /Nothing was changed\.\n$/);
    assert.deepEqual(updates(on), []);
    assert.deepEqual(readdirSync(on.runs), []);
  });

  it("asks nobody with --yes", async () => {
    const on = await stage({ createFails });
    assert.equal(await runIn(on, "--yes"), 1);
    assert.deepEqual([on.printed.asked, statuses(on)["creates the environment"]], ["", "failed"]);
  });

  it("does not go on without a terminal to ask, and without --yes", async () => {
    const on = await stage({}, { isTerminal: false });
    assert.equal(await runIn(on), 2);
    assert.equal(on.printed.err, "There is nobody to ask: --yes goes on. Nothing was changed.\n");
    assert.deepEqual(updates(on), []);
  });

  it("refuses credentials of another account", async () => {
    const on = await stage();
    const args = ["--account", "444455556666", "--region", REGION, "--yes"];
    assert.equal(await acceptance(args, on.surroundings), 1);
    assert.match(
      on.printed.err,
      /missing {2}credentials: these are of account 111122223333 \(arn:aws:iam::111122223333:user\/tester\), and --account names 444455556666/,
    );
    assert.match(on.printed.err, /Nothing was changed\.\n$/);
    assert.deepEqual(updates(on), []);
  });

  it("names everything that is missing at once", async () => {
    const missingPrograms = ["pulumi", "session-manager-plugin"];
    const credentialsRefused = "InvalidClientTokenId";
    const on = await stage({ missingPrograms, credentialsRefused, dockerStopped: true });
    assert.equal(await runIn(on, "--yes"), 1);
    assert.deepEqual(
      [...on.printed.err.matchAll(/^ {2}(missing|ok) +([\w -]+): (.{1,30})/gm)].map(
        ([, ...line]) => line,
      ),
      [
        ["missing", "pulumi", "pulumi is not on the PATH: htt"],
        ["ok", "docker buildx", "0.30.1"],
        ["missing", "docker engine", "`docker info --format {{.Serve"],
        ["missing", "session-manager-plugin", "session-manager-plugin is not "],
        ["missing", "credentials", "AWS refuses them in us-east-2:"],
      ],
    );
    assert.equal(on.printed.out, "");
  });

  it("refuses a Pulumi CLI that is too old", async () => {
    const on = await stage({ pulumiVersion: "3.100.0" });
    assert.equal(await runIn(on, "--yes"), 1);
    assert.match(on.printed.err, /pulumi: version 3\.100\.0 is too old: 3\.245\.0 or newer/);
  });

  const wrong: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [
      [],
      /^Name the account: --account 111122223333\..*\nName the region: --region us-east-2\.\nNothing/,
    ],
    [
      ["--account", "1111", "--region", REGION],
      /^--account is "1111": an account has 12 digits\.\n/,
    ],
    [
      ["--account", ACCOUNT, "--region", "us-east-9"],
      /^--region is "us-east-9": AWS has no region of this name\. Did you mean us-east-1\?\n/,
    ],
    [["--account", ACCOUNT, "--region", "cn-north-1"], /other partitions are not covered/],
    [
      ["--account", ACCOUNT, "--region", REGION, "--destroy", "../.."],
      /^--destroy is "\.\.\/\.\."/,
    ],
    [
      ["--account", ACCOUNT, "--region", REGION, "--destroy", "acc-gone"],
      /^There is no environment acc-gone in .*: it was destroyed, or never created\.\n$/,
    ],
    [["--acount", ACCOUNT], /unknown option '--acount'\n\(Did you mean --account\?\)/],
  ];
  for (const [args, says] of wrong) {
    it(`refuses: ${args.join(" ") || "no arguments"}`, async () => {
      const on = await stage();
      assert.equal(await acceptance(args, on.surroundings), 2);
      assert.match(on.printed.err, says);
      assert.deepEqual([on.printed.out, on.ran.length], ["", 0]);
    });
  }

  it("lists its steps without an account", async () => {
    const on = await stage();
    assert.equal(await acceptance(["--list"], on.surroundings), 0);
    assert.equal(on.printed.out.trim().split("\n").length, lifeSteps.length + endSteps.length);
    assert.equal(on.ran.length, 0);
  });

  it("has its steps in the documentation, in order", () => {
    const page = readFileSync(join(root, "docs", "acceptance.md"), "utf8");
    const rows = [...page.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].map(([, name, proves]) => [
      name,
      proves,
    ]);
    const steps = [...lifeSteps, ...endSteps].map(({ name, proves }) => [name, proves]);
    assert.deepEqual(
      rows.filter(([name]) => steps.some(([step]) => step === name)),
      steps,
    );
  });

  it("destroys what stands where the first update fails, and takes no other step", async () => {
    const on = await stage({ createFails });
    assert.equal(await runIn(on, "--yes"), 1);
    const {
      "creates the environment": created,
      "destroys the environment": destroyed,
      "leaves nothing": left,
      ...others
    } = statuses(on);
    assert.deepEqual([created, destroyed, left], ["failed", "passed", "passed"]);
    assert.deepEqual(new Set(Object.values(others)), new Set(["not run"]));
    assert.equal(on.emulator.world.environment(), undefined);
  });

  it("takes the other steps where one fails, destroys, and does not pass", async () => {
    const on = await stage({ filesLost: true });
    assert.equal(await runIn(on, "--yes"), 1);
    const failed = Object.entries(statuses(on)).filter(([, status]) => status !== "passed");
    assert.deepEqual(failed, [["keeps a file when its task stops", "failed"]]);
    assert.equal(reportOf(on).passed, false);
    assert.match(on.printed.out, /does not show the file "note r2"/);
  });

  it("reports what is left over", async () => {
    const vpc = "arn:aws:ec2:us-east-2:111122223333:vpc/vpc-1";
    const on = await stage({ createFails, leftBehind: [vpc] });
    assert.equal(await runIn(on, "--yes"), 1);
    assert.match(reportOf(on).steps.at(-1)?.reason ?? "", new RegExp(`Left over:\n${vpc}`));
  });

  it("says how to destroy what it could not, and does it later", async () => {
    const on = await stage({ createFails, destroyFails: 3 });
    assert.equal(await runIn(on, "--yes"), 1);
    const line = /^ {2}npm run acceptance -- (--account .*)$/m.exec(on.printed.err)?.[1] ?? "";
    assert.match(on.printed.err, /The environment still stands and costs money\. To destroy it:\n/);
    assert.equal(await acceptance(line.split(" "), on.surroundings), 0);
    assert.match(on.printed.out, /Destroys the environment acc-r1, in account 111122223333/);
    assert.equal(on.emulator.world.environment(), undefined);
    assert.deepEqual(
      reportOf(on).steps.map(({ name }) => name),
      endSteps.map(({ name }) => name),
    );
  });

  it("destroys only in the account and region of the environment", async () => {
    const on = await stage({ createFails, destroyFails: 3 });
    await runIn(on, "--yes");
    const args = ["--account", ACCOUNT, "--region", "eu-west-1", "--destroy", "acc-r1"];
    assert.equal(await acceptance(args, on.surroundings), 2);
    assert.match(
      on.printed.err,
      /\nacc-r1 was created with --account 111122223333 --region us-east-2: give the same\.\n$/,
    );
  });

  it("needs no Docker to destroy", async () => {
    const on = await stage({ createFails, destroyFails: 3 });
    await runIn(on, "--yes");
    on.emulator.world.faults.missingPrograms = ["docker", "session-manager-plugin"];
    assert.equal(await runIn(on, "--yes", "--destroy", "acc-r1"), 0, on.printed.err);
  });

  it("changes nothing where the stack cannot be created", async () => {
    const on = await stage({ stackRefused: "unable to open bucket s3://not-there" });
    assert.equal(await runIn(on, "--yes"), 1);
    assert.equal(
      on.printed.err,
      "Nothing was changed: the stack cannot be created. error: unable to open bucket s3://not-there\n",
    );
    assert.deepEqual(readdirSync(join(on.runs, "acc-r1")), ["pulumi.log"]);
  });

  it("keeps the environment with --keep", async () => {
    const on = await stage();
    assert.equal(await runIn(on, "--yes", "--keep"), 0);
    assert.notEqual(on.emulator.world.environment(), undefined);
    assert.match(
      on.printed.err,
      /^The environment was kept and costs money\. To destroy it:\n.* --destroy acc-r1\n$/,
    );
    assert.equal(existsSync(join(on.runs, "acc-r1", "Pulumi.acc-r1.yaml")), true);
  });

  it("destroys after Ctrl-C, and gives the stack free first", async () => {
    const on = await stage();
    const { interruption } = on.surroundings;
    const say = (text: string): void => {
      if (text.startsWith("delivers metrics")) interruption.interrupt();
    };
    const code = await runIn({ ...on, surroundings: { ...on.surroundings, out: say } }, "--yes");
    assert.equal(code, 1);
    const {
      "delivers logs": before,
      "delivers metrics": during,
      "rolls a change out": later,
      "destroys the environment": end,
    } = statuses(on);
    assert.deepEqual([before, during, later, end], ["passed", "interrupted", "not run", "passed"]);
    assert.deepEqual(updates(on).slice(-3), ["cancel", "destroy", "stack"]);
    assert.equal(on.emulator.world.environment(), undefined);
  });

  it("leaves the environment standing where the destroying is interrupted too", async () => {
    const on = await stage();
    const { interruption } = on.surroundings;
    on.emulator.world.faults.destroyFails = 1;
    const say = (text: string): void => {
      if (/^(delivers metrics|destroys the environment)/.test(text)) interruption.interrupt();
    };
    const code = await runIn({ ...on, surroundings: { ...on.surroundings, out: say } }, "--yes");
    assert.equal(code, 1);
    const { "destroys the environment": end, "leaves nothing": left } = statuses(on);
    assert.deepEqual([end, left], ["interrupted", "not run"]);
    assert.match(on.printed.err, /--destroy acc-r1\n$/);
  });

  it("writes no secret value into report and log", async () => {
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const on = await stage(
      { createFails: `signed with ${secret}` },
      { shell: { AWS_SECRET_ACCESS_KEY: secret } },
    );
    await runIn(on, "--yes");
    for (const file of ["report.md", "report.json"]) {
      const text = readFileSync(join(on.runs, "acc-r1", file), "utf8");
      assert.doesNotMatch(text, /wJalrXUtn/);
      assert.match(text, /signed with \[secret\]/);
    }
  });
});
