import * as assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { isBag } from "../../drydock/offline/capture";
import { fromSource } from "../support/from-source";

const repository = resolve(__dirname, "..", "..");
const files = ["Pulumi.yaml", "Pulumi.test.yaml", "Pulumi.test.baseline.json", "index.ts", "env"];

/** One edit takes less than a second; a loaded machine may take many. */
const mostMilliseconds = 60_000;

/** One process for all edits: each must change the result, so nothing that is kept between runs can be stale. */
describe("drydock preview --watch", () => {
  let root: string;
  let child: ChildProcess;
  let next: () => Promise<string>;

  before(() => {
    root = mkdtempSync(join(tmpdir(), "watch-"));
    for (const file of [...files, "package.json", "policy-exemptions.yaml"]) {
      cpSync(join(repository, file), join(root, file), { recursive: true });
    }
    mkdirSync(join(root, "app"));
    write("app/Dockerfile", "FROM scratch\n");
    write("app/notes.txt", "one\n");
    symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
    child = spawn(
      process.execPath,
      [
        ...fromSource,
        join(repository, "drydock/commands/main.ts"),
        ...["preview", "--stack", "test", "--watch", "--json"],
      ],
      {
        cwd: root,
        env: { ...process.env, CI: "false" },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    assert.ok(child.stdout !== null);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    next = async () => {
      const { value, done } = await lines.next();
      assert.ok(done !== true, "the command ended");
      return value;
    };
  });

  after(() => {
    child.kill("SIGKILL");
    rmSync(root, { recursive: true });
  });

  const write = (file: string, text: string): void => {
    writeFileSync(join(root, file), text);
  };
  const read = (file: string): string => readFileSync(join(root, file), "utf8");

  /**
   * Reads lines until one is as expected: a save empties a file and then fills it, and a slow machine may show both.
   *
   * @throws AssertionError naming the edit and the last line, if the command ends or nothing more comes
   */
  const nextResult = async (edit: string, isExpected: (line: string) => boolean): Promise<void> => {
    let line = "nothing";
    const reading = (async () => {
      do line = await next();
      while (!isExpected(line));
    })();
    const waiting = new AbortController();
    const late = setTimeout(mostMilliseconds, undefined, { signal: waiting.signal }).then(() => {
      assert.fail(`${edit}: the last result is ${line}`);
    });
    try {
      await Promise.race([reading, late]);
    } finally {
      waiting.abort();
      late.catch(() => undefined);
    }
  };

  it("shows what each kind of input changes, and ends when it is interrupted", async () => {
    const first = await next();
    const report: unknown = JSON.parse(first);
    assert.ok(isBag(report));
    assert.equal(report["version"], 1);

    const edits: readonly (readonly [string, (text: string) => string, RegExp])[] = [
      [
        "env/test.env",
        (text) => `${text}\nANOTHER=1\n`,
        /"operation":"replace"[^}]*TaskDefinition/,
      ],
      ["app/Dockerfile", () => "FROM scratch\nCOPY . /\n", /Image/],
      ["app/.dockerignore", () => "notes.txt\n", /Image/],
      ["Pulumi.test.yaml", (text) => text.replace("cpu: 256", "cpu: 255"), /"refused":.*cpu = 255/],
      ["policy-exemptions.yaml", () => "exemptions: []\n", /1 mandatory|mandatory policy finding/],
      ["index.ts", (text) => `${text}\nthrow new Error("on purpose");\n`, /"failed":".*on purpose/],
    ];
    for (const [file, change, expected] of edits) {
      const isNew = !existsSync(join(root, file));
      const before = isNew ? "" : read(file);
      write(file, change(before));
      await nextResult(file, (line) => line !== first && expected.test(line));
      if (isNew) rmSync(join(root, file));
      else write(file, before);
      await nextResult(`${file} as it was`, (line) => line === first);
    }

    const ended = once(child, "exit");
    child.kill("SIGINT");
    assert.deepEqual(await ended, [0, null]);
  }).timeout(300_000);
});
