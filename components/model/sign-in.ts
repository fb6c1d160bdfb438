import { z } from "zod";
import { argumentType } from "./check/argument-type";
import { type ModelProblem, problemIf } from "./check/problem";
import { matching, strict, whole } from "./primitives";

/** Without a port: the load balancer's security group lets it reach 443 only. */
const address = (does: string, example: string) =>
  matching(
    /^https:\/\/[A-Za-z0-9.-]+(?:\/[^\s#]*)?$/,
    `an HTTPS address without a port, such as https://id.example.com${example}`,
  ).describe(does);

/** What a stack file and arguments say of an OpenID Connect provider, beside the client's secret. */
export const oidcShape = {
  issuer: address("The issuer, as the provider's tokens name it.", ""),
  authorizationEndpoint: address("Where users sign in.", "/authorize"),
  tokenEndpoint: address("Where the load balancer exchanges codes for tokens.", "/token"),
  userInfoEndpoint: address("Where the load balancer asks for the user's claims.", "/userinfo"),
  clientId: z
    .string()
    .min(1)
    .max(256)
    .describe("The client that the provider knows the load balancer by."),
};

/** A client's secret in a stack file: by name, never the value. */
const clientSecret = strict({
  secret: z.string().describe("A name under drydock:secrets."),
  key: z
    .string()
    .min(1)
    .optional()
    .describe(
      "The key of its JSON object. Needed where the secret is managed here; one that exists may hold the text alone.",
    ),
});

const oidc = strict({
  ...oidcShape,
  clientSecret: clientSecret.describe(
    "The client's secret: its current version, which each update reads again.",
  ),
});

/** A user pool of Amazon Cognito. */
export const cognitoShape = {
  userPoolArn: matching(
    /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[A-Za-z0-9_-]+$/,
    "the ARN of a user pool, such as arn:aws:cognito-idp:us-east-2:111122223333:userpool/us-east-2_AbCdEfGhI",
  ).describe("The user pool."),
  clientId: matching(/^[A-Za-z0-9_+]{1,128}$/, "the id of a client").describe(
    "A client of the pool, which needs a secret; AWS reads it itself.",
  ),
  domain: matching(
    /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/,
    "the pool's domain prefix, or its own domain, such as id.example.com",
  ).describe("The domain of the pool: its prefix, or a whole name."),
};

/** What both kinds have. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateOidcActionConfig.html */
export const sessionShape = {
  scope: matching(
    /^(?=(?:\S+ )*openid(?: |$))\S+(?: \S+)*$/,
    "scopes with a space between them, openid among them",
  )
    .default("openid")
    .describe("The claims to ask for, such as openid email. Defaults to openid."),
  sessionTimeoutHours: whole(1, 168)
    .default(168)
    .describe("Hours after which a user signs in again, 1 to 168. Defaults to 168."),
  sessionCookieName: matching(/^[A-Za-z0-9_-]{1,64}$/, "letters, digits, _ and -")
    .default("AWSELBAuthSessionCookie")
    .describe(
      "The cookie that holds the session. Routes with another client on the same host need another one. Defaults to AWSELBAuthSessionCookie.",
    ),
  unauthenticated: argumentType(
    "Unauthenticated",
    "What happens to requests of users who have not signed in.",
    z.enum({ Authenticate: "authenticate", Deny: "deny", Allow: "allow" }),
  )
    .default("authenticate")
    .describe(
      "What happens to a request without a session: authenticate sends it to the provider, deny answers 401, allow passes it on without claims. Defaults to authenticate.",
    ),
};

/** Who signs users in before a route, in a stack file. */
export const signIn = strict({
  oidc: oidc.optional().describe("An OpenID Connect provider. Defaults to none."),
  cognito: strict(cognitoShape)
    .optional()
    .describe("A user pool of Amazon Cognito, in place of oidc. Defaults to none."),
  ...sessionShape,
});

export type SignIn = z.output<typeof signIn>;

/** A service, as far as sign-in goes. */
export interface SignedIn {
  readonly route?:
    | { readonly signIn?: { readonly oidc?: unknown; readonly cognito?: unknown } | undefined }
    | undefined;
  readonly deployment: { readonly strategy?: string | undefined };
}

/** Returns the problems of a sign-in by itself: one provider, and a deployment that ECS can do. */
export function signInProblems({ route, deployment }: SignedIn): ModelProblem[] {
  const given = route?.signIn;
  if (given === undefined) return [];
  const { strategy = "rolling" } = deployment;
  const count = [given.oidc, given.cognito].filter((one) => one !== undefined).length;
  return [
    ...problemIf(count !== 1, {
      path: ["route", "signIn"],
      at: "key",
      message:
        count === 0
          ? "This names nobody who signs users in."
          : "Two providers cannot sign in one user.",
      allowed: "oidc or cognito",
      fix: count === 0 ? "Add oidc or cognito." : "Remove one of the two.",
    }),
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
    ...problemIf(strategy !== "rolling", {
      path: ["deployment", "strategy"],
      related: [["route", "signIn"]],
      message:
        "ECS moves requests by changing the listener rule, and fails where the rule signs users in before it forwards.",
      allowed: "rolling, or a route without signIn",
      fix: "Write strategy: rolling.",
    }),
  ];
}
