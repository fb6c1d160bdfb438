// The two rules of a connection. Not proved here: that traffic flows.
import * as assert from "node:assert/strict";
import { ServiceConnection, type ServiceConnectionArgs } from "drydock-components";
import { registerInBothModes } from "../support";
import { refusals } from "../support/refusals";

const connection: ServiceConnectionArgs = {
  fromSecurityGroupId: "sg-web",
  toSecurityGroupId: "sg-api",
  port: 9000,
  description: "web to api",
  tags: { service: "web" },
};

const connecting = (args: Partial<ServiceConnectionArgs>) => () =>
  new ServiceConnection("web-to-api", { ...connection, ...args });

async function registered(args: Partial<ServiceConnectionArgs> = {}) {
  const { update } = await registerInBothModes(connecting(args));
  return update;
}

describe("ServiceConnection", () => {
  it("lets the one group out to the other, and in from the one, on one TCP port", async () => {
    const rules = await registered();
    const traffic = {
      ipProtocol: "tcp",
      fromPort: 9000,
      toPort: 9000,
      description: "web to api",
      tags: { service: "web" },
    };
    assert.deepEqual(
      rules
        .childrenOf(rules.one("ServiceConnection"))
        .map(({ type, name, inputs }) => [type.split(":").at(-1), name, inputs]),
      [
        [
          "SecurityGroupEgressRule",
          "web-to-api-out",
          { securityGroupId: "sg-web", referencedSecurityGroupId: "sg-api", ...traffic },
        ],
        [
          "SecurityGroupIngressRule",
          "web-to-api-in",
          { securityGroupId: "sg-api", referencedSecurityGroupId: "sg-web", ...traffic },
        ],
      ],
    );
    assert.equal(rules.resources.length, 3);
  });

  it("opens another port, or a way from another peer, before it closes the former one", async () => {
    const rules = await registered();
    const replaced = ["fromPort", "toPort", "referencedSecurityGroupId"];
    const both = rules.childrenOf(rules.one("ServiceConnection"));
    assert.deepEqual(
      both.map(({ replaceOnChanges, deleteBeforeReplace }) => [
        replaceOnChanges,
        deleteBeforeReplace ?? false,
      ]),
      [
        [replaced, false],
        [replaced, false],
      ],
    );
  });

  for (const port of [1, 65535]) {
    it(`accepts port ${port}`, async () => {
      await registered({ port });
    });
  }

  for (const port of [0, 65536, 80.5]) {
    it(`refuses port ${port}`, async () => {
      const [told = ""] = await refusals(connecting({ port }));
      assert.match(told, /^port: .* Allowed: a whole number from 1 to 65535\./);
    });
  }

  it("refuses a description AWS does not take", async () => {
    const [told = ""] = await refusals(connecting({ description: "web → api" }));
    assert.match(told, /^description: This does not have the right form\./);
  });
});
