import assert from "node:assert/strict";
import { type AcceptedFinding, withExemptions } from "../../drydock/import/exemptions";

const acceptance = {
  stack: "shop",
  project: "acme",
  source: "compose.yaml",
  owner: "me",
  expires: "2027-02-26",
};

const finding = (service: string, container = service): AcceptedFinding => ({
  rule: "container-user-not-root",
  service,
  container,
});

describe("import: exemptions", () => {
  it("names the stack, the project, the task and the container", () => {
    assert.equal(
      withExemptions("", [finding("web", "proxy")], acceptance),
      `exemptions:
  - rule: container-user-not-root
    urn: urn:pulumi:shop::acme::*aws:ecs/taskDefinition:TaskDefinition::web
    container: proxy
    reason: as in Compose, it starts as root; try user, or an unprivileged image
    owner: me
    expires: 2027-02-26
    ticket: import of compose.yaml
`,
    );
  });

  it("keeps what is there, and replaces what an earlier import of the stack wrote", () => {
    const theirs =
      "# ours\nexemptions:\n  # why\n  - rule: secret-rotated\n    urn: urn:pulumi:shop::acme::a:b/c:D::e\n";
    const once = withExemptions(theirs, [finding("web"), finding("api")], acceptance) ?? "";
    assert.ok(once.startsWith(theirs));
    const other = withExemptions(once, [finding("web")], { ...acceptance, stack: "blog" }) ?? "";
    const again = withExemptions(other, [finding("api")], acceptance) ?? "";
    const names = [...again.matchAll(/urn:pulumi:(\w+)::acme::\S*::(\w+)\n/g)];
    assert.deepEqual(
      names.map(([, stack, name]) => `${stack ?? ""} ${name ?? ""}`),
      ["shop e", "blog web", "shop api"],
    );
  });

  for (const empty of ["exemptions: []\n", "exemptions:\n", "# nothing yet\n"]) {
    it(`begins a list in ${JSON.stringify(empty)}`, () => {
      const text = withExemptions(empty, [finding("web")], acceptance) ?? "";
      assert.match(text, /exemptions:\n {2}- rule: container-user-not-root\n/);
      assert.equal(text.includes("# nothing yet"), empty.startsWith("#"));
    });
  }

  for (const wrong of ["exemptions: yes\n", "- a\n", "a: [\n"]) {
    it(`leaves a file alone that holds ${JSON.stringify(wrong)}`, () => {
      assert.equal(withExemptions(wrong, [finding("web")], acceptance), undefined);
    });
  }
});
