import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatProblems, loadStackFile } from "../../drydock/config";
import { readDocument } from "../../drydock/config/document";
import { diskFiles } from "drydock-components/files";

describe("diskFiles", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "files-"));
    writeFileSync(join(folder, "a.env"), "A=1\n");
    mkdirSync(join(folder, "app"));
    symlinkSync("circle", join(folder, "circle"));
    execFileSync("mkfifo", [join(folder, "pipe")]);
    symlinkSync("/dev/zero", join(folder, "zero"));
    writeFileSync(join(folder, "huge"), new Uint8Array(9 * 1024 * 1024));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads plain files", () => {
    const files = diskFiles(folder);
    assert.equal(files.kind("a.env"), "file");
    assert.equal(files.kind("app"), "folder");
    assert.equal(new TextDecoder().decode(files.read("a.env")), "A=1\n");
  });

  it("takes what is no file for missing, without waiting and without an exception", () => {
    const files = diskFiles(folder);
    for (const name of ["none", "circle", "pipe", "zero", "x".repeat(5000), "a.env/b", "nul\0"]) {
      assert.equal(files.kind(name), "missing", name);
      assert.equal(files.read(name), undefined, name);
    }
    assert.equal(files.read("app"), undefined);
  });

  it("reads only the start of a huge file", () => {
    assert.equal(diskFiles(folder).read("huge")?.length, 8 * 1024 * 1024 + 1);
  });

  it("refuses a stack file that is a pipe", () => {
    assert.ok("problems" in loadStackFile(join(folder, "pipe")));
  });
});

describe("a long stack file", () => {
  it("is read in a time that grows with its length", () => {
    // Comparing each key with all others takes twice the time that a test has.
    const keys = Array.from({ length: 50_000 }, (_, index) => `    k${index}: 1`).join("\n");
    const { document, problems } = readDocument("Pulumi.test.yaml", `config:\n${keys}\n`);
    assert.deepEqual(problems, []);
    assert.notEqual(document, undefined);
  });

  it("is refused where it is longer than any configuration", () => {
    const { problems } = readDocument("Pulumi.test.yaml", `config: {}\n${"#".repeat(2 ** 21)}`);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ["The file has more than 2097152 characters."],
    );
  });

  it("gives a report that somebody can read, whatever its number of mistakes", () => {
    const keys = Array.from({ length: 150 }, (_, index) => `    K${index}: 1`).join("\n");
    const text = `config:\n  aws:region: us-east-2\n  drydock:cluster:\n${keys}\n`;
    const result = loadStackFile("Pulumi.test.yaml", { text });
    assert.ok("problems" in result);
    const report = formatProblems(result.problems);
    assert.equal(report.split("\n\n").length, 101);
    assert.match(
      report,
      /\n\n150 problems in Pulumi\.test\.yaml, of which the first 100 are above\. Nothing was changed\.$/,
    );
  });
});
