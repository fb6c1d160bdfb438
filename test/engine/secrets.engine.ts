import * as assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { secretVersionType } from "../../drydock/offline/cloud/aws/secrets-manager";
import { Engine, type Run, succeed } from "./support/engine";
import { Scratch } from "./support/scratch";
import { stateResources } from "./support/state";

const canary = "canary-7f3a91e5-never-in-the-clear";

/** Follows values that must stay secret through everything that the engine writes and says. */
describe("secret values", () => {
  let engine: Engine;
  const runs: Run[] = [];
  let generated: string[];
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    engine.scratch.configure((config) => ({
      ...config,
      "drydock:secrets": {
        "ecs-demo": {
          versions: [
            { SECRET_KEY_1: { generate: 24 }, SECRET_KEY_2: { generate: 24 } },
            // As the owner's stack file has it: a ciphertext that only their key opens.
            { SECRET_KEY_1: { generate: 24 }, SECRET_KEY_2: { secure: "v1:abc:def" } },
          ],
        },
      },
    }));
    await engine.sandbox.readStackFile();
    const key = 'drydock:secrets["ecs-demo"].versions[1]["SECRET_KEY_2"]';
    // Given as the owner would: encrypted into the stack file's copy.
    engine.useConfigAsItIs();
    await engine.sandbox.stack.setConfig(key, { value: canary, secret: true }, true);
    for (const operation of ["preview", "up", "refresh", "preview"] as const) {
      runs.push(await succeed(engine.run(operation)));
    }
    generated = engine
      .cloud()
      .filter(({ type }) => type === secretVersionType)
      .flatMap(({ inputs }) => Object.values(secretValues(inputs["secretString"])));
  });
  after(() => engine.close());

  it("reach the service that holds them", () => {
    assert.ok(generated.includes(canary));
    assert.equal(generated.length, 4);
  });

  it("are not in the display, in events, or in errors", () => {
    for (const value of generated) {
      for (const run of runs) {
        assert.ok(!run.output.includes(value));
        // The SDK tells the engine every answer it gets, secrets in the clear, as a debug message. The
        // display leaves those out; an event log (which nothing here writes to a file) has them.
        const shown = run.events.filter(
          ({ diagnosticEvent }) => String(diagnosticEvent?.severity) !== "debug",
        );
        assert.ok(!JSON.stringify(shown).includes(value));
      }
    }
  });

  it("are in no file but the stand-in cloud's, where AWS would hold them", () => {
    const { path, cloudFile } = engine.sandbox.folder;
    const holding = files(path).filter((file) => {
      const text = readFileSync(file, "utf8");
      return generated.some((value) => text.includes(value));
    });
    assert.deepEqual(
      holding.map((file) => relative(path, file)),
      [relative(path, cloudFile)],
    );
  });

  it("are there only in Secrets Manager's versions", () => {
    const others = engine.cloud().filter(({ type }) => type !== secretVersionType);
    for (const value of generated) assert.ok(!JSON.stringify(others).includes(value));
  });

  it("leave the state encrypted, and the history hidden", async () => {
    const exported = await engine.sandbox.pulumi("stack", "export");
    assert.match(exported, /"ciphertext": /);
    const history = await engine.sandbox.pulumi("stack", "history", "--json");
    assert.match(history, /"kind": "update"/);
    for (const value of generated) {
      assert.ok(!exported.includes(value));
      assert.ok(!history.includes(value));
    }
  });

  it("are in files that only their owner reads", () => {
    assert.equal(statSync(engine.sandbox.folder.cloudFile).mode & 0o077, 0);
    assert.equal(statSync(join(engine.sandbox.folder.path, "passphrase")).mode & 0o077, 0);
  });
});

function secretValues(text: unknown): Record<string, string> {
  const parsed: unknown = JSON.parse(String(text));
  if (typeof parsed !== "object" || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe("a secret value that a transform adds", () => {
  it("is not in the state in the clear, though the program runs in the engine's own process", async () => {
    const hidden = ({ props, opts }: pulumi.ResourceTransformArgs) => ({
      props: { ...props, description: pulumi.secret(canary) },
      opts,
    });
    const program = () => {
      new aws.ssm.Parameter("parameter", { type: "String" }, { transforms: [hidden] });
      return Promise.resolve({});
    };
    const engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"), { program });
    try {
      await succeed(engine.up());
      const [made] = engine.cloud().filter(({ type }) => type === "aws:ssm/parameter:Parameter");
      assert.equal(made?.inputs["description"], canary);
      const [stored] = stateResources(engine).filter(({ urn }) => urn.endsWith("::parameter"));
      assert.ok(stored !== undefined && !JSON.stringify(stored.values).includes(canary));
    } finally {
      await engine.close();
    }
  });
});
