import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { readDocument } from "../../../drydock/config/document";
import { configOf } from "../../../drydock/config/loader";
import type { PolicyInfo } from "../../../drydock/offline/pack";
import {
  attachLocations,
  locator,
  type PolicyReport,
  summarize,
  toMarkdown,
} from "../../../drydock/offline/report";
import { toAnnotations } from "../../../drydock/offline/report/annotations";
import { toJUnit } from "../../../drydock/offline/report/junit";
import { toSarif } from "../../../drydock/offline/report/sarif";

const policy = (name: string, changes: Partial<PolicyInfo> = {}): PolicyInfo => ({
  name,
  displayName: `Statement of ${name}`,
  description: "Why it matters.",
  kind: "resource",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["X.1"],
  remediationSteps: "Mend it.",
  url: "https://example.com/rule",
  framework: "",
  ...changes,
});

const urn = "urn:pulumi:test::shop::drydock:index:Web$aws:ecs/service:Service::web";

const report: PolicyReport = {
  project: "shop",
  stack: "test",
  mode: "update",
  stackFile: "Pulumi.test.yaml",
  pack: { name: "pack", version: "1.0.0" },
  policies: [
    policy("hard"),
    policy("soft", { enforcementLevel: "advisory", severity: "low", url: "", tags: [] }),
    policy("off", { enforcementLevel: "disabled" }),
    policy("kept"),
  ],
  findings: [
    {
      policyName: "soft",
      enforcementLevel: "advisory",
      severity: "low",
      message: "the stack: could be <better> | nicer\nFix: Somehow.",
    },
    {
      policyName: "hard",
      enforcementLevel: "mandatory",
      severity: "high",
      message: "web: is wrong (a.b).\nFix: Mend it.\nhttps://example.com/rule",
      urn,
      location: { file: "Pulumi.test.yaml", line: 7, yamlPath: "shop:web" },
    },
  ],
  remediations: [
    { policyName: "kept", urn, description: "Why it matters.", changedProperties: ["a", "b"] },
  ],
};

