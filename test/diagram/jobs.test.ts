import assert from "node:assert/strict";
import { jobsOf } from "../../drydock/diagram/jobs";
import { type PicturedResource, sourceOf } from "../../drydock/diagram/source";

const resource = (types: string, inputs: PicturedResource["inputs"] = {}): PicturedResource => ({
  urn: `urn:pulumi:test::shop::${types}::report`,
  type: types.split("$").at(-1) ?? "",
  name: "report",
  inputs,
  outputs: { id: "sg-own" },
});

const job = "drydock:index:FargateJob";
const task = resource(`${job}$drydock:index:FargateTask$aws:ecs/taskDefinition:TaskDefinition`);
const own = resource(`${job}$aws:ec2/securityGroup:SecurityGroup`);
const groupsOf = (...more: PicturedResource[]) =>
  jobsOf(sourceOf({ resources: [task, own, ...more] })).map(({ groups, at }) => [at, ...groups]);

/** The environments of test/diagram/diagram.test.ts create the group that all tasks share; here it exists already. */
describe("the security groups of a job", () => {
  it("are its own where nothing else is known", () => {
    assert.deepEqual(groupsOf(), [["", "sg-own"]]);
  });

  it("are those that its schedule gives it", () => {
    const networkConfiguration = { securityGroups: ["sg-shared", "sg-own"] };
    const schedule = resource(`${job}$aws:scheduler/schedule:Schedule`, {
      scheduleExpression: "rate(6 hours)",
      target: { ecsParameters: { networkConfiguration } },
    });
    assert.deepEqual(groupsOf(schedule), [["rate(6 hours)", "sg-own", "sg-shared"]]);
  });

  it("are those that its state machine gives it, as text or, in a snapshot, parsed", () => {
    const AwsvpcConfiguration = { SecurityGroups: ["sg-shared"] };
    const definition = {
      States: { Run: { Arguments: { NetworkConfiguration: { AwsvpcConfiguration } } } },
    };
    for (const written of [definition, JSON.stringify(definition)]) {
      const machine = resource(`${job}$aws:sfn/stateMachine:StateMachine`, { definition: written });
      assert.deepEqual(groupsOf(machine), [["", "sg-own", "sg-shared"]]);
    }
  });

  it("are none of a task that is no job", () => {
    const service = resource(
      "drydock:index:FargateService$drydock:index:FargateTask$aws:ecs/taskDefinition:TaskDefinition",
    );
    assert.deepEqual(jobsOf(sourceOf({ resources: [service] })), []);
  });
});
