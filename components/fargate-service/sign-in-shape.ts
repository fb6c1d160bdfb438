import type { z } from "zod";
import { id } from "../internal/common-arguments";
import { late, like } from "../internal/late";
import { argumentType } from "../model/check/argument-type";
import { strict } from "../model/primitives";
import { cognitoShape, oidcShape, sessionShape, signIn } from "../model/sign-in";

/** The same text, which may come late. */
const lateText = (shape: z.ZodString) => like(shape, late(shape));

const oidc = argumentType(
  "OidcArgs",
  "An OpenID Connect provider.",
  strict({
    issuer: lateText(oidcShape.issuer),
    authorizationEndpoint: lateText(oidcShape.authorizationEndpoint),
    tokenEndpoint: lateText(oidcShape.tokenEndpoint),
    userInfoEndpoint: lateText(oidcShape.userInfoEndpoint),
    clientId: lateText(oidcShape.clientId),
    clientSecret: id.describe("The client's secret, which is a secret in the state too."),
  }),
);

const cognito = argumentType(
  "CognitoArgs",
  "A user pool of Amazon Cognito.",
  strict({
    userPoolArn: lateText(cognitoShape.userPoolArn),
    clientId: lateText(cognitoShape.clientId),
    domain: lateText(cognitoShape.domain),
  }),
);

/** Who signs users in before a route, as an argument. */
export const signInArguments = argumentType(
  "SignInArgs",
  "Who signs users in before a route.",
  strict({
    oidc: like(signIn.shape.oidc, oidc.optional()),
    cognito: like(signIn.shape.cognito, cognito.optional()),
    ...sessionShape,
  }),
);