describe("A policy report", () => {
  it("counts what stops a run apart from what does not", () => {
    assert.deepEqual(summarize([report, report]), { mandatory: 2, advisory: 2, policiesRun: 3 });
    assert.deepEqual(summarize([]), { mandatory: 0, advisory: 0, policiesRun: 0 });
  });

  describe("as SARIF", () => {
    const log: unknown = JSON.parse(toSarif([report]));

    it("keeps to the schema of SARIF 2.1.0", () => {
      const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
      const validate = ajv.compile(
        JSON.parse(readFileSync(join(__dirname, "../fixtures/sarif-2.1.0.schema.json"), "utf8")),
      );
      validate(log);
      assert.deepEqual(validate.errors ?? [], []);
    });

    it("points at the stack file's line, and at the resource", () => {
      const text = JSON.stringify(log);
      assert.ok(text.includes('"artifactLocation":{"uri":"Pulumi.test.yaml"'));
      assert.ok(text.includes('"region":{"startLine":7}'));
      assert.ok(text.includes(`"fullyQualifiedName":"${urn}"`));
      // A finding without a line of its own is attached to the file, or code scanning drops it.
      assert.ok(text.includes('"region":{"startLine":1}'));
    });

    it("keeps levels, and says which rules were off", () => {
      const text = JSON.stringify(log);
      for (const part of ['"level":"error"', '"level":"warning"', '"enabled":false']) {
        assert.ok(text.includes(part), part);
      }
    });

    it("leaves out notes, which code scanning would show as alerts", () => {
      const note = {
        policyName: "exemptions-used",
        enforcementLevel: "advisory",
        severity: "low",
        message: "web: hard is exempt.",
      } as const;
      const text = toSarif([{ ...report, findings: [...report.findings, note] }]);
      assert.equal(text, toSarif([report]));
      assert.ok(text.includes("web: is wrong"));
    });

    it("has fingerprints that do not depend on the line", () => {
      const moved: PolicyReport = {
        ...report,
        findings: report.findings.map((one) =>
          one.location === undefined ? one : { ...one, location: { ...one.location, line: 99 } },
        ),
      };
      const fingerprints = (text: string): string[] => text.match(/"policyAndResource.*/g) ?? [];
      assert.deepEqual(fingerprints(toSarif([moved])), fingerprints(toSarif([report])));
    });
  });

  it("as annotations has new findings at their lines, escaped, the worst first", () => {
    assert.equal(
      toAnnotations([report]),
      "::error file=Pulumi.test.yaml,line=7,title=hard::web: is wrong (a.b).\n" +
        "::warning file=Pulumi.test.yaml,line=1,title=soft::the stack: could be <better> | nicer\n",
    );
    const [soft] = report.findings;
    if (soft === undefined) assert.fail();
    const evil = { ...soft, message: "100 %\r::stop-commands::x\nFix: no", policyName: "a,b:c" };
    assert.equal(
      toAnnotations([
        { ...report, stackFile: "a:b,c", findings: [evil, { ...soft, known: true }] },
      ]),
      "::warning file=a%3Ab%2Cc,line=1,title=a%2Cb%3Ac::100 %25%0D::stop-commands::x\n",
    );
    const many = Array.from({ length: 25 }, () => soft);
    assert.equal(toAnnotations([{ ...report, findings: many }]).split("\n").length - 1, 10);
  });

  it("as JUnit has a case for each policy, and the same text each time", () => {
    const xml = toJUnit([report]);
    assert.equal(xml, toJUnit([report]));
    assert.match(
      xml,
      /<testsuite name="shop\/test \(update\)"[^>]* tests="4"[^>]* failures="1"[^>]* skipped="1"/,
    );
    assert.match(xml, /<failure message="web \(Pulumi\.test\.yaml:7\): web: is wrong/);
    assert.match(xml, /<skipped\/>/);
    assert.ok(xml.includes("could be"), "advisory findings are in the output of their case");
  });

  it("as Markdown has the worst first, and no markup of its own making", () => {
    assert.equal(
      toMarkdown([report]),
      [
        "## Policies",
        "",
        "**1 mandatory finding.** 1 advisory finding; 3 policies ran on each stack.",
        "",
        "- disabled: `off`",
        "",
        "### test (update)",
        "",
        "- ❌ [`hard`](https://example.com/rule) (X.1)",
        "  - web: is wrong (a.b). `Pulumi.test.yaml:7` <sub>aws:ecs/service:Service</sub>",
        "  - Fix: Mend it.",
        "- ⚠️ `soft`",
        "  - the stack: could be &lt;better> \\| nicer",
        "- remediated by `kept`: web (a, b)",
        "",
      ].join("\n"),
    );
  });

  it("as Markdown counts what was accepted with the baseline, and names whose rules they are", () => {
    const findings = report.findings.map((one) => ({ ...one, known: one.policyName === "soft" }));
    const text = toMarkdown([{ ...report, findings, rulesOf: "../base" }]);
    assert.match(text, /### test \(update, rules of \.\.\/base\)/);
    assert.ok(text.includes("`hard`") && !text.includes("`soft`"));
    assert.match(text, /\n- 1 known finding, accepted with the baseline\n/);
  });

  it("as Markdown says a rule's name and fix once for all its resources", () => {
    const [, hard] = report.findings;
    if (hard === undefined) assert.fail();
    const other = { ...hard, message: hard.message.replace("web", "api") };
    const text = toMarkdown([{ ...report, findings: [hard, other] }]);
    assert.deepEqual(
      [
        text.match(/`hard`/g)?.length,
        text.match(/Fix:/g)?.length,
        text.match(/ {2}- (?:web|api): /g),
      ],
      [1, 1, ["  - web: ", "  - api: "]],
    );
  });

  it("as Markdown says when there is nothing", () => {
    const text = toMarkdown([{ ...report, findings: [], remediations: [] }]);
    assert.match(text, /No mandatory policy is violated\./);
    assert.match(text, /Nothing to report\./);
  });
});

describe("The line of a stack file", () => {
  const text = [
    "# comment",
    "config:",
    "  aws:region: eu-west-1",
    "  shop:network:",
    "    cidr: 10.0.0.0/16",
    "  shop:services:",
    "    api:",
    "      exec: true",
    "    api-worker:",
    "      cpu: 256",
  ].join("\n");
  const locate = locatorIn(text);
  const at = (key: string, ...names: string[]): string => {
    const { line, yamlPath } = locate(key, names);
    return `${line} ${yamlPath}`;
  };

  it("is that of the key", () => {
    assert.equal(at("aws:region"), "3 aws:region");
    assert.equal(at("shop:network.cidr"), "5 shop:network.cidr");
  });

  it("is that of the entry that a resource or one of its ancestors is named after", () => {
    assert.equal(at("shop:services.{name}.exec", "web-task", "api"), "8 shop:services.api.exec");
    assert.equal(
      at("shop:services.{name}.cpu", "api-worker-role"),
      "10 shop:services.api-worker.cpu",
    );
  });

  it("is the nearest one above, where a default decides", () => {
    assert.equal(at("shop:services.{name}.cpu", "api"), "7 shop:services.api");
    assert.equal(at("shop:services.{name}.cpu", "other"), "6 shop:services");
    assert.equal(at("shop:logs.retentionDays"), "2 config");
  });

  it("is that of `config` where the file has nothing in it", () => {
    assert.deepEqual(locatorIn("config: {}")("shop:x", []), {
      file: "Pulumi.test.yaml",
      line: 1,
      yamlPath: "config",
    });
  });

  it("is attached where the policy names a key, by the names of parents", () => {
    const parent = "urn:pulumi:test::shop::drydock:index:Web::api";
    const policies = [
      policy("hard", { tags: ["X.1", "decided-by:shop:services.{name}.exec"] }),
      policy("soft"),
    ];
    const findings = attachLocations({
      diagnostics: [
        { policyName: "hard", enforcementLevel: "mandatory", severity: "high", message: "m", urn },
        { policyName: "soft", enforcementLevel: "advisory", severity: "low", message: "m", urn },
      ],
      policies,
      resources: [
        { urn, type: "aws:ecs/service:Service", name: "web", properties: {}, parent },
        { urn: parent, type: "drydock:index:Web", name: "api", properties: {} },
      ],
      locate,
    });
    assert.deepEqual(
      findings.map(({ location }) => location?.yamlPath),
      ["shop:services.api.exec", undefined],
    );
  });

  it("is not attached to a resource of the user's own code", () => {
    const policies = [policy("hard", { tags: ["decided-by:shop:services"] })];
    const level = { enforcementLevel: "mandatory", severity: "high", message: "m" } as const;
    const located = (types: string) =>
      attachLocations({
        diagnostics: [
          { policyName: "hard", ...level, urn: `urn:pulumi:test::shop::${types}::bastion` },
        ],
        policies,
        resources: [],
        locate,
      }).map(({ location }) => location?.yamlPath);
    assert.deepEqual(located("aws:ec2/securityGroup:SecurityGroup"), [undefined]);
    assert.deepEqual(located("drydock:index:Ingress$aws:ec2/securityGroup:SecurityGroup"), [
      "shop:services",
    ]);
  });
});

function locatorIn(text: string) {
  const { document } = readDocument("Pulumi.test.yaml", text);
  if (document === undefined) assert.fail();
  return locator({ values: configOf(document), positions: document.positions });
}
