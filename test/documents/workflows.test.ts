import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { root } from "../program/run-program";

const permissions = z.record(z.string(), z.string()).default({});
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  jobs: z.record(
    z.string(),
    z.object({
      permissions,
      steps: z
        .array(
          z.object({
            uses: z.string().default(""),
            run: z.string().default(""),
            with: z.record(z.string(), z.unknown()).default({}),
          }),
        )
        .default([]),
    }),
  ),
});

const folder = join(root, ".github", "workflows");
const workflows = readdirSync(folder).map((file) => ({
  file,
  ...workflow.parse(parse(readFileSync(join(folder, file), "utf8"))),
}));

/** Their syntax, and more of what an attacker could do, is for `.ci/workflows`. That GitHub runs them so, nothing here shows. */
describe("The workflows", () => {
  it("give no right to a whole workflow", () => {
    for (const { file, permissions: given } of workflows) assert.deepEqual(given, {}, file);
  });

  it("run no package's script, and install nothing from a cache, beside a token or a stranger's code", () => {
    for (const { file, on, jobs } of workflows) {
      for (const [name, { permissions: given, steps }] of Object.entries(jobs)) {
        const exposed =
          given["id-token"] === "write" || "workflow_run" in on || file === "preview.yml";
        if (!exposed) continue;
        for (const { uses, run, with: options } of steps) {
          assert.ok(!/npm (ci|install)(?! --ignore-scripts)/.test(run), `${file} ${name}: ${run}`);
          if (uses.startsWith("actions/setup-node")) {
            assert.equal(options["cache"], undefined, file);
          }
        }
      }
    }
  });

  it("never take code of a pull request where they have rights", () => {
    const privileged = workflows.filter(({ on }) => "workflow_run" in on);
    assert.deepEqual(
      privileged.map(({ file }) => file),
      ["preview-comment.yml"],
    );
    for (const { on } of workflows) assert.ok(!("pull_request_target" in on));
    for (const { uses, run, with: options } of privileged.flatMap(({ jobs }) =>
      Object.values(jobs).flatMap(({ steps }) => steps),
    )) {
      if (uses.startsWith("actions/checkout")) {
        assert.equal(options["ref"], "${{ github.event.repository.default_branch }}");
      }
      assert.ok(!/\bnpm\b|\bnode\b|\bnpx\b/.test(run), run);
    }
  });

  it("are guarded by owners, as are the policies and what judges by them", () => {
    const owned = readFileSync(join(root, ".github", "CODEOWNERS"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("/"))
      .map((line) => line.split(/\s+/)[0] ?? "");
    for (const path of owned) assert.ok(existsSync(join(root, path)), path);
    for (const path of ["/.github/", "/policy/", "/policy-exemptions.yaml", "/package-lock.json"]) {
      assert.ok(owned.includes(path), path);
    }
  });
});

describe("The comment of a preview", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "comment-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const comment = (report: string | Buffer, repository = "stranger/drydock"): string => {
    writeFileSync(join(folder, "comment.md"), report);
    return execFileSync(join(root, ".github/scripts/comment-text"), [join(folder, "comment.md")], {
      encoding: "utf8",
      env: {
        ...process.env,
        GH_REPO: "owner/drydock",
        HEAD_REPOSITORY: repository,
        HEAD_SHA: "0123456789abcdef0123",
        RUN_URL: "https://github.example/run/1",
      },
    });
  };

  it("is the report itself for a branch of the repository", () => {
    assert.equal(
      comment("# Preview\n\nEverything is in order.\n", "owner/drydock"),
      "<!-- drydock preview -->\nPreview of 0123456789ab ([run](https://github.example/run/1)).\n\n# Preview\n\nEverything is in order.\n",
    );
  });

  it("is marked, and plain text, for a fork", () => {
    const text =
      "# Approved by @owner\n![](https://evil.example/x.png)\n<a href='https://evil.example'>merge</a>";
    const lines = comment(text).split("\n");
    assert.equal(lines[1], "> [!WARNING]");
    assert.match(
      lines[2] ?? "",
      /run of code from the fork `stranger\/drydock`.*Nobody has checked it/,
    );
    assert.deepEqual(lines.slice(4), ["~~~text", ...text.split("\n"), "~~~", ""]);
  });

  it("cannot be left by the text: no fence, control character or direction mark of it counts", () => {
    const lines = comment("~~~~~\n@owner\u001b[2J\u202edrow\n~~~~~~~\n").split("\n");
    const fence = "~".repeat(10);
    assert.deepEqual(lines.slice(4), [
      `${fence}text`,
      "~~~~~",
      "@owner[2Jdrow",
      "~~~~~~~",
      fence,
      "",
    ]);
  });

  it("is cut where it is too long, and between letters", () => {
    const long = comment("é".repeat(100_000));
    assert.ok(Buffer.byteLength(long) < 65_536);
    assert.ok(long.includes("The report is longer: see the run."));
    assert.ok(!long.includes("\ufffd"));
  });

  it("says when there is no report", () => {
    rmSync(join(folder, "comment.md"), { force: true });
    const text = execFileSync(join(root, ".github/scripts/comment-text"), [join(folder, "none")], {
      encoding: "utf8",
      env: { ...process.env, GH_REPO: "a/b", HEAD_REPOSITORY: "a/b", HEAD_SHA: "0", RUN_URL: "u" },
    });
    assert.match(text, /The run left no report\./);
  });
});

