import assert from "node:assert/strict";
import { bearing, concernsStack, parseExemptions } from "../../../policy/lib/exemptions";

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

  it("writes out one type and one resource; only stack and project may be patterns", () => {
    const wideType =
      "entry 1: urn is too broad: it must write out the type, such as *aws:ecs/taskDefinition:TaskDefinition";
    const wideName = "entry 1: urn is too broad: it must write out the resource's name";
    const expected: readonly (readonly [urn: string, ...problems: string[]])[] = [
      ["urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs"],
      ["urn:pulumi:*::shop-*::my:index:Store$aws:s3/bucket:Bucket::logs"],
      ["urn:pulumi:prod::shop::*$aws:s3/bucket:Bucket::logs"],
      ["urn:pulumi:prod::shop::*aws:s3/bucket:Bucket::a::b"],
      ["urn:pulumi:*::*::*::*", wideType, wideName],
      ["urn:pulumi:*::*::*:*::*e*", wideType, wideName],
      ["urn:pulumi:*::*::*:*:*::e", wideType],
      ["urn:pulumi:prod::shop::*::logs", wideType],
      ["urn:pulumi:prod::shop::*Bucket::logs", wideType],
      ["urn:pulumi:prod::shop::aws:s3/*:Bucket::logs", wideType],
      ["urn:pulumi:prod::shop::*my:index:Store$*::logs", wideType],
      ["urn:pulumi:prod::shop::*aws:s3/bucket:Bucket::*", wideName],
      ["urn:pulumi:prod::shop::*aws:s3/bucket:Bucket::log?", wideName],
      ["urn:pulumi:prod::shop::*aws:s3/bucket:Bucket::", wideName],
    ];
    for (const [urn, ...problems] of expected) {
      assert.deepEqual(problemsOf(entry({ urn })), problems, urn);
    }
    for (const urn of ["logs", "urn:pulumi:prod::shop", "*", "*::*::*::*"]) {
      assert.deepEqual(problemsOf(entry({ urn })), [
        "entry 1: urn must have the form urn:pulumi:<stack>::<project>::<type>::<name>",
      ]);
    }
  });

  it("may name a container", () => {
    const { exemptions, problems } = parseExemptions(entry({ container: "router" }), rules);
    assert.deepEqual([exemptions[0]?.container, problems], ["router", []]);
    assert.deepEqual(problemsOf(entry({ container: " " })), ["entry 1: container must be a name"]);
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
      "entry 1: until is no field; there are rule, urn, reason, owner, expires, ticket, container",
    ]);
  });
});

describe("An exemption", () => {
  const exemptionOf = (changes: Readonly<Record<string, string>>) => {
    const [exemption] = parseExemptions(entry(changes), rules).exemptions;
    assert.ok(exemption !== undefined);
    return exemption;
  };
  const rule = "bucket-versioned";
  const parts = { stack: "prod", project: "shop", types: "my:index:Store$aws:s3/bucket:Bucket" };
  const urnOf = (changes: Partial<typeof parts & { readonly name: string }> = {}): string => {
    const { stack, project, types, name = "logs" } = { ...parts, ...changes };
    return `urn:pulumi:${stack}::${project}::${types}::${name}`;
  };

  it("is for one rule and one resource, whatever its parents", () => {
    const exemption = exemptionOf({});
    for (const types of [
      "aws:s3/bucket:Bucket",
      "my:index:Store$aws:s3/bucket:Bucket",
      "a:b:C$my:index:Store$aws:s3/bucket:Bucket",
    ]) {
      assert.equal(bearing(exemption, { rule, urn: urnOf({ types }) }), "excuses", types);
    }
    for (const violation of [
      { rule: "bucket-encrypted", urn: urnOf() },
      { rule, urn: urnOf({ name: "logs-2" }) },
      { rule, urn: urnOf({ name: "a::logs" }) },
      { rule, urn: urnOf({ stack: "test" }) },
      { rule, urn: urnOf({ types: "my:index:Store$notaws:s3/bucket:Bucket" }) },
      { rule, urn: urnOf({ types: "aws:s3/bucket:Bucket$my:index:Part" }) },
    ]) {
      assert.equal(bearing(exemption, violation), "none", violation.urn);
    }
  });

  it("keeps to its segment: no * reaches into the next", () => {
    const exemption = exemptionOf({ urn: "urn:pulumi:p*::*::aws:s3/bucket:Bucket::logs" });
    const types = "aws:s3/bucket:Bucket";
    assert.equal(bearing(exemption, { rule, urn: urnOf({ types }) }), "excuses");
    const crossing = `urn:pulumi:prod::shop::${types}::x::shop::${types}::logs`;
    assert.equal(bearing(exemption, { rule, urn: crossing }), "none");
  });

  it("of a container leaves the other containers and the task itself alone", () => {
    const exemption = exemptionOf({ container: "router" });
    const urn = urnOf();
    assert.equal(bearing(exemption, { rule, urn, container: "router" }), "excuses");
    assert.equal(bearing(exemption, { rule, urn, container: "web" }), "none");
    assert.equal(bearing(exemption, { rule, urn }), "none");
    assert.equal(bearing(exemptionOf({}), { rule, urn, container: "web" }), "excuses");
  });

  it("of another project is told apart from one of another resource", () => {
    const exemption = exemptionOf({});
    assert.equal(bearing(exemption, { rule, urn: urnOf({ project: "store" }) }), "elsewhere");
    assert.ok(!concernsStack(exemption, urnOf({ project: "store" })));
  });

  it("does not concern other stacks", () => {
    assert.ok(concernsStack(exemptionOf({}), urnOf({ name: "anything" })));
    assert.ok(!concernsStack(exemptionOf({}), urnOf({ stack: "test" })));
  });
});
