import assert from "node:assert/strict";
import { loadStackFile } from "../../drydock/config/loader";
import { answersOn, type Known, namesIn } from "../../drydock/explain/answers";
import { drydock } from "../commands/support";
import { root, runProgram, stackFileOf } from "../program/run-program";

describe("drydock explain", () => {
  let known: Known;
  before(async () => {
    const file = stackFileOf("test");
    const { capture } = await runProgram(file, false);
    const loaded = loadStackFile(file, { displayName: "Pulumi.test.yaml" });
    if ("problems" in loaded) assert.fail();
    known = { capture, loaded };
  });

  const one = (thing: string) => {
    const [answer, ...others] = answersOn(thing, known);
    assert.deepEqual(others, []);
    return answer ?? assert.fail(`nothing on ${thing}`);
  };

  it("says of a secret who reads it, by which policy, and its line", () => {
    const { usedBy, line, kind } = one("ecs-demo");
    assert.equal(kind, "secret");
    assert.deepEqual(usedBy, [
      "web (3 variables), by web (TaskDefinition)",
      "role web-execution may read it, by the policy web-execution",
    ]);
    assert.equal(line, "Pulumi.test.yaml:16 drydock:secrets.ecs-demo");
  });

  it("says of an endpoint which service caused it", () => {
    const { kind, usedBy, line } = one("secretsmanager");
    assert.deepEqual([kind, usedBy], ["interface endpoint", ["web"]]);
    assert.match(line ?? "", /drydock:services\.web$/);
    assert.match(one("s3").why[0] ?? "", /this one is free/);
  });

  it("says of a port which rules open it, between whom", () => {
    const { usedBy, why } = one("2049");
    assert.deepEqual(usedBy, ["web to shared"]);
    assert.match(why[0] ?? "", /web-shared-in \(SecurityGroupIngressRule\)/);
    assert.deepEqual(answersOn("5432", known), []);
  });

  it("says of a role what it may do, and who has it", () => {
    const { usedBy, why, line } = one("web-execution");
    assert.deepEqual(usedBy, ["ECS itself, to start web"]);
    assert.ok(why.some((text) => text.startsWith("secretsmanager:GetSecretValue on arn:aws:")));
    assert.match(line ?? "", /drydock:services\.web$/);
    assert.deepEqual(one("web-task").usedBy, ["containers of web"]);
  });

  it("says of a service what it connects to, and of its log group beside it", () => {
    const [service, logs] = answersOn("WEB", known);
    assert.ok(service?.why.includes("connects to shared (2049, /data)"), service?.why.join("\n"));
    assert.ok(service?.usedBy.some((text) => text.startsWith("ingress (")));
    assert.deepEqual([logs?.kind, logs?.why.length], ["log group", 1]);
  });

  it("has an answer for every name that it offers", () => {
    for (const name of namesIn(known)) assert.ok(answersOn(name, known).length > 0, name);
  });

  it("refuses a name that nothing has, with the nearest", async () => {
    const { code, err } = await drydock(["explain", "ecs-demmo"], root);
    assert.equal(code, 2);
    assert.match(err, /^Nothing here is called ecs-demmo: did you mean ecs-demo\?\nThere are /);
  });
});
