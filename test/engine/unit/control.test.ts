import * as assert from "node:assert/strict";
import {
  type Call,
  Controller,
  calm,
  neverStruck,
} from "../../../drydock/offline/engine/provider/control";

const call = (more: Partial<Call> = {}): Call => ({
  method: "create",
  subject: "urn:pulumi:test::drydock::aws:ecs/service:Service::web",
  preview: false,
  ...more,
});

describe("telling the stand-in providers to fail", () => {
  it("strikes the n-th fitting call, once", () => {
    const controller = new Controller();
    controller.set({ ...calm, faults: [{ kind: "refuse", method: "create", nth: 2 }] });
    assert.equal(controller.faultOf(call()), undefined);
    assert.equal(controller.faultOf(call({ method: "delete" })), undefined);
    assert.equal(controller.faultOf(call())?.kind, "refuse");
    assert.equal(controller.faultOf(call()), undefined);
  });

  it("fits a part of the subject, and never a preview", () => {
    const controller = new Controller();
    controller.set({ ...calm, faults: [{ kind: "die", subject: "ecs/service" }] });
    assert.equal(controller.faultOf(call({ subject: "aws:ec2/vpc:Vpc" })), undefined);
    assert.equal(controller.faultOf(call({ preview: true })), undefined);
    assert.equal(controller.faultOf(call())?.kind, "die");
  });

  it("fits a resource's own type and name, not those of its parents", () => {
    const controller = new Controller();
    const subject = "urn:pulumi:test::drydock::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::network";
    controller.set({ ...calm, delays: [{ subject: "ec2/vpc:Vpc::net", milliseconds: 5 }] });
    assert.equal(controller.delayOf(call({ subject })), 5);
    const child = `${subject.replace("::network", "")}$aws:ec2/subnet:Subnet::network`;
    assert.equal(controller.delayOf(call({ subject: child })), 0);
    controller.set({ ...calm, delays: [{ subject: child, milliseconds: 5 }] });
    assert.equal(controller.delayOf(call({ subject: child })), 5);
    assert.equal(controller.delayOf(call({ subject: `${child}-2` })), 0);
  });

  it("rolls back only what is created or changed", () => {
    const controller = new Controller();
    controller.set({ ...calm, faults: [{ kind: "rollBack", subject: "ecs/service" }] });
    assert.equal(controller.faultOf(call({ method: "check" })), undefined);
    assert.equal(controller.faultOf(call({ method: "update" }))?.kind, "rollBack");
  });

  it("forgets all of it when it is told again", () => {
    const controller = new Controller();
    controller.set({ ...calm, faults: [{ kind: "refuse" }], record: true });
    controller.faultOf(call());
    assert.equal(controller.calls.length, 1);
    controller.set(calm);
    assert.equal(controller.calls.length, 0);
    assert.equal(controller.faultOf(call()), undefined);
  });

  it("delays by the first fitting entry", () => {
    const controller = new Controller();
    controller.set({
      ...calm,
      delays: [{ subject: "ecs/service", milliseconds: 500 }, { milliseconds: 5 }],
    });
    assert.equal(controller.delayOf(call()), 500);
    assert.equal(controller.delayOf(call({ subject: "other" })), 5);
    assert.equal(controller.delayOf(call({ preview: true })), 0);
  });

  it("names the faults that struck no call, or too few", () => {
    const refuse = { kind: "refuse" } as const;
    const faults = [
      { ...refuse, subject: "ecs/service" },
      { ...refuse, subject: "ecs/service", nth: 2 },
      { ...refuse, subject: "efs" },
    ];
    const calls = [call(), call({ subject: "aws:efs/fileSystem:FileSystem", preview: true })];
    assert.deepEqual(neverStruck(faults, calls), faults.slice(1));
  });
});
