import assert from "node:assert/strict";
import { concernsStack, exempts, parseExemptions } from "../../../policy/lib/exemptions";

const rules = {
  exemptible: new Map([
    ["bucket-versioned", true],
    ["efs-encrypted", false],
  ]),
  today: "2026-11-21",
};

const entry = (changes: Readonly<Record<string, string>> = {}): string => {
  const fields = {
    rule: "bucket-versioned",
    urn: "urn:pulumi:prod::shop::*aws:s3/bucket:Bucket::logs",
    reason: "kept elsewhere",
    owner: "platform",
    expires: "2027-06-30",
    ticket: "OPS-1",
    ...changes,
  };
  const lines = Object.entries(fields).map(([name, value]) => `    ${name}: "${value}"`);
  return ["exemptions:", "  -", ...lines].join("\n");
};

const problemsOf = (text: string): readonly string[] => parseExemptions(text, rules).problems;

describe("An exemption file", () => {
  it("gives exemptions with all their fields", () => {
    const { exemptions, problems } = parseExemptions(entry(), rules);
    assert.deepEqual(problems, []);
    assert.deepEqual(exemptions, [
      {
        number: 1,
        rule: "bucket-versioned",
        urn: "urn:pulumi:prod::shop::*aws:s3/bucket:Bucket::logs",
        reason: "kept elsewhere",
        owner: "platform",
        expires: "2027-06-30",
        ticket: "OPS-1",
      },
    ]);
  });

  it("may be empty", () => {
    for (const text of ["", "# nothing\n", "exemptions:\n", "exemptions: []\n"]) {
      assert.deepEqual(parseExemptions(text, rules), { exemptions: [], problems: [] });
    }
  });

  it("must be YAML, and a list", () => {
    assert.deepEqual(problemsOf("exemptions: ["), ["the file is not YAML"]);
    assert.deepEqual(problemsOf("- rule: x"), [
      "the file must hold a list under the key exemptions",
    ]);
    assert.deepEqual(problemsOf("exemptions: [1]"), ["entry 1 must be an object"]);
  });

  it("holds until the end of its last day, and not a day longer", () => {
    assert.deepEqual(problemsOf(entry({ expires: "2026-11-21" })), []);
    assert.deepEqual(problemsOf(entry({ expires: "2026-11-20" })), [
      "entry 1: expired on 2026-11-20",
    ]);
  });

  it("expires within a year, on a day", () => {
    assert.deepEqual(problemsOf(entry({ expires: "2027-11-22" })), []);
    assert.deepEqual(problemsOf(entry({ expires: "2027-11-23" })), [
      "entry 1: expires must be at most 366 days ahead",
    ]);
    for (const expires of ["soon", "2026-13-01", "2026-1-1"]) {
      assert.deepEqual(problemsOf(entry({ expires })), [
        "entry 1: expires must be a day, as YYYY-MM-DD",
      ]);
    }
  });

  it("names a rule that is there and allows it", () => {
    assert.deepEqual(problemsOf(entry({ rule: "bucket-version" })), [
      "entry 1: no rule has that name; the nearest is bucket-versioned",
    ]);
    assert.deepEqual(problemsOf(entry({ rule: "efs-encrypted" })), [
      "entry 1: the rule efs-encrypted allows no exemption",
    ]);
  });

  it("says which type and which resource it is about", () => {
    for (const urn of [
      "urn:pulumi:*::*::*::*",
      "urn:pulumi:prod::shop::*aws:s3/bucket:Bucket::*",
      "urn:pulumi:prod::shop::*::logs",
    ]) {
      assert.deepEqual(problemsOf(entry({ urn })), [
        "entry 1: urn is too broad: it must name a type and at least part of a resource's name",
      ]);
    }
    for (const urn of ["logs", "urn:pulumi:prod::shop", "*"]) {
      assert.deepEqual(problemsOf(entry({ urn })), [
        "entry 1: urn must have the form urn:pulumi:<stack>::<project>::<type>::<name>",
      ]);
    }
  });

  it("leaves no field out, and adds none; every mistake is named at once", () => {
    const { exemptions, problems } = parseExemptions(
      entry({ owner: " ", ticket: "", until: "ever" }),
      rules,
    );
    assert.deepEqual(exemptions, []);
    assert.deepEqual(problems, [
      "entry 1: owner is missing",
      "entry 1: ticket is missing",
      "entry 1: until is no field; there are rule, urn, reason, owner, expires, ticket",
    ]);
  });
});

describe("An exemption", () => {
  const [exemption] = parseExemptions(entry(), rules).exemptions;
  assert.ok(exemption !== undefined);
  const urn = (stack: string, name: string): string =>
    `urn:pulumi:${stack}::shop::my:index:Store$aws:s3/bucket:Bucket::${name}`;

  it("is for one rule, and the resources its pattern names", () => {
    assert.ok(exempts(exemption, "bucket-versioned", urn("prod", "logs")));
    assert.ok(!exempts(exemption, "bucket-encrypted", urn("prod", "logs")));
    assert.ok(!exempts(exemption, "bucket-versioned", urn("prod", "logs-2")));
    assert.ok(!exempts(exemption, "bucket-versioned", urn("test", "logs")));
  });

  it("does not concern other stacks", () => {
    assert.ok(concernsStack(exemption, urn("prod", "anything")));
    assert.ok(!concernsStack(exemption, urn("test", "logs")));
  });
});
