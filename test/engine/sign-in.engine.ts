import * as assert from "node:assert/strict";
import { CloudStore } from "../../drydock/offline/cloud/store";
import { secretVersionType } from "../../drydock/offline/cloud/aws/secrets-manager";
import { textsAt } from "../../drydock/offline/cloud/values";
import { existingUrn } from "../../drydock/offline/engine/existing-objects";
import { changesOf, Engine, type Run, succeed } from "./support/engine";
import { remove, set, web } from "./support/everyday-changes";
import { Scratch } from "./support/scratch";

const secretArn = "arn:aws:secretsmanager:us-east-2:111122223333:secret:sign-in-AbCdEf";
const canaries = ["canary-4c1e-first-client-secret", "canary-4c1e-second-client-secret"];
const rule = "~ lb.ListenerRule web";
const way = "vpc.SecurityGroupEgressRule ingress-identity-providers";

/** A route's sign-in through its life. Not shown: real AWS, and that a load balancer sends users to the provider. */
describe("sign-in before a route, on the engine", () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.open(new Scratch("Pulumi.test.yaml", "test"));
    set(["drydock:ingress"], { domain: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE" })(
      engine.scratch,
    );
    set(["drydock:secrets"], { "sign-in": { arn: secretArn } })(engine.scratch);
    await putValue(0);
  });
  after(() => engine.close());

  /** Whoever owns the secret puts a version, which the providers see when they start again. */
  const putValue = async (version: number) => {
    const store = new CloudStore(engine.sandbox.folder.cloudFile);
    const id = `${secretArn}|version-${version}`;
    const secretString = JSON.stringify({ CLIENT_SECRET: canaries[version] });
    const inputs = { secretId: secretArn, secretString };
    const place = { type: secretVersionType, urn: existingUrn, region: "us-east-2", generation: 0 };
    store.put({ ...place, id, name: id, inputs, state: { id } });
    await engine.reopen();
  };
  const signIn = (oidc: object = {}, others: object = {}) => {
    const provider = {
      issuer: "https://id.example.com",
      authorizationEndpoint: "https://id.example.com/authorize",
      tokenEndpoint: "https://id.example.com/token",
      userInfoEndpoint: "https://id.example.com/userinfo",
      clientId: "shop",
      clientSecret: { secret: "sign-in", key: "CLIENT_SECRET" },
    };
    set([...web, "route"], { signIn: { oidc: { ...provider, ...oidc }, ...others } })(
      engine.scratch,
    );
  };
  /** Values in the actions of the rule that AWS holds. */
  const inRule = (path: string): string[] =>
    engine
      .cloud()
      .filter(({ type }) => type === "aws:lb/listenerRule:ListenerRule")
      .flatMap(({ inputs }) => textsAt(inputs, `actions.*.${path}`));
  /** The value is nowhere that a person or a file shows. */
  const assertHidden = async ({ output }: Run) => {
    const state = await engine.sandbox.pulumi("stack", "export");
    for (const canary of canaries) assert.ok(!output.includes(canary) && !state.includes(canary));
  };

  it("is there from the first update, before the requests are forwarded", async () => {
    signIn();
    const run = await succeed(engine.up());
    assert.deepEqual(inRule("type"), ["authenticate-oidc", "forward"]);
    assert.deepEqual(inRule("authenticateOidc.clientSecret"), canaries.slice(0, 1));
    await assertHidden(run);
    assert.deepEqual((await succeed(engine.up())).steps, []);
  });

  it("changes in place with its client, and with what is asked for", async () => {
    signIn({ clientId: "store" }, { scope: "openid email", unauthenticated: "deny" });
    const preview = await succeed(engine.preview());
    assert.deepEqual(changesOf(preview), [rule]);
    const run = await succeed(engine.up());
    assert.deepEqual(changesOf(run), [rule]);
    assert.deepEqual(inRule("authenticateOidc.clientId"), ["store"]);
    assert.deepEqual(inRule("authenticateOidc.scope"), ["openid email"]);
    await assertHidden(preview);
    await assertHidden(run);
  });

  it("follows a client's secret that changes elsewhere, in the next update", async () => {
    await putValue(1);
    const run = await succeed(engine.up());
    assert.deepEqual(changesOf(run), [rule]);
    assert.deepEqual(inRule("authenticateOidc.clientSecret"), canaries.slice(1));
    await assertHidden(run);
    assert.deepEqual((await succeed(engine.refresh())).steps, []);
  });

  it("is refused under a strategy in which ECS changes the rule, before anything changes", async () => {
    set(web, { deployment: { strategy: "blueGreen" } })(engine.scratch);
    const preview = await engine.preview();
    assert.equal(preview.ok, false);
    assert.match(preview.output, /drydock:services\.web\.deployment\.strategy/);
    remove(web, "deployment")(engine.scratch);
  });

  it("goes, and its way to the provider with it", async () => {
    remove([...web, "route"], "signIn")(engine.scratch);
    assert.deepEqual(changesOf(await succeed(engine.up())), [rule, `- ${way}`]);
    assert.deepEqual(inRule("type"), ["forward"]);
  });

  it("comes to a route that has had none, and leaves nothing", async () => {
    signIn();
    assert.deepEqual(changesOf(await succeed(engine.up())), [rule, `+ ${way}`]);
    await succeed(engine.destroy());
    assert.deepEqual(engine.cloud(), []);
  });
});
