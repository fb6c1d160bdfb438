import * as assert from "node:assert/strict";
import { messageOf, messageParts } from "../../../policy/lib/message";
import { bearingOnResource, parseExemptions } from "../../../policy/lib/exemptions";
import { rules } from "../../../policy/rules";

const resource = {
  name: "web",
  urn: "urn:pulumi:test::shop::drydock:index:FargateService$aws:ecs/taskDefinition:TaskDefinition::web",
};

describe("a policy message", () => {
  it("names the key with the resource's name, and has an exemption to paste where an image may need one", () => {
    const rule = rules.find(({ name }) => name === "container-user-not-root");
    assert.ok(rule !== undefined);
    const lines = messageOf(rule, resource, { problem: "runs as root" }).split("\n");
    assert.ok(lines.includes("Stack file: drydock:services.web.user"));
    const start = lines.indexOf("Or accept it below exemptions: in policy-exemptions.yaml:");
    const entry = lines.slice(start + 1).filter((line) => line.startsWith("  "));
    const text = ["exemptions:", ...entry].join("\n");
    const today = new Date().toISOString().slice(0, 10);
    const parsed = parseExemptions(text, { exemptible: new Map([[rule.name, true]]), today });
    assert.deepEqual(parsed.problems, []);
    const bearings = parsed.exemptions.map((one) => bearingOnResource(one, resource.urn));
    assert.deepEqual(bearings, ["excuses"]);
  });

  it("names no key that depends on a name which is none of the stack file's", () => {
    for (const rule of rules) {
      const message = messageOf(rule, { name: "Web.Task", urn: "" }, { problem: "is open" });
      assert.ok(!message.includes("{name}"));
    }
  });

  it("is taken apart as it was put together, for every rule", () => {
    for (const rule of rules) {
      const message = messageOf(rule, resource, { problem: "is open", property: "cidrBlocks" });
      assert.deepEqual(messageParts(message), {
        resource: "web",
        problem: "is open (cidrBlocks).",
        fix: rule.fix,
      });
    }
  });

  it("of somebody else is all problem", () => {
    assert.deepEqual(messageParts("Something is wrong: look."), {
      problem: "Something is wrong: look.",
    });
  });
});