describe("The scripts of the workflows", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "scripts-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs one with a `gh` that notes its arguments and the text it sends, and answers a list with `open`. */
  function run(script: string, args: readonly string[], open = ""): string[] {
    writeFileSync(
      join(folder, "gh"),
      `#!/bin/sh
if [ "$2" = list ]; then printf '%s' "${open}"; exit; fi
echo "$*" | sed "s#/tmp/[^ ]*#FILE#" >> "${folder}/said"
for one; do [ -f "$one" ] && cat "$one" >> "${folder}/said"; done
exit 0
`,
      { mode: 0o755 },
    );
    execFileSync(join(root, ".github/scripts", script), args, {
      encoding: "utf8",
      stdio: "pipe",
      env: { ...process.env, PATH: `${folder}:${process.env["PATH"] ?? ""}`, RUN_URL: "u" },
    });
    const said = join(folder, "said");
    return existsSync(said) ? readFileSync(said, "utf8").trimEnd().split("\n") : [];
  }

  it("open an issue for drift, replace its text, and close it", () => {
    const found = join(folder, "found");
    writeFileSync(found, "~ web desiredCount 2 => 5\u001b[0m\n~~~~~~~~\n");
    const opened = run("drift-issue", ["test", found, "drifted"]);
    assert.match(opened[0] ?? "", /^label create drift /);
    assert.equal(opened[1], "issue create --title Drift of test --label drift --body-file FILE");
    assert.match(
      opened[2] ?? "",
      /^What runs in AWS differs from the state of `test` \(\[run\]\(u\)\)/,
    );
    assert.deepEqual(opened.slice(4), [
      "~~~~~~text",
      "~ web desiredCount 2 => 5[0m",
      "~ ~ ~~ ~ ~~~",
      "",
      "~~~~~~",
    ]);
    rmSync(join(folder, "said"));
    assert.equal(
      run("drift-issue", ["test", found, "drifted"], "7")[0],
      "issue edit 7 --body-file FILE",
    );
    rmSync(join(folder, "said"));
    assert.deepEqual(run("drift-issue", ["test", found, "none"], "7"), [
      "issue close 7 --comment No difference any more (u).",
    ]);
    rmSync(join(folder, "said"));
    assert.deepEqual(run("drift-issue", ["test", found, "none"]), []);
  });

  it("destroy disposable environments only, and never production", () => {
    const report = (lifecycle: string) => {
      const path = join(folder, `${lifecycle}.json`);
      writeFileSync(path, JSON.stringify({ environments: [{ summary: { lifecycle } }] }));
      return path;
    };
    const refused = (args: readonly string[], why: RegExp) => {
      assert.throws(() => run("may-destroy", args), why);
    };
    run("may-destroy", ["test", "test", report("disposable")]);
    refused(["test", "tset", report("disposable")], /The two names differ/);
    refused(["production", "production", report("disposable")], /never destroyed by a workflow/);
    refused(["stage", "stage", report("protected")], /stage is protected: only a disposable/);
    writeFileSync(join(folder, "none.json"), '{"environments":[]}');
    refused(["stage", "stage", join(folder, "none.json")], /stage is unknown/);
  });
});
