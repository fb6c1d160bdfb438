import type * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { LoadBalanced } from "./main-container";

type SignIn = NonNullable<LoadBalanced["route"]["signIn"]>;

/** The action that signs users in, which comes before the one that forwards; none without sign-in. */
export function signInActions(signIn: SignIn | undefined): aws.types.input.lb.ListenerRuleAction[] {
  if (signIn === undefined) return [];
  const { oidc, cognito } = signIn;
  const session = {
    scope: signIn.scope,
    sessionTimeout: signIn.sessionTimeoutHours * 3600,
    sessionCookieName: signIn.sessionCookieName,
    onUnauthenticatedRequest: signIn.unauthenticated,
  };
  if (cognito !== undefined) {
    return [
      {
        type: "authenticate-cognito",
        authenticateCognito: {
          ...session,
          userPoolArn: cognito.userPoolArn,
          userPoolClientId: cognito.clientId,
          userPoolDomain: cognito.domain,
        },
      },
    ];
  }
  if (oidc === undefined) return [];
  const clientSecret = pulumi.secret(oidc.clientSecret);
  return [{ type: "authenticate-oidc", authenticateOidc: { ...session, ...oidc, clientSecret } }];
}

/** Properties of the rule whose outputs hold the client's secret, which the provider returns as it got it. */
export const secretOutputs = (signIn: SignIn | undefined): string[] =>
  signIn?.oidc === undefined ? [] : ["actions"];
