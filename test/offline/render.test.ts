import * as assert from "node:assert/strict";
import picocolors from "picocolors";
import type { Change, PropertyChange } from "../../drydock/offline/preview/changes";
import type { EnvironmentPreview } from "../../drydock/offline/preview/environment";
import { mergeReports } from "../../drydock/offline/preview/policies";
import { changeLines, valuesText } from "../../drydock/offline/preview/render/changes";
import { markdownText } from "../../drydock/offline/preview/render/markdown";
import { mandatoryLines, policyLines } from "../../drydock/offline/preview/render/policies";
import { inOrderText } from "../../drydock/offline/preview/render/verdict";
import { wrapped } from "../../drydock/offline/preview/render/wrap";
import { knownFindings, markKnown } from "../../drydock/offline/preview/known-findings";
import { verdictOf } from "../../drydock/offline/preview/judge";
import type { EnforcementLevel, PolicyInfo } from "../../drydock/offline/pack";
import { terminalText } from "../../drydock/offline/preview/render/terminal";
import { bytes, list } from "../../drydock/offline/words";
import { failures } from "../../drydock/offline/preview/outcome";
import type { PolicyFinding, PolicyReport } from "../../drydock/offline/report";

const plain = picocolors.createColors(false);

function change(more: Partial<Change> & Pick<Change, "operation" | "name">): Change {
  return {
    key: `aws:ecs/cluster:Cluster::${more.name}`,
    type: "aws:ecs/cluster:Cluster",
    properties: [],
    protected: false,
    retained: false,
    ...more,
  };
}

const property = (more: Partial<PropertyChange>): PropertyChange => ({
  path: "p",
  forcesReplacement: false,
  ...more,
});

describe("changes as lines", () => {
  it("let a component stand for what comes with it", () => {
    const component = change({ operation: "create", name: "api", key: "C::api", type: "d:i:Api" });
    const child = change({ operation: "create", name: "task", parent: "C::api" });
    const grandchild = change({ operation: "create", name: "role", parent: child.key });
    assert.deepEqual(changeLines([component, child, grandchild], plain), [
      "+  api Api and 2 resources in it",
    ]);
  });

  it("keep a new resource in a component that was there before", () => {
    const child = change({ operation: "create", name: "task", parent: "C::api" });
    assert.deepEqual(changeLines([child], plain), ["+  task Cluster"]);
  });

  it("say once what is the same for many", () => {
    const properties = [property({ path: "tagsAll", becauseOf: ["default tags of aws"] })];
    const same = ["a", "b", "c", "d"].map((name) =>
      change({ operation: "update", name, properties }),
    );
    assert.deepEqual(changeLines(same, plain), [
      "~  4 resources",
      "     tagsAll: follows default tags of aws",
    ]);
    assert.equal(changeLines(same.slice(1), plain).length, 6);
  });

  it("warn of what the engine refuses", () => {
    assert.deepEqual(
      changeLines([change({ operation: "delete", name: "key", protected: true })], plain),
      ["-  key Cluster  protected: the engine refuses this until it is unprotected"],
    );
  });

  const values: readonly (readonly [Partial<PropertyChange>, string])[] = [
    [{ before: '"a"', after: '"b"' }, '"a" -> "b"'],
    [{ after: "1" }, "1"],
    [{ before: "1" }, "1 removed"],
    [{ before: '["a","b"]', after: '["b","c"]' }, 'with "c", without "a"'],
    [{ before: '["a","b"]', after: '["b","a"]' }, "in another order"],
    [{ becauseOf: ["web TaskDefinition", "x Role"] }, "follows web TaskDefinition and x Role"],
    [{ before: '"a"', after: JSON.stringify("x".repeat(200)) }, `"a" -> "${"x".repeat(88)}…`],
  ];
  for (const [given, text] of values) {
    it(`show values as ${text.slice(0, 40)}`, () => {
      assert.equal(valuesText(property(given)), text);
    });
  }
});

describe("words", () => {
  it("name the first few of a long list", () => {
    assert.equal(list(["a"]), "a");
    assert.equal(list(["a", "b"]), "a and b");
    assert.equal(list(["a", "b", "c", "d", "e", "f"]), "a, b, c, d, e and f");
    assert.equal(list(["a", "b", "c", "d", "e", "f", "g"]), "a, b, c, d, e and 2 more");
  });

  it("count bytes in the largest unit that fits", () => {
    assert.deepEqual([0, 999, 1000, 1_500_000, 5e9].map(bytes), [
      "0 B",
      "999 B",
      "1 kB",
      "1.5 MB",
      "5 GB",
    ]);
  });
});

