import assert from "node:assert/strict";
import { priorityTaken } from "../../drydock/program/priority-guard";

const rule = "arn:aws:elasticloadbalancing:us-east-2:111122223333:listener-rule/app/a/1/2/3";
const wanting = { service: "web", priority: 1297, project: "shop", stack: "pr-207" };

/** The platform's engine test shows when this is asked. */
describe("a priority that is taken", () => {
  it("is the stack's own where its rule is replaced", () => {
    const own = { arn: rule, project: "shop", environment: "pr-207" };
    assert.equal(priorityTaken(wanting, own), undefined);
  });

  it("names the environment to destroy where it is that of a pull request", () => {
    assert.equal(
      priorityTaken(wanting, { arn: rule, project: "shop", environment: "pr-7" }),
      "The route of web needs the priority 1297 of its listener, and the stack pr-7 of shop has it. Nothing of the route was created.\n" +
        "Pull requests 7 and 207 come to the same priorities. Destroy the environment of one: pulumi destroy --stack pr-7",
    );
  });

  it("names the rule, and the key to write, where it is anybody's", () => {
    const text = priorityTaken({ ...wanting, stack: "web" }, { arn: rule });
    assert.match(text ?? "", new RegExp(`and the rule ${rule} has it`));
    assert.match(
      text ?? "",
      /\nWrite a priority that is free: route\.priority of web in Pulumi\.web\.yaml\.$/,
    );
  });
});
