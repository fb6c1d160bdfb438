import * as assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isMap, valueAt } from "drydock-components/model/check/path";
import { parse } from "yaml";
import { pulumiProgram } from "../../drydock/offline/engine/sandbox";
import { textAt, textsAt } from "../../drydock/offline/cloud/values";
import { pullRequestStack } from "../../drydock/pull-request/stack-file";
import { Engine, type Run, succeed } from "./support/engine";
import { type Config, root, Scratch } from "./support/scratch";

const platform = "platform/Pulumi.test.yaml";
const services = ["shop/Pulumi.web.yaml", "shop/Pulumi.admin.yaml", "reports/Pulumi.test.yaml"];

/** The configuration that `npx drydock pull-request` writes. */
function configOf(config: Config, number: number): Config {
  const document: unknown = parse(pullRequestStack({ config }, number, "web"));
  return isMap(document) && isMap(document["config"]) ? { ...document["config"] } : {};
}

/**
 * examples/platform, stack after stack on one stand-in cloud. That two updates at once do not disturb each other, and that a
 * service team may read the platform's parameter, is for AWS to show.
 */
describe("a platform and service stacks of other repositories", () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-platform-"));
  let contract = "";
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens one stack of the example with the contract that the platform has last published. */
  async function on<Result>(
    { file, stack = file.split(".")[1] ?? "" }: { readonly file: string; readonly stack?: string },
    work: (engine: Engine) => Promise<Result>,
    change: (config: Config) => Config = (config) => config,
  ): Promise<Result> {
    const source = join("examples/platform", file);
    const scratch = new Scratch(source, stack);
    scratch.configure(change);
    if (contract !== "") scratch.write(join(dirname(source), "platform.test.json"), contract);
    const own = join(root, dirname(source));
    const engine = await Engine.open(scratch, { root: own, program: pulumiProgram(own), folder });
    try {
      return await work(engine);
    } finally {
      await engine.close();
    }
  }

  const deployPlatform = (change?: (config: Config) => Config): Promise<Run> =>
    on(
      { file: platform },
      async (engine) => {
        const run = await succeed(engine.up());
        const output = await engine.sandbox.pulumi("stack", "output", "platform", "--json");
        contract = JSON.stringify(JSON.parse(output));
        return run;
      },
      change,
    );

  it("publishes the contract that the service stacks' repositories hold", async () => {
    await deployPlatform();
    for (const repository of ["shop", "reports"]) {
      const committed = readFileSync(
        join(root, "examples/platform", repository, "platform.test.json"),
        "utf8",
      );
      assert.deepEqual(JSON.parse(contract), JSON.parse(committed), repository);
    }
    const published = await on({ file: platform }, (engine) =>
      Promise.resolve(engine.cloud().filter(({ type }) => type === "aws:ssm/parameter:Parameter")),
    );
    assert.deepEqual(
      published.map(({ id, inputs }): unknown => [id, JSON.parse(textAt(inputs, "insecureValue"))]),
      [["/drydock/platform-test/contract", JSON.parse(contract)]],
    );
  });

  it("carries three service stacks, whose rules never meet and whose files are shared", async () => {
    for (const file of services) {
      const { steps } = await on({ file }, (engine) => succeed(engine.up()));
      assert.deepEqual(
        steps.filter((step) => !step.startsWith("create ")),
        [],
        file,
      );
      assert.deepEqual((await on({ file }, (engine) => succeed(engine.preview()))).steps, [], file);
    }
    const cloud = await on({ file: platform }, (engine) => Promise.resolve(engine.cloud()));
    const of = (type: string) => cloud.filter((object) => object.type === type);
    assert.deepEqual(
      of("aws:ecs/service:Service").map(({ inputs }) => textAt(inputs, "name")),
      ["shop-web-prices", "shop-web-web", "shop-admin-web", "reports-test-web"],
    );
    const priorities = of("aws:lb/listenerRule:ListenerRule").map(({ inputs }) =>
      Number(inputs["priority"]),
    );
    assert.deepEqual(
      priorities.map((priority) => Math.floor((priority - 1000) / 490)),
      [0, 1, 2],
    );
    const listenersOf = (urn: string) =>
      of("aws:lb/listenerRule:ListenerRule")
        .filter((rule) => rule.urn.includes(urn))
        .map(({ inputs }) => /app\/(.+)-[0-9a-f]{7}\//.exec(textAt(inputs, "listenerArn"))?.[1]);
    assert.deepEqual(
      ["web", "admin", "test"].flatMap((stack) => listenersOf(`:${stack}::`)),
      ["ingress", "ingress-inside", "ingress"],
    );
    assert.equal(of("aws:efs/fileSystem:FileSystem").length, 1);
    assert.equal(of("aws:ec2/vpc:Vpc").length, 1);
    assert.equal(of("aws:ecs/cluster:Cluster").length, 1);
  });

  it("carries the environments of two pull requests at once, and is as before when both are gone", async () => {
    const cloud = () =>
      on({ file: platform }, (engine) =>
        Promise.resolve(new Map(engine.cloud().map((one) => [`${one.type} ${one.id}`, one]))),
      );
    const pullRequest = <Result>(number: number, work: (engine: Engine) => Promise<Result>) =>
      on({ file: services[0] ?? "", stack: `pr-${number}` }, work, (config) =>
        configOf(config, number),
      );
    const before = await cloud();

    for (const number of [7, 8]) {
      const { steps } = await pullRequest(number, (engine) => succeed(engine.up()));
      assert.ok(steps.length > 0 && steps.every((step) => step.startsWith("create ")));
    }
    for (const file of [platform, ...services]) {
      assert.deepEqual((await on({ file }, (engine) => succeed(engine.preview()))).steps, [], file);
    }
    const during = await cloud();
    for (const [id, object] of before) assert.deepEqual(during.get(id), object, id);
    const added = [...during].filter(([id]) => !before.has(id)).map(([, object]) => object);
    assert.deepEqual(
      added
        .filter(({ type }) => type === "aws:ecs/service:Service")
        .map(({ inputs }) => textAt(inputs, "name"))
        .sort(),
      ["shop-pr-7-prices", "shop-pr-7-web", "shop-pr-8-prices", "shop-pr-8-web"],
    );
    assert.deepEqual(
      added
        .filter(({ type }) => type === "aws:lb/listenerRule:ListenerRule")
        .map(({ inputs }) => [
          inputs["priority"],
          ...textsAt(inputs, "conditions.*.hostHeader.values.*"),
        ]),
      [
        [1297, "pr-7.shop.test.example.com"],
        [1298, "pr-8.shop.test.example.com"],
      ],
    );

    // The same priority: with one route, 200 pull requests have room.
    const assertNothingRouted = (engine: Engine, number: number): void => {
      const urns = engine.cloud().map(({ urn }) => urn);
      const own = urns.filter((urn) => urn.includes(`:pr-${number}::`) && urn.includes("aws:lb/"));
      assert.deepEqual(own, []);
    };
    const late = await pullRequest(207, async (engine) => {
      const run = await engine.up();
      assertNothingRouted(engine, 207);
      return run;
    });
    assert.equal(late.ok, false);
    assert.match(
      late.output,
      /The route of web needs the priority 1297 of its listener, and the stack pr-7 of shop has it\. Nothing of the route was created\.\s+Pull requests 7 and 207 come to the same priorities\. Destroy the environment of one: pulumi destroy --stack pr-7/,
    );
    await pullRequest(207, (engine) => succeed(engine.destroy()));

    // Without an answer an update creates nothing of a route; a preview goes on.
    await pullRequest(9, async (engine) => {
      const unanswered = {
        kind: "refuse",
        method: "invoke",
        subject: "aws:lb/getListenerRule",
        message: "no answer",
      } as const;
      for (const [operation, ok] of [
        ["preview", true],
        ["up", false],
      ] as const) {
        await engine.sandbox.providers.control({ faults: [unanswered] });
        assert.equal((await engine.run(operation)).ok, ok, operation);
      }
      assertNothingRouted(engine, 9);
      await engine.sandbox.providers.control({});
      await succeed(engine.destroy());
    });

    for (const number of [8, 7]) {
      await pullRequest(number, (engine) => succeed(engine.destroy()));
    }
    assert.deepEqual(await cloud(), before);
  });

  it("changes nothing in a platform where service stacks come", async () => {
    assert.deepEqual(
      (await on({ file: platform }, (engine) => succeed(engine.preview()))).steps,
      [],
    );
  });

  it("refuses an update on a contract that is not live, and names the differences", async () => {
    const before = contract;
    await deployPlatform((config) => ({
      ...config,
      "drydock:network": {
        endpoints: ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "sqs"],
      },
    }));
    assert.equal(
      valueAt(JSON.parse(contract), ["existing", "network", "endpoints"])?.toString(),
      "ecr.api,ecr.dkr,logs,s3,secretsmanager,sqs",
    );
    contract = before;
    const run = await on(
      { file: "reports/Pulumi.test.yaml" },
      (engine) => engine.up(),
      (config) => ({ ...config, "drydock:tags": { team: "reports" } }),
    );
    assert.equal(run.ok, false);
    assert.match(
      run.errors.join("\n"),
      /The platform platform-test is not what platform\.test\.json says\. Nothing was changed\.\n {2}existing\.network\.endpoints\.5: nothing in the file, "sqs" live\nWrite the file again, look at the preview, and commit it: npx drydock contract platform-test --out platform\.test\.json/,
    );
    assert.deepEqual(
      run.steps.filter((step) => !step.includes("pulumi:")),
      [],
    );
    await deployPlatform();
  });

  it("goes away completely, the platform last", async () => {
    for (const file of services) await on({ file }, (engine) => succeed(engine.destroy()));
    const left = await on({ file: platform }, async (engine) => {
      await succeed(engine.destroy());
      return engine.cloud();
    });
    assert.deepEqual(
      left.map(({ type, id }) => `${type} ${id}`),
      [],
    );
  });
});