function report(mode: "preview" | "update", findings: readonly PolicyFinding[]): PolicyReport {
  const pack = { name: "pack", version: "1.0.0" };
  const about = { project: "drydock", stack: "test", stackFile: "Pulumi.test.yaml" };
  return { ...about, mode, pack, policies: [], findings, remediations: [] };
}

const finding = (
  more: Partial<PolicyFinding> & Pick<PolicyFinding, "policyName">,
): PolicyFinding => ({
  enforcementLevel: "advisory",
  severity: "low",
  message: "web: is wrong.",
  ...more,
});

const mandatory = finding({
  policyName: "bad",
  enforcementLevel: "mandatory",
  message: "web: is open.\nFix: Close it.",
  location: { file: "Pulumi.test.yaml", line: 7, yamlPath: "x" },
});

describe("policy findings", () => {
  it("of both modes are said once; what a preview cannot decide, the update has decided", () => {
    const both = finding({ policyName: "both" });
    const only = finding({ policyName: "only" });
    const undecided = finding({ policyName: "deferred-checks" });
    const merged = mergeReports(
      report("preview", [both, only, undecided]),
      report("update", [both]),
    );
    assert.deepEqual(
      merged.map(({ mode, findings }) => [mode, findings.map(({ policyName }) => policyName)]),
      [
        ["update", ["both"]],
        ["preview", ["only"]],
      ],
    );
  });

  const linesOf = (policies: readonly PolicyReport[], ruleDifferences: readonly string[] = []) =>
    policyLines({ policies, ruleDifferences }, plain);

  it("are whole where mandatory, a line for each policy where advisory", () => {
    const advisory = [
      finding({ policyName: "quiet" }),
      finding({ policyName: "quiet", message: "api: is wrong." }),
      finding({ policyName: "stack", message: "nobody in particular" }),
    ];
    const policies = [report("update", [...advisory, mandatory])];
    assert.deepEqual(linesOf(policies), [
      "  Policies: 1 mandatory, 3 advisory findings of 0 policies",
      "  advisory  quiet: web and api: are wrong.",
      "  advisory  stack: nobody in particular",
    ]);
    assert.deepEqual(mandatoryLines(policies, plain), [
      "  mandatory bad: web: is open.",
      "    Fix: Close it.",
      "    at Pulumi.test.yaml:7",
    ]);
  });

  it("are one line where they were accepted with the baseline, and whole where they are new", () => {
    const old = finding({ policyName: "quiet" });
    const known = knownFindings([report("update", [old, mandatory, used])]);
    assert.deepEqual(known, { quiet: ["web: is wrong."] });
    const fresh = finding({ policyName: "quiet", message: "web: is worse.\nFix: Other." });
    assert.deepEqual(linesOf(markKnown([report("update", [old, fresh])], known)), [
      "  Policies: 0 mandatory, 2 advisory findings of 0 policies",
      "  known     1 advisory finding, accepted with the baseline",
      "  advisory  quiet: web: is worse.",
    ]);
  });

  it("that became mandatory are never known", () => {
    const known = knownFindings([report("update", [finding({ policyName: "bad" })])]);
    const [marked] = markKnown([report("update", [mandatory])], known);
    assert.deepEqual(marked?.findings, [mandatory]);
  });

  it("that no key of a stack file changes are names, for what Drydock itself creates", () => {
    const urn = (types: string): string => `urn:pulumi:test::drydock::${types}::web`;
    const ours = urn("drydock:index:FargateService$aws:ecs/service:Service");
    const policies = [policy("keyless", "advisory"), policy("keyed", "advisory", "decided-by:a.b")];
    const findings = [
      finding({ policyName: "keyless", urn: ours }),
      finding({ policyName: "keyed", urn: ours }),
      finding({ policyName: "keyless", urn: urn("aws:ecs/service:Service"), message: "own: x." }),
    ];
    assert.deepEqual(linesOf([{ ...report("update", findings), policies }]).slice(1), [
      "  advisory  keyed: web: is wrong.",
      "  advisory  keyless: own: x.",
      "  no key    keyless: no key of a stack file decides them",
    ]);
  });

  it("come with what was not judged: exemptions, a set clock, disabled policies", () => {
    const policies = [policy("on", "mandatory"), policy("off", "disabled")];
    const limited = { ...report("update", [used, clock]), policies };
    assert.deepEqual(linesOf([limited]), [
      "  Policies: 0 mandatory, 0 advisory findings of 1 policies",
      "  note      web: bad is exempt until 2027-01-01: why (who, T-1).",
      "  note      The configuration sets the day to 2020-01-01.",
      "  disabled  off",
    ]);
    const nothing = linesOf([{ ...limited, policies: [policy("off", "disabled")] }]);
    assert.equal(nothing.at(-1), "  disabled  every policy");
  });
});

