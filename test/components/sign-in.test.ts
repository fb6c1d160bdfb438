import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FargateService, Ingress, type SignInArgs } from "drydock-components";
import { register } from "../support";
import { refusals, route, serviceArgs } from "./fargate-samples";

const oidc = {
  issuer: "https://id.example.com",
  authorizationEndpoint: "https://id.example.com/authorize",
  tokenEndpoint: "https://id.example.com/token",
  userInfoEndpoint: "https://id.example.com/userinfo",
  clientId: "shop",
  clientSecret: "given-out",
};
const cognito = {
  userPoolArn: "arn:aws:cognito-idp:us-east-2:111122223333:userpool/us-east-2_AbCdEfGhI",
  clientId: "1example23456789",
  domain: "shop-users",
};

const registered = (signIn?: SignInArgs) =>
  register(() => {
    new FargateService("web", { ...serviceArgs, route: { ...route, signIn } });
  });

/** That users are really sent to the provider needs a load balancer: AWS was not asked. */
describe("sign-in before a route", () => {
  it("comes before the action that forwards, with a client's secret that is one in inputs and outputs", async () => {
    const service = await registered({
      oidc,
      scope: "openid email",
      sessionTimeoutHours: 12,
      sessionCookieName: "shop-session",
      unauthenticated: "deny",
    });
    const rule = service.one("ListenerRule");
    assert.deepEqual(rule.inputs["actions"], [
      {
        type: "authenticate-oidc",
        authenticateOidc: {
          ...oidc,
          scope: "openid email",
          sessionTimeout: 43_200,
          sessionCookieName: "shop-session",
          onUnauthenticatedRequest: "deny",
        },
      },
      { type: "forward", targetGroupArn: service.one("TargetGroup").outputs["arn"] },
    ]);
    assert.deepEqual(rule.secretPaths, ["actions[0].authenticateOidc.clientSecret"]);
    assert.deepEqual(rule.additionalSecretOutputs, ["actions"]);
  });

  it("takes a user pool of the same program, and no secret", async () => {
    const service = await registered({
      cognito: { ...cognito, userPoolArn: pulumi.output(cognito.userPoolArn) },
    });
    const rule = service.one("ListenerRule");
    assert.deepEqual(Array.isArray(rule.inputs["actions"]) && rule.inputs["actions"][0], {
      type: "authenticate-cognito",
      authenticateCognito: {
        userPoolArn: cognito.userPoolArn,
        userPoolClientId: cognito.clientId,
        userPoolDomain: cognito.domain,
        scope: "openid",
        sessionTimeout: 604_800,
        sessionCookieName: "AWSELBAuthSessionCookie",
        onUnauthenticatedRequest: "authenticate",
      },
    });
    assert.deepEqual([rule.secretPaths, rule.additionalSecretOutputs], [[], []]);
  });

  it("leaves a route without it as it was", async () => {
    const { additionalSecretOutputs, inputs } = (await registered()).one("ListenerRule");
    assert.deepEqual(additionalSecretOutputs, []);
    assert.equal(Array.isArray(inputs["actions"]) && inputs["actions"].length, 1);
  });

  it("is refused with two providers, and with a deployment that changes the rule", () => {
    const args = { ...serviceArgs, route: { ...route, signIn: { oidc, cognito } } };
    const deployment = { strategy: "blueGreen" as const };
    assert.deepEqual(
      refusals(() => new FargateService("web", { ...args, deployment })).map(
        (line) => line.split(":")[0],
      ),
      ["route.signIn", "deployment.strategy"],
    );
  });
});

describe("a load balancer that signs users in", () => {
  const args = { vpcId: "vpc-1", subnetIds: ["subnet-a", "subnet-b"] };
  const ways = async (reachesIdentityProviders?: boolean) => {
    const ingress = await register(() => {
      new Ingress("front", { ...args, reachesIdentityProviders });
    });
    return ingress
      .all("SecurityGroupEgressRule")
      .map(({ name, inputs }) => [name, inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]]);
  };

  it("connects to the internet by HTTPS", async () => {
    assert.deepEqual(await ways(true), [["front-identity-providers", "0.0.0.0/0", 443, 443]]);
  });

  it("has no such way else", async () => {
    assert.deepEqual(await ways(), []);
  });
});
