import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { loadStack, loadStackFile, StackFileError } from "../../drydock/config";

/** The form in which the engine passes configuration: text, JSON for maps, secrets decrypted. */
function asEngine(config: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

const FILE = `config:
  aws:region: us-east-2
  drydock:account: "111122223333"
  drydock:lifecycle: disposable
  drydock:secrets:
    db:
      versions:
        - PASSWORD: { secure: v1:AAAAAAAAAAAAAAAA:BBBBBBBBBBBBBBBBBBBB }
          PEPPER: { generate: 24 }
  drydock:services:
    web:
      image: { reference: 111122223333.dkr.ecr.us-east-2.amazonaws.com/web:1 }
      cpu: 256
`;

const ENGINE = {
  "aws:region": "us-east-2",
  "drydock:account": "111122223333",
  "drydock:lifecycle": "disposable",
  "drydock:secrets": {
    db: { versions: [{ PASSWORD: "canary-from-the-engine", PEPPER: { generate: 24 } }] },
  },
  "drydock:services": {
    web: {
      image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/web:1" },
      cpu: 256,
    },
  },
};

describe("loadStack", () => {
  let folder = "";
  let stackFile = "";
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "drydock-config-"));
    stackFile = join(folder, "Pulumi.test.yaml");
    writeFileSync(stackFile, FILE);
    await pulumi.runtime.setMocks(
      {
        newResource: () => assert.fail("no resource is made"),
        call: () => assert.fail("nothing is looked up"),
      },
      "drydock",
      "test",
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    pulumi.runtime.setAllConfig({});
  });

  function load(values: Record<string, unknown>) {
    pulumi.runtime.setAllConfig(asEngine(values), ["drydock:secrets"]);
    return loadStack({ stackFile });
  }

  function refusal(values: Record<string, unknown>): StackFileError {
    try {
      load(values);
    } catch (error) {
      if (error instanceof StackFileError) return error;
      throw error;
    }
    return assert.fail("the stack was accepted");
  }

  it("gives the same configuration as the file read offline", () => {
    const offline = loadStackFile(stackFile);
    assert.ok("config" in offline);
    const running = load(ENGINE);
    assert.deepEqual(running.config, offline.config);
    assert.equal(running.region, "us-east-2");
    assert.equal(running.stack, "test");
  });

  it("hands out a given secret value as a secret only", async () => {
    const stack = load(ENGINE);
    assert.ok(!JSON.stringify(stack.config).includes("canary"));
    const value = stack.secretValue("db", 0, "PASSWORD");
    assert.equal(await new Promise((resolve) => value.apply(resolve)), "canary-from-the-engine");
    assert.equal(await pulumi.isSecret(value), true);
  });

  it("names the line where file and engine agree", () => {
    const wrong = FILE.replace("cpu: 256", "cpu: 300");
    writeFileSync(stackFile, wrong);
    const web = { ...ENGINE["drydock:services"].web, cpu: 300 };
    const [problem] = refusal({ ...ENGINE, "drydock:services": { web } }).problems;
    assert.equal(problem?.line, 13);
    assert.equal(problem.column, 12);
    assert.equal(problem.value, "300");
  });

  it("names the key without a line where --config overrides the file", () => {
    const web = { ...ENGINE["drydock:services"].web, cpu: 300 };
    const [problem] = refusal({ ...ENGINE, "drydock:services": { web } }).problems;
    assert.equal(problem?.path, "drydock:services.web.cpu");
    assert.equal(problem.line, undefined);
  });

  it("takes the engine's values where there is no file", () => {
    rmSync(stackFile);
    const stack = load(ENGINE);
    assert.equal(stack.positions, undefined);
    assert.equal(stack.config.services.web?.cpu, 256);
  });

  it("is an error that Pulumi prints without a stack trace", () => {
    const error = refusal({ ...ENGINE, "drydock:lifecycle": "forever" });
    assert.ok(pulumi.RunError.isInstance(error));
    assert.match(error.message, /drydock:lifecycle = "forever"/);
    assert.match(error.message, /1 problem in /);
  });

  it("refuses a secret in plain text in the file, which the engine cannot tell from a given one", () => {
    writeFileSync(stackFile, FILE.replace(/\{ secure: .* \}/, "canary-from-the-engine"));
    const error = refusal(ENGINE);
    assert.match(error.message, /versions\[0\]\.PASSWORD\n {2}This secret is in plain text/);
    assert.ok(!error.message.includes("canary"));
  });

  it("refuses a key that is encrypted as a whole, as it does offline", () => {
    writeFileSync(
      stackFile,
      FILE.replace(
        / {2}drydock:secrets:[^]*(?= {2}drydock:services)/,
        "  drydock:secrets: { secure: v1:AAAA:BBBB }\n",
      ),
    );
    assert.match(refusal(ENGINE).message, /encrypted as a whole/);
  });

  it("shows no secret value of a configuration that is wrong", () => {
    const error = refusal({
      ...ENGINE,
      "drydock:secrets": { db: { versions: [{ PASSWORD: "canary-from-the-engine", B: 1 }] } },
    });
    assert.ok(!error.message.includes("canary"), error.message);
  });

  it("has no value for a secret that is generated, or that is not there", () => {
    const stack = load(ENGINE);
    for (const [version, key] of [
      [0, "PEPPER"],
      [1, "PASSWORD"],
    ] as const) {
      assert.throws(() => stack.secretValue("db", version, key), /No value was given for/);
    }
  });

  it("reads what the stack file names from its folder", () => {
    const web = { ...ENGINE["drydock:services"].web, envFiles: ["test.env"] };
    const [problem] = refusal({ ...ENGINE, "drydock:services": { web } }).problems;
    assert.match(problem?.message ?? "", /no such environment file/);
    writeFileSync(join(folder, "test.env"), "A=1\n");
    assert.deepEqual(
      load({ ...ENGINE, "drydock:services": { web } }).config.services.web?.envFiles,
      ["test.env"],
    );
  });
});