const policy = (
  name: string,
  enforcementLevel: EnforcementLevel,
  ...tags: string[]
): PolicyInfo => ({
  name,
  displayName: name,
  description: "",
  kind: "resource",
  enforcementLevel,
  severity: "low",
  tags,
  remediationSteps: "",
  url: "",
  framework: "",
});

const used = finding({
  policyName: "exemptions-used",
  message: "web: bad is exempt until 2027-01-01: why (who, T-1).",
});
const clock = finding({
  policyName: "pack-settings",
  message: "The configuration sets the day to 2020-01-01.",
});

describe("the rules of another checkout", () => {
  const judged = (
    levels: Readonly<Record<string, EnforcementLevel>>,
    findings: readonly PolicyFinding[],
    rulesOf?: string,
  ) => ({
    policies: [
      {
        ...report("update", findings),
        policies: Object.entries(levels).map(([name, level]) => policy(name, level)),
        ...(rulesOf === undefined ? {} : { rulesOf }),
      },
    ],
  });
  const advisory: PolicyFinding = { ...mandatory, enforcementLevel: "advisory" };

  it("decide; what the change's own rules find beyond them stands beside", () => {
    const own = finding({ policyName: "own" });
    const { policies } = verdictOf([
      judged({ bad: "mandatory" }, [mandatory], "../base"),
      judged({ bad: "advisory", own: "advisory" }, [advisory, own]),
    ]);
    assert.deepEqual(
      policies.map(({ rulesOf = "", findings }) => [rulesOf, findings]),
      [
        ["../base", [mandatory]],
        ["", [own]],
      ],
    );
    const stricter = verdictOf([
      judged({ bad: "advisory" }, [advisory], "../base"),
      judged({ bad: "mandatory" }, [mandatory]),
    ]);
    assert.deepEqual(stricter.policies[1]?.findings, [mandatory]);
  });

  it("are told apart by level, policy, exemption and clock, each by name", () => {
    const { ruleDifferences } = verdictOf([
      judged({ a: "mandatory", b: "mandatory", c: "advisory", d: "advisory" }, [], "../base"),
      judged({ a: "disabled", b: "disabled", c: "advisory", e: "mandatory" }, [used, clock]),
    ]);
    assert.deepEqual(ruleDifferences, [
      "mandatory in ../base, disabled here: a, b",
      "advisory in ../base, missing here: d",
      "missing in ../base, mandatory here: e",
      "only here: web: bad is exempt until 2027-01-01: why (who, T-1).",
      "only here: The configuration sets the day to 2020-01-01.",
    ]);
  });

  it("that cannot be used are a failure, whatever the change's own say", () => {
    const verdict = verdictOf([
      { policies: [], policyProblem: "../base has no policy pack." },
      judged({}, []),
    ]);
    assert.equal(verdict.policyProblem, "../base has no policy pack.");
  });
});

describe("a text for a terminal", () => {
  it("keeps words whole, and what follows a label in its column", async () => {
    const note = "  advisory  quiet: a finding with words enough for two lines";
    const fact = "    size        one two three four five six";
    assert.equal(
      await wrapped([note, fact, "short"].join("\n"), 40),
      [
        "  advisory  quiet: a finding with words",
        "            enough for two lines",
        "    size        one two three four five",
        "                six",
        "short",
      ].join("\n"),
    );
  });

  it("counts no color, and keeps it", async () => {
    const colors = picocolors.createColors(true);
    const line = `  ${colors.yellow("advisory")}  ${colors.bold("quiet")}: is wrong.`;
    assert.equal(await wrapped(line, 30), line);
    assert.ok((await wrapped(`${line} And more than that.`, 30)).startsWith(line.slice(0, 30)));
  });

  it("lets a word that fits nowhere be longer", async () => {
    const path = "x".repeat(60);
    assert.ok((await wrapped(`  at ${path}`, 40)).includes(path));
  });
});

