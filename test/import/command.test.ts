import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drydock } from "../commands/support";
import { root } from "../program/run-program";

const command = (args: readonly string[], folder: string) =>
  drydock(["import", "compose", ...args], folder);

describe("drydock import compose", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-import-"));
    writeFileSync(
      join(folder, "docker-compose.yml"),
      "services: { web: { image: a/b:1, tty: true } }\n",
    );
    writeFileSync(join(folder, "built.yml"), "services: { web: { build: code } }\n");
    writeFileSync(join(folder, "first.yml"), "web: { image: a/b:1 }\n");
    writeFileSync(join(folder, "wrong.yml"), "services: { web: { ports: 80 } }\n");
    mkdirSync(join(folder, "stacks"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the stack file to standard output, and the notes to standard error", async () => {
    const { code, out, err } = await command(["docker-compose.yml"], folder);
    assert.equal(code, 0);
    assert.match(
      out,
      /^# yaml-language-server: [\s\S]*drydock:services:\n {4}web:\n[\s\S]*services\.web\.tty/,
    );
    assert.match(
      err,
      /^Read docker-compose\.yml\.\n\nDecisions before[\s\S]*- docker-compose\.yml:1 services\.web\.tty\n/,
    );
  });

  it("writes a file, and not over one that is there unless it is told to", async () => {
    const target = join(folder, "Pulumi.shop.yaml");
    assert.equal(
      (await command(["docker-compose.yml", "--out", "Pulumi.shop.yaml"], folder)).code,
      0,
    );
    writeFileSync(target, "mine\n");
    const { code, err } = await command(["docker-compose.yml", "-o", "Pulumi.shop.yaml"], folder);
    assert.deepEqual([code, readFileSync(target, "utf8")], [2, "mine\n"]);
    assert.match(err, /^Pulumi\.shop\.yaml already exists: .*--force/);
    assert.equal(
      (await command(["docker-compose.yml", "-f", "-o", "Pulumi.shop.yaml"], folder)).code,
      0,
    );
    assert.notEqual(readFileSync(target, "utf8"), "mine\n");
  });

  it("makes a project of a folder that is none, and accepts what Compose allows", async () => {
    const home = mkdtempSync(join(tmpdir(), "drydock-newcomer-"));
    try {
      writeFileSync(
        join(home, "compose.yaml"),
        "services: { web: { image: nginx:1.29, ports: ['80:80'] }, api: { image: a/b:1 } }\n",
      );
      writeFileSync(
        join(home, "package.json"),
        '{ "name": "mine", "scripts": { "test": "mine" } }',
      );
      const { code, err } = await command(["compose.yaml", "-o", "Pulumi.shop.yaml"], home);
      assert.equal(code, 0);
      assert.match(
        err,
        /until \d{4}-\d\d-\d\d, since Compose allows it:\n- container-user-not-root: web\n- container-root-filesystem-read-only: api\n/,
      );
      assert.match(
        err,
        /\nNext:\n {2}npm install +for the project: .*package\.json\n {2}npx drydock preview --stack shop\n$/,
      );
      const manifest = readFileSync(join(home, "package.json"), "utf8");
      assert.match(manifest, /"name": "mine"[\s\S]*"test": "mine"[\s\S]*"drydock": "/);
      assert.match(readFileSync(join(home, "Pulumi.yaml"), "utf8"), /^name: drydock-newcomer-/);
      assert.match(
        readFileSync(join(home, "policy-exemptions.yaml"), "utf8"),
        /urn:pulumi:shop::drydock-newcomer-\w*::\*aws:ecs\/taskDefinition:TaskDefinition::web\n/,
      );
      const second = await command(["compose.yaml", "-o", "Pulumi.shop.yaml", "-f"], home);
      assert.match(second.err, /\nNext:\n {2}npx drydock preview --stack shop\n$/);
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it("writes nothing around a stack file on standard output, and says how to get it", async () => {
    const { err } = await command(["docker-compose.yml"], folder);
    assert.match(err, /\nWith --out Pulumi\.<stack>\.yaml the import writes this file/);
    assert.equal(existsSync(join(folder, "none", "Pulumi.yaml")), false);
  });

  it("chooses the lifecycle", async () => {
    const disposable = await command(["docker-compose.yml"], folder);
    assert.match(disposable.out, /\n {2}drydock:lifecycle: disposable\n/);
    const kept = await command(["docker-compose.yml", "--lifecycle", "protected"], folder);
    assert.ok(!kept.out.includes("lifecycle:"));
    assert.match(kept.err, /A protected environment must have HTTPS/);
  });

  it("says what keeps a stack file from loading, by paths from where it is", async () => {
    const { code, err } = await command(["built.yml", "--out", "stacks/Pulumi.shop.yaml"], folder);
    assert.equal(code, 1);
    assert.match(
      err,
      /The stack file does not load yet:[\s\S]*image\.build\.context = "\.\.\/code"\n {2}There is no such folder\./,
    );
  });

  const mistakes: readonly (readonly [title: string, args: readonly string[], message: RegExp])[] =
    [
      ["a file that is not there", ["none.yml"], /^none\.yml cannot be read\. Check the path\.\n$/],
      [
        "a parameter file that is not there",
        ["docker-compose.yml", "none.yml"],
        /^none\.yml cannot be read/,
      ],
      ["a file that is wrong", ["wrong.yml"], /^wrong\.yml:1:20 {2}services\.web\.ports\n/],
      [
        "a name of no stack",
        ["docker-compose.yml", "-o", "shop.yaml"],
        /^shop\.yaml is not the name of a stack file: write --out Pulumi\.<stack>\.yaml/,
      ],
      [
        "version 1 of the format",
        ["first.yml"],
        /The file has no services\.\n {2}fix: +This is version 1/,
      ],
      ["no file", [], /missing required argument 'compose-file'/],
      [
        "an option that is none",
        ["docker-compose.yml", "--ouput", "x"],
        /unknown option '--ouput'/,
      ],
      [
        "a folder that is not there",
        ["docker-compose.yml", "-o", "none/Pulumi.a.yaml"],
        /^Pulumi\.a\.yaml cannot be written: /,
      ],
    ];
  for (const [title, args, message] of mistakes) {
    it(`says so without a stack trace: ${title}`, async () => {
      const { code, out, err } = await command(args, folder);
      assert.deepEqual(
        [code, out],
        [["a file that is wrong", "version 1 of the format"].includes(title) ? 1 : 2, ""],
      );
      assert.match(err, message);
      assert.ok(!err.includes("    at "), err);
    });
  }

  const examples: readonly (readonly [stackFile: string, sources: readonly string[]])[] = [
    ["Pulumi.example.yaml", ["docker-compose.yml"]],
    ["Pulumi.ecs-cli.yaml", ["ecs-cli.yml", "ecs-params.yml"]],
  ];
  for (const [stackFile, sources] of examples) {
    it(`makes examples/compose-import/${stackFile} of what stands beside it`, async () => {
      const home = join(root, "examples", "compose-import");
      const { code, out } = await command(sources, home);
      assert.equal(code, 0);
      assert.equal(out, readFileSync(join(home, stackFile), "utf8"));
    });
  }
});
