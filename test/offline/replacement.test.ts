import assert from "node:assert/strict";
import type { PropertyBag } from "../../drydock/offline/capture";
import {
  engineForSuite,
  preview,
  previewed,
  resourceOf,
  urnOf,
  vpcId,
  vpcType,
} from "./support/replacement";

/**
 * Of the answer only: what a replacement does to the cloud is tested with the engine. Changes of every type are in
 * test/mutants/replacement.mutants.ts.
 */
describe("what replaces a resource, for preview and engine alike", () => {
  const engine = engineForSuite();

  const records = (...recordTypes: readonly string[]) => ({
    name: "web",
    dnsConfig: {
      namespaceId: "ns-1",
      routingPolicy: "MULTIVALUE",
      dnsRecords: recordTypes.map((type) => ({ type, ttl: 10 })),
    },
  });

  it("the move of a service from dnsA to dnsSrv", () => {
    const type = "aws:servicediscovery/service:Service";
    for (const answer of [preview, engine]) {
      assert.equal(answer(type, records("A"), records("SRV")), "replace");
      assert.equal(answer(type, records("A"), records("A", "SRV")), "replace");
      assert.equal(answer(type, records("A"), { ...records("A"), description: "x" }), "update");
      assert.equal(answer(type, records("A"), records("A")), "none");
    }
  });

  it("nothing where a default is written down", () => {
    for (const answer of [preview, engine]) {
      assert.equal(answer(vpcType, {}, { instanceTenancy: "default" }), "none");
      assert.equal(answer(vpcType, {}, { instanceTenancy: "dedicated" }), "replace");
    }
  });

  it("what holds the generated name of another resource, which a preview knows", () => {
    const roleType = "aws:iam/role:Role";
    const name = "x-0123456";
    const role = (more: PropertyBag) =>
      resourceOf(roleType, { assumeRolePolicy: "{}", ...more }, { outputs: { id: name, name } });
    const policyType = "aws:iam/rolePolicy:RolePolicy";
    const inputs = { role: name, policy: "{}" };
    const policy = resourceOf(policyType, inputs, {
      propertyDependencies: { role: [urnOf(roleType)] },
    });
    const follows = (change: PropertyBag) => previewed([role({}), policy], [role(change), policy]);
    assert.equal(follows({ path: "/apps/" }), "replace");
    assert.equal(follows({ description: "other" }), "none");
  });

  it("nothing where documents hold no value of what is replaced", () => {
    const type = "aws:servicediscovery/service:Service";
    const inputs = { dnsConfig: { dnsRecords: ['{"a":1,"b":[2]}'], other: "a" } };
    const service = resourceOf(type, inputs, {
      propertyDependencies: { dnsConfig: [urnOf(vpcType)] },
    });
    const vpc = (cidrBlock: string) =>
      resourceOf(vpcType, { cidrBlock }, { outputs: { id: vpcId } });
    const [before, now] = [vpc("10.0.0.0/16"), vpc("10.1.0.0/16")];
    assert.equal(previewed([before, service], [now, service]), "none");
  });
});