const preview: EnvironmentPreview = {
  cost: { refused: "no prices of nowhere" },
  project: "drydock",
  stack: "test",
  stackFile: "Pulumi.test.yaml",
  summary: {
    region: "us-east-2",
    lifecycle: "disposable",
    facts: [{ label: "network", lines: ["10.0.0.0/16 | <b>*"] }],
    services: [{ name: "web", facts: [{ label: "size", lines: ["1 vCPU"] }] }],
    jobs: [],
  },
  resourceCount: 1,
  baseline: "stale",
  changes: [
    change({ operation: "replace", name: "c", properties: [property({ after: '"```"' })] }),
  ],
  tree: [
    {
      type: "d:i:Api",
      name: "api",
      component: true,
      protected: false,
      children: [
        {
          type: "aws:ecs/cluster:Cluster",
          name: "c",
          component: false,
          protected: true,
          operation: "replace",
          children: [],
        },
      ],
    },
  ],
  options: [],
  modeDifferences: [],
  beside: [],
  policies: [],
  ruleDifferences: [],
};

describe("a preview as text", () => {
  it("has summary, tree and changes for a terminal", () => {
    const text = terminalText([preview], [], { colors: plain, tree: true });
    assert.equal(
      text,
      `test  Pulumi.test.yaml, us-east-2, disposable, 1 resource
  network       10.0.0.0/16 | <b>*
  web
    size        1 vCPU

  Cost: no prices of nowhere

    └─ api Api
+-     └─ c Cluster protected

  Against the accepted baseline: 1 to replace.
  +- c Cluster
       p: "\`\`\`"

Everything is in order.
`,
    );
  });

  it("cannot be broken out of as Markdown", () => {
    const text = markdownText([preview], ["a <script>"]);
    assert.match(text, /- ❌ a &lt;script>/);
    assert.match(text, /10\.0\.0\.0\/16 \\\| &lt;b>\\\*/);
    assert.match(text, /````diff\n! replace c \(Cluster\)\n {4}p: "```"\n````/);
  });

  it("ends with what stops it, alone", () => {
    const failing = {
      ...preview,
      policies: [report("update", [mandatory, finding({ policyName: "q" })])],
    };
    const text = terminalText([failing, preview], failures([failing], false), {
      colors: plain,
      tree: false,
    });
    assert.ok(
      text.endsWith(`
  Against the accepted baseline: 1 to replace.
  +- c Cluster
       p: "\`\`\`"

test
  mandatory bad: web: is open.
    Fix: Close it.
    at Pulumi.test.yaml:7

test: 1 mandatory policy finding.
`),
      text,
    );
  });

  it("calls nothing in order that policies were kept from judging", () => {
    const limited = { ...preview, policies: [report("update", [used])] };
    const said =
      "No mandatory finding. Exemptions or disabled policies limit the verdict on test: see above.";
    assert.equal(inOrderText([preview]), "Everything is in order.");
    assert.equal(inOrderText([preview, limited]), said);
    assert.ok(terminalText([limited], [], { colors: plain, tree: false }).endsWith(`${said}\n`));
    const markdown = markdownText([limited], []);
    assert.ok(markdown.includes(said));
    assert.ok(markdown.includes("- web: bad is exempt until 2027-01-01: why (who, T-1)."));
  });

  it("says what a renamed project means for an existing stack", () => {
    const renamed = { ...preview, formerProject: "shop" };
    const said = "The baseline is of the project shop, this is drydock.";
    assert.ok(terminalText([renamed], [], { colors: plain, tree: false }).includes(said));
    assert.ok(markdownText([renamed], []).includes(said));
    assert.ok(!terminalText([preview], [], { colors: plain, tree: false }).includes(said));
  });

  it("shows a refused stack file and a failed program as they were said", () => {
    const results = [
      { stack: "a", refused: "Pulumi.a.yaml:1:1 wrong" },
      { stack: "b", failed: "it broke" },
    ];
    const text = terminalText(results, failures(results, false), { colors: plain, tree: false });
    assert.equal(
      text,
      `Pulumi.a.yaml:1:1 wrong

b: it broke

The stack file of a has problems.
The program failed for b.
`,
    );
  });
});

