import * as assert from "node:assert/strict";
import { secretViews } from "../../app/src/secrets";
import { parseJson, textAt, textsAt, valuesAt } from "../../drydock/offline/cloud/values";
import { isBag } from "../../drydock/offline/capture/values";
import { CloudStore } from "../../drydock/offline/cloud/store";
import { secretVersionType } from "../../drydock/offline/cloud/aws/secrets-manager";
import { existingUrn } from "../../drydock/offline/engine/existing-objects";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { appendVersion, services, set, web } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";

const secretArn = "arn:aws:secretsmanager:us-east-2:111122223333:secret:elsewhere-AbCdEf";
const parameterArn = "arn:aws:ssm:us-east-2:111122223333:parameter/shop/fee";
const canary = "canary-9d1f-the-value-of-a-parameter";
const worker = [services, "worker"];
const bagOf = (value: unknown) => (isBag(value) ? value : {});

/** Secrets and parameters of the test environment that change, with a second service that reads others. */
describe("a secret that changes", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    const image = { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/worker:1" };
    set([services], { worker: { image } })(engine.scratch);
    await succeed(engine.up());
  });
  after(() => engine.close());

  const rolled = (run: Run): string[] => changesOf(run).filter((change) => change.includes("ecs."));
  /** Where the service's variables come from, by their names. */
  const references = (): Readonly<Record<string, string>> => {
    const definitions = engine.cloud().filter(({ type }) => type.endsWith(":TaskDefinition"));
    const [current] = definitions.filter(({ name }) => name === "web").slice(-1);
    const containers = parseJson(textAt(current?.inputs ?? {}, "containerDefinitions"));
    const secrets = valuesAt({ containers: containers ?? [] }, "containers.*.secrets.*");
    return Object.fromEntries(
      secrets.filter(isBag).map((one) => [textAt(one, "name"), textAt(one, "valueFrom")]),
    );
  };
  const valueFrom = (variable: string): string => references()[variable] ?? "";
  /** What ECS gives a task that starts now: `<arn>:<key>:<stage>:<version>`. */
  const variables = (): Record<string, string> => {
    const versions = engine.cloud().filter(({ type }) => type === secretVersionType);
    return Object.fromEntries(
      Object.entries(references()).map(([name, reference]) => {
        const [key = "", stage = ""] = reference.split(":").slice(7);
        const version = versions.find(({ state }) =>
          textsAt(state, "versionStages.*").includes(stage === "" ? "AWSCURRENT" : stage),
        );
        const whole = textAt(version?.inputs ?? {}, "secretString");
        return [name, key === "" ? whole : textAt(bagOf(parseJson(whole)), key)];
      }),
    );
  };
  /** What the demonstration's page says of each key of the current version, compared with the previous one. */
  const page = () => {
    const [current, previous, one] = secretViews(variables(), true).map(({ content }) => content);
    assert.ok(current?.kind === "keys" && previous?.kind === "keys" && one?.kind === "text");
    return {
      keys: current.keys.map(({ key, sincePrevious }) => `${key} ${sincePrevious ?? ""}`),
      current: current.keys.map(({ shown }) => shown),
      previous: previous.keys.map(({ shown }) => shown),
      one: one.sameAs,
    };
  };
  const versionIds = (): string[] =>
    engine
      .cloud()
      .filter(({ type }) => type === secretVersionType)
      .map(({ state }) => textAt(state, "versionId"));
  /** Somebody else puts something, which the providers see when they start again. */
  const put = async (type: string, id: string, inputs: Record<string, string | number>) => {
    const store = new CloudStore(engine.sandbox.folder.cloudFile);
    const region = "us-east-2";
    store.put({
      type,
      id,
      inputs,
      urn: existingUrn,
      name: id,
      region,
      generation: 0,
      state: { id },
    });
    await engine.reopen();
  };

  it("rolls the one service that reads it, and the preview says so", async () => {
    const former = page();
    assert.deepEqual(former.keys, [
      "SECRET_KEY_1 changed",
      "SECRET_KEY_2 changed",
      "SECRET_KEY_3 new",
    ]);
    appendVersion(engine.scratch);
    const created = [
      "+ random.RandomPassword ecs-demo-v3-SECRET_KEY_1",
      "+ random.RandomPassword ecs-demo-v3-SECRET_KEY_2",
      "+ secretsmanager.SecretVersion ecs-demo-v3",
    ];
    const steps = ["~ ecs.Service web", ...created].toSorted((left, right) =>
      left.slice(2) < right.slice(2) ? -1 : 1,
    );
    const preview = await succeed(engine.preview());
    assert.deepEqual(changesOf(preview), steps);
    assert.match(preview.output, /\[diff: ~triggers\]/);
    assert.deepEqual(changesOf(await succeed(engine.up())), steps);
    assert.deepEqual((await succeed(engine.up())).steps, []);
    // Tasks that start now show it on the demonstration's page: other values, and the former ones as previous.
    const { keys, current, previous, one } = page();
    assert.deepEqual(keys, ["SECRET_KEY_1 changed", "SECRET_KEY_2 changed"]);
    assert.deepEqual(previous, former.current);
    assert.ok(current.every((value) => value.length === 24 && !previous.includes(value)));
    assert.equal(one, "SECRET_KEY_2");
  });

  it("does not roll a service that pins a version, and going back goes back to the old value", async () => {
    const key = "SECRETS_MANAGER_SECRET_ALL_CURRENT_VERSION";
    const pin = (version: number) => {
      set([...web, "secrets"], {
        [key]: { secret: "ecs-demo", version },
        SECRETS_MANAGER_SECRET_ALL_PREVIOUS_VERSION: { secret: "ecs-demo", version: 1 },
        SECRETS_MANAGER_SECRET_JSON_KEY: { secret: "ecs-demo", version: 1, key: "SECRET_KEY_2" },
      })(engine.scratch);
    };
    pin(3);
    const rollout = ["~ ecs.Service web", "+- ecs.TaskDefinition web"];
    assert.deepEqual(rolled(await succeed(engine.up())), rollout);
    appendVersion(engine.scratch);
    assert.deepEqual(rolled(await succeed(engine.up())), []);
    const [first = "", , third = ""] = versionIds();
    assert.ok(valueFrom(key).endsWith(`:::${third}`), valueFrom(key));
    pin(1);
    assert.deepEqual(rolled(await succeed(engine.up())), rollout);
    assert.ok(valueFrom(key).endsWith(`:::${first}`), valueFrom(key));
  });

  it("is followed where it is managed elsewhere, by its version alone", async () => {
    set(["drydock:secrets"], { elsewhere: { arn: secretArn, onChange: "redeploy" } })(
      engine.scratch,
    );
    set(worker, {
      secrets: { TOKEN: { secret: "elsewhere" }, FEE: { parameterArn, onChange: "redeploy" } },
    })(engine.scratch);
    const parameter = "aws:ssm/parameter:Parameter";
    await put(parameter, parameterArn, { value: canary, version: 1 });
    await succeed(engine.up());
    assert.deepEqual((await succeed(engine.up())).steps, []);

    await put(secretVersionType, `${secretArn}|second-version`, { secretId: secretArn });
    assert.deepEqual(changesOf(await succeed(engine.up())), ["~ ecs.Service worker"]);
    await put(parameter, parameterArn, { value: `${canary} 2`, version: 2 });
    const run = await succeed(engine.up());
    assert.deepEqual(changesOf(run), ["~ ecs.Service worker"]);

    const service = engine
      .cloud()
      .find(({ type, name }) => /ecs.*Service$/.test(type) && name === "worker");
    assert.deepEqual(service?.inputs["triggers"], {
      "secret:elsewhere": "second-version",
      "parameter:/shop/fee": "2",
    });
    const state = await engine.sandbox.pulumi("stack", "export", "--show-secrets");
    assert.ok(state.includes("second-version"));
    assert.ok(!state.includes(canary) && !run.output.includes(canary));
  });

  it("is followed at once where AWS rotates it, and no update deploys it again", async () => {
    set(["drydock:secrets"], { elsewhere: { arn: secretArn, onRotation: "redeploy" } })(
      engine.scratch,
    );
    assert.deepEqual(changesOf(await succeed(engine.up())), [
      "+ cloudwatch.EventRule worker-rotation",
      "+ cloudwatch.EventTarget worker-rotation",
      "~ ecs.Service worker",
      "+ iam.Role worker-redeployment",
      "+ iam.Role worker-rotation",
      "+ iam.RolePolicy worker-redeployment",
      "+ iam.RolePolicy worker-rotation",
      "+ sfn.StateMachine worker-rotation",
    ]);
    await put(secretVersionType, `${secretArn}|third-version`, { secretId: secretArn });
    assert.deepEqual((await succeed(engine.up())).steps, []);
  });

  it("leaves nothing", async () => {
    await succeed(engine.destroy());
    assert.deepEqual(engine.cloud(), []);
  });
});
