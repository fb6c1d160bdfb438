import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadStackFile, sourceOf } from "../../drydock/config";
import { parsePath, pathText } from "../../drydock/config/path";
import { loadedOf, memoryFiles, problemText, reportOf, services } from "./support";

const TEXT = `config:
  aws:region: us-east-2
  drydock:services:
    web:
      image: { build: { context: app } }
      envFiles: [env/test.env]
      cpu: 512
      memoryMiB: 1024
`;

describe("loadStackFile", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-config-"));
    file = join(folder, "Pulumi.shop.yaml");
    writeFileSync(file, TEXT);
    for (const inner of ["app", "env"]) mkdirSync(join(folder, inner));
    writeFileSync(join(folder, "app/Dockerfile"), "FROM scratch\n");
    writeFileSync(join(folder, "env/test.env"), "A=1\n");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads the file, and what it names from the file's own folder", () => {
    const stack = loadStackFile(file);
    assert.ok("config" in stack);
    assert.equal(stack.stack, "shop");
    assert.equal(stack.folder, folder);
    assert.equal(stack.region, "us-east-2");
    assert.deepEqual(stack.aws, { region: "us-east-2" });
    assert.equal(stack.config.services.web?.cpu, 512);
  });

  it("names the other file by its path beside the stack file's", () => {
    writeFileSync(join(folder, "env/test.env"), "A=1\nB\n");
    const result = loadStackFile(file, { displayName: "shop/Pulumi.shop.yaml" });
    assert.ok("problems" in result);
    assert.deepEqual(
      result.problems.map(({ file: named, line }) => `${named}:${line ?? 0}`),
      ["shop/env/test.env:2"],
    );
  });

  it("does not look outside what it is given to read with", () => {
    const result = loadStackFile(file, { files: memoryFiles({}) });
    assert.ok("problems" in result);
    assert.deepEqual(
      result.problems.map(({ path }) => path),
      ["drydock:services.web.image.build.context", "drydock:services.web.envFiles[0]"],
    );
  });

  it("says so where there is no such file", () => {
    const result = loadStackFile(join(folder, "Pulumi.none.yaml"), { displayName: "none.yaml" });
    assert.ok("problems" in result);
    assert.deepEqual(result.problems.map(problemText), [
      "none.yaml:0 : The stack file cannot be read.\nfix: Check the path.",
    ]);
  });

  it("takes a folder for a file that cannot be read", () => {
    assert.ok("problems" in loadStackFile(folder));
  });
});

describe("keys beside config", () => {
  const told = (text: string): string => {
    const result = loadStackFile("Pulumi.test.yaml", { text, files: memoryFiles({}) });
    return "problems" in result ? result.problems.map(problemText).join("\n\n") : "";
  };
  const config = "config:\n  aws:region: us-east-2\n";

  it("accepts those of Pulumi", () => {
    const keys =
      "secretsprovider: passphrase\nencryptionsalt: v1:x\nencryptedkey: x\nenvironment: [a]\n";
    assert.equal(told(config + keys), "");
  });
  it("refuses a key that belongs below config", () => {
    assert.equal(
      told(`${config}drydock:ingress: {}\n`),
      `drydock:ingress: Pulumi does not know this key at the top of a stack file.
allowed: config, encryptionsalt, encryptedkey, secretsprovider, environment
fix: Move it below config:, indented.`,
    );
  });
  it("refuses a misspelt one", () => {
    assert.match(told(`${config}encryptionsald: x\n`), /fix: Did you mean encryptionsalt\?$/);
    assert.match(told(`${config}else: x\n`), /fix: Remove it\.$/);
  });
  it("refuses a config that is no map", () => {
    assert.match(told("config: x\n"), /config: config has to be a map of configuration keys\./);
    assert.match(told("config:\n"), /config: config has to be a map of configuration keys\./);
  });
  it("refuses a file without config", () => {
    assert.match(told("encryptionsalt: x\n"), /^aws:region: aws:region is missing/);
  });
});

describe("mistakes that rest on each other", () => {
  it("are told once: what follows from a wrong value waits for it", () => {
    assert.equal(
      reportOf(services({ web: { cpu: "1024", memoryMiB: 8192 } })).split("\n")[0],
      'drydock:services.web.cpu = "1024": This is text, where a number is wanted.',
    );
    assert.equal(
      reportOf(services({ web: { cpu: "1024", memoryMiB: 8192 } })).split("\n\n").length,
      1,
    );
  });

  it("a misspelt key is not missed as well", () => {
    const report = reportOf({
      ingress: {},
      ...services({ web: { containerport: 80, route: {} } }),
    });
    assert.match(report, /^drydock:services.web.containerport: This key is not known here/);
    assert.equal(report.split("\n\n").length, 1);
  });

  it("a service that is wrong is still there for those that call it", () => {
    const web = {
      connectsTo: ["api"],
      image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/a:1" },
    };
    const report = reportOf({ services: { web, api: {} } });
    assert.match(report, /^drydock:services.api.image: image is missing/);
    assert.equal(report.split("\n\n").length, 1);
  });

  it("mistakes that have nothing to do with each other are all told", () => {
    const report = reportOf(
      services({ web: { exec: true, cpu: "1" }, api: { memoryMiB: 1 }, job: { zzz: 1 } }),
    );
    assert.deepEqual(
      report.split("\n\n").map((text) => text.split(/[ :]/)[1]),
      ["services.web.cpu", "services.job.zzz", "services.web.exec", "services.api.memoryMiB"],
    );
  });
});

describe("sourceOf", () => {
  const stack = loadedOf(services({ web: { environment: { A: "1" } } }));
  it("finds the line that decides a value, by path or by its text", () => {
    const place = sourceOf(stack.positions, "drydock:services.web.environment.A");
    assert.deepEqual(place, { file: "Pulumi.test.yaml", line: 8, column: 12 });
    assert.deepEqual(sourceOf(stack.positions, ["services", "web", "environment", "A"]), place);
  });
  it("finds the nearest thing around a default", () => {
    assert.equal(sourceOf(stack.positions, "drydock:services.web.readonlyRootFilesystem")?.line, 4);
    assert.equal(sourceOf(stack.positions, "drydock:network.natGateways")?.line, 1);
    assert.equal(sourceOf(stack.positions, "aws:region")?.line, 2);
  });
  it("has nothing to say without a file", () => {
    assert.equal(sourceOf(undefined, "drydock:network"), undefined);
  });
});

describe("paths", () => {
  const paths = [
    ["services", "web", "cpu"],
    ["secrets", "db", "versions", 0, "A.b"],
    ["aws:region"],
    ["services", "web", "permissions", 0, "conditions", "StringEquals", "aws:ResourceTag/x"],
    ["tags", ""],
    ["tags", 'a"]b'],
  ];
  for (const path of paths) {
    it(`${pathText(path)} is read as it is written`, () => {
      assert.deepEqual(parsePath(pathText(path)), path);
    });
  }
});