describe("reasons to fail", () => {
  const reasons = (more: Partial<EnvironmentPreview>, check = false) =>
    failures([{ ...preview, baseline: "same", ...more }], check);

  it("are none where all is in order", () => {
    assert.deepEqual(reasons({}, true), []);
  });

  it("are policies that are all disabled", () => {
    const off = { ...report("update", []), policies: [policy("a", "disabled")] };
    assert.deepEqual(reasons({ policies: [off] }), ["test: every policy is disabled."]);
    const on = { ...off, policies: [policy("a", "disabled"), policy("b", "advisory")] };
    assert.deepEqual(reasons({ policies: [on] }), []);
  });

  it("are a stale or missing baseline, only where it is checked", () => {
    assert.deepEqual(reasons({ baseline: "stale" }), []);
    assert.deepEqual(reasons({ baseline: "stale" }, true), [
      "test: the accepted baseline is stale. Look at the changes, run npx drydock preview --accept and " +
        "commit Pulumi.test.baseline.json.",
    ]);
    assert.equal(reasons({ baseline: "missing" }, true).length, 1);
    assert.deepEqual(reasons({ baseline: "none" }, true), []);
  });

  it("are mandatory findings, not advisory ones", () => {
    const advisory = report("update", [finding({ policyName: "quiet" })]);
    assert.deepEqual(reasons({ policies: [advisory] }), []);
    assert.deepEqual(reasons({ policies: [report("update", [mandatory])] }), [
      "test: 1 mandatory policy finding.",
    ]);
  });

  it("are policies that did not run, and modes that differ", () => {
    assert.deepEqual(reasons({ policyProblem: "no pack" }), ["test: the policies did not run."]);
    assert.deepEqual(reasons({ modeDifferences: ["update: x (y)"] }), [
      "test: preview and update register different resources.",
    ]);
  });
});

