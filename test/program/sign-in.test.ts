import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isBag } from "../../drydock/offline/capture";
import { packResources } from "../../drydock/offline/pack/from-capture";
import { evaluateHere } from "../../drydock/offline/pack/in-process";
import type { PackResource } from "../../drydock/offline/pack/types";
import { securePlaceholder } from "../../drydock/offline/preview/engine-config";
import { valuesAt } from "../../drydock/offline/cloud/values";
import { valueIn } from "../../drydock/program/sign-in-args";
import { stackText } from "../config/support";
import { root, runProgram } from "./run-program";

const arn = "arn:aws:secretsmanager:us-east-2:111122223333:secret:id-AbCdEf";

const stackOf = (secret: object, clientSecret: object): string =>
  stackText({
    ingress: { domain: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE" },
    secrets: { id: secret },
    services: {
      web: {
        image: { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:1.0" },
        containerPort: 8080,
        route: {
          signIn: {
            oidc: {
              issuer: "https://id.example.com",
              authorizationEndpoint: "https://id.example.com/authorize",
              tokenEndpoint: "https://id.example.com/token",
              userInfoEndpoint: "https://id.example.com/userinfo",
              clientId: "shop",
              clientSecret: { secret: "id", ...clientSecret },
            },
          },
        },
      },
    },
  });

/** The value comes from the stand-in cloud: that AWS returns the current version is not shown. */
describe("the client's secret of a route's sign-in", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-sign-in-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const ruleOf = async (text: string, preview: boolean) => {
    const file = join(folder, "Pulumi.test.yaml");
    writeFileSync(file, text);
    const run = await runProgram(file, preview);
    const rule = run.one("ListenerRule");
    const [value] = valuesAt(rule.inputs, "actions.*.authenticateOidc.clientSecret");
    assert.deepEqual(rule.secretPaths, ["actions[0].authenticateOidc.clientSecret"]);
    return { value, run };
  };
  const sealed = { secure: "v1:AAAAAAAAAAAAAAAA:BBBBBBBBBBBB" };
  const managed = stackOf({ versions: [{ OLD: sealed }, { KEY: sealed }] }, { key: "KEY" });
  const existing = stackOf({ arn }, { key: "KEY" });

  for (const preview of [true, false]) {
    it(`is the value of the newest version that is managed here, ${preview ? "preview" : "update"}`, async () => {
      const { value, run } = await ruleOf(managed, preview);
      assert.equal(value, securePlaceholder);
      assert.deepEqual(
        run.capture.invokes.filter(({ token }) => token.includes("secretsmanager")),
        [],
      );
    });

    it(`is read from a secret that exists, ${preview ? "preview" : "update"}`, async () => {
      const { value, run } = await ruleOf(existing, preview);
      assert.equal(value, "the value of a secret");
      assert.deepEqual(
        run.capture.invokes
          .filter(({ token }) => token.includes("secretsmanager"))
          .map(({ args }) => args),
        [{ secretId: arn }],
      );
    });
  }

  it("is no finding of the policies, which see it as text, for the rule's outputs are secret", async () => {
    const { run } = await ruleOf(existing, false);
    const resources = packResources(run.capture);
    const findings = async (given: readonly PackResource[]) => {
      const request = { project: "shop", stack: "test", preview: false, resources: given };
      const result = await evaluateHere({ ...request, packDir: join(root, "policy") });
      return result.diagnostics.filter(({ policyName }) => /client-secret/.test(policyName)).length;
    };
    assert.equal(await findings(resources), 0);
    assert.equal(await findings(resources.map((one) => ({ ...one, options: {} }))), 1);
  });

  it("gives the load balancer its way to the provider, and nothing else a new one", async () => {
    const { run } = await ruleOf(managed, false);
    const egress = run
      .all("SecurityGroupEgressRule")
      .filter(({ inputs }) => isBag(inputs) && inputs["cidrIpv4"] === "0.0.0.0/0");
    assert.deepEqual(
      egress.map(({ name }) => name),
      ["ingress-identity-providers"],
    );
  });

  it("is one key of a JSON object, or a text as a whole", () => {
    assert.equal(valueIn('{"KEY":"a","OTHER":"b"}', { arn, key: "KEY" }), "a");
    assert.equal(valueIn("plain", { arn, key: "KEY" }), "plain");
    assert.equal(valueIn('{"KEY":"a"}', { arn }), '{"KEY":"a"}');
    for (const text of ['{"OTHER":"b"}', '{"KEY":""}', '{"KEY":1}']) {
      assert.throws(
        () => valueIn(text, { arn, key: "KEY" }),
        (error: Error) => error.message.includes(arn) && !error.message.includes('"b"'),
      );
    }
  });
});