describe("a comment on a pull request", () => {
  const replaced = change({
    operation: "replace",
    name: "web",
    type: "aws:ecs/service:Service",
    key: "S::web",
  });

  it("says first what changes, which findings are new, and what is lost", () => {
    const lost = change({
      operation: "delete",
      name: "files",
      type: "aws:efs/fileSystem:FileSystem",
      key: "F::files",
    });
    const policies = [
      report("update", [
        mandatory,
        finding({ policyName: "a" }),
        { ...finding({ policyName: "b" }), known: true },
      ]),
    ];
    const text = markdownText([{ ...preview, policies, changes: [replaced, lost] }], ["test: red"]);
    assert.ok(
      text.startsWith(`# Preview

- ❌ test: red

| environment | changes | findings | cost |
|---|---|---|---|
| **test** | 1 to replace, 1 to delete | 1 mandatory, 1 new, 1 known | not known |

- ❌ test: \`bad\`: web: is open.
- 🔴 test: file system files will be deleted: its data is lost
- 🟠 test: service web will be replaced: about 2 minutes without it
`),
      text,
    );
  });

  const pictured = (things: number) => {
    const names = Array.from({ length: things }, (_, index) => `s${index}`);
    const nodes = names.map((name) => ({
      ...{ id: name, kind: "service" as const, name, lines: [], area: "private" as const },
      ...{ mark: "added" as const },
    }));
    const edges = names.flatMap((from) =>
      names.map((to) => ({ from, to, labels: ["22"], because: [], mark: "added" as const })),
    );
    const areas = [
      { area: "network" as const, title: "VPC" },
      { area: "private" as const, title: "subnets" },
    ];
    const words = names.map((name) => `${name} is new`);
    return {
      ...preview,
      picture: { words, opened: [], diagram: { title: "", areas, nodes, edges } },
    };
  };

  it("draws the picture only where it changed, with its changes in one line", () => {
    const text = markdownText([pictured(8)], []);
    const said = "s0 is new; s1 is new; s2 is new; s3 is new; s4 is new; s5 is new; and 2 more";
    assert.ok(text.includes(`**Picture:** ${said}.`), text);
    assert.match(text, /<summary>The picture, with what changes<\/summary>\n\nGreen is new/);
    assert.match(text, /```mermaid\nflowchart LR\n[^`]+\n```\n\n<\/details>/);
    assert.ok(!markdownText([preview], []).includes("icture"));
  });

  it("names the page where Mermaid or the comment has no room for the picture", () => {
    const lines = markdownText([pictured(23)], []);
    assert.ok(!lines.includes("```mermaid"));
    assert.match(lines, /not drawn here \(529 lines, 500 at most\): report\.html among the run's/);
    const eight = Array.from({ length: 8 }, () => pictured(22));
    const text = markdownText(eight, []);
    assert.ok(!text.includes("```mermaid"));
    assert.match(text, /not drawn here \(it does not fit into the comment\): report\.html/);
  });

  it("says what is lost, opened, away for a while and rolled, in this order and in the right number", () => {
    const of = (type: string, operation: Change["operation"], ...names: string[]) =>
      names.map((name) =>
        change({ operation, name, type: `aws:${type}`, key: `${type}::${operation}::${name}` }),
      );
    const rolls = property({ path: "taskDefinition", becauseOf: ["api TaskDefinition"] });
    const tags = property({ path: "tagsAll" });
    const changes = [
      ...of("ecs/service:Service", "update", "api").map((one) => ({ ...one, properties: [rolls] })),
      ...of("ecs/service:Service", "update", "job").map((one) => ({ ...one, properties: [tags] })),
      ...of("lb/listener:Listener", "replace", "http"),
      ...of("lb/targetGroup:TargetGroup", "replace", "web"),
      ...of("ecs/service:Service", "replace", "web", "feed"),
      ...of("ecr/repository:Repository", "replace", "web"),
      ...of("efs/fileSystem:FileSystem", "replace", "a", "b"),
    ];
    const opened = ["the internet may now reach web:22"];
    const { picture } = pictured(1);
    const text = markdownText([{ ...preview, changes, picture: { ...picture, opened } }], []);
    assert.deepEqual(
      [...text.matchAll(/^- (.* test: .*)$/gm)].map(([, line]) => line),
      [
        "🔴 test: file systems a and b will be replaced by empty ones: their data is lost",
        "🔴 test: image repository web will be replaced by an empty one: its images are lost",
        "🟠 test: the internet may now reach web:22",
        "🟠 test: services web and feed will be replaced: about 2 minutes without them",
        "🟠 test: target group web will be replaced: about 90 seconds without answers",
        "🟠 test: listener http will be replaced: about 5 seconds without answers",
        "🟢 test: service api will roll: new tasks take the place of the old ones",
      ],
    );
  });

  it("counts no loss of what the engine refuses to delete, or AWS keeps", () => {
    const kept = { type: "aws:s3/bucket:Bucket", operation: "delete" as const };
    const text = markdownText(
      [
        {
          ...preview,
          changes: [
            change({ ...kept, name: "a", protected: true }),
            change({ ...kept, name: "b", retained: true }),
          ],
        },
      ],
      [],
    );
    assert.ok(!text.includes("data is lost"), text);
  });

  it("shows replacements first", () => {
    const created = change({ operation: "create", name: "new", key: "N" });
    const text = markdownText([{ ...preview, changes: [created, replaced] }], []);
    assert.match(text, /diff\n! replace web \(Service\)\n\+ create new/);
  });

  it("names the first few mandatory findings at the top, and counts the others", () => {
    const many = (count: number) => {
      const findings = Array.from({ length: count }, () => mandatory);
      const text = markdownText([{ ...preview, policies: [report("update", findings)] }], []);
      return [text.split("- ❌ test: `bad`").length - 1, text.includes("more, below")];
    };
    assert.deepEqual(many(5), [5, false]);
    assert.deepEqual(many(7), [5, true]);
  });

  it("fits into a comment, however much there is", () => {
    const changes = Array.from({ length: 3000 }, (_, index) =>
      change({ operation: "create", name: `resource-${index}`, key: `K::${index}` }),
    );
    const findings = Array.from({ length: 2000 }, (_, index) =>
      finding({ policyName: `policy-${index % 50}`, message: `web-${index}: is wrong.` }),
    );
    for (const one of [
      { ...preview, changes },
      { ...preview, policies: [report("update", findings)] },
      { ...preview, changes, policies: [report("update", findings)] },
    ]) {
      const text = markdownText(
        Array.from({ length: 3 }, () => one),
        [],
      );
      assert.ok(Buffer.byteLength(text) < 65_000, String(Buffer.byteLength(text)));
      assert.match(text, /Parts are left out to fit: see the run\./);
      assert.match(text, /\| \*\*test\*\* \|/);
    }
    const many = Array.from({ length: 1000 }, (_, index) => ({
      stack: `s${index}`,
      failed: "it broke".repeat(20),
    }));
    assert.match(markdownText(many, []), /The rest does not fit into a comment/);
  });
});
