import { nameList, nearestName } from "drydock-components/model/check/nearest";
import { type ModelProblem, problemIf } from "drydock-components/model/check/problem";
import { isOfRequests } from "drydock-components/model/network-route";
import type { SignIn } from "drydock-components/model/sign-in";
import {
  isHttps,
  loadBalancersOf,
  type NamedLoadBalancer,
  reachesIdentityProviders,
  type RoutedService,
  routedServices,
} from "../load-balancers";
import { reachesInternet } from "../reach";
import type { StackConfig } from "../schema";
import { ask } from "./platform";
import { mayShareHost } from "./routes";
import { type Rule, type RuleContext, unknownName } from "./rule";

/** A route that signs users in, and its load balancer. */
interface SignedRoute extends RoutedService {
  readonly signIn: SignIn;
  readonly balancer: NamedLoadBalancer;
}

/** Sign-in before routes: over HTTPS, with a way to the provider, a secret that is there, and a cookie for each client. */
export const signIn: Rule = (config, context) => {
  const signed = signedRoutes(config);
  return [
    ...signed.flatMap((one) => [
      ...withoutHttps(one, config, context),
      ...withoutWay(one, config, context),
      ...clientSecret(one, config, context),
    ]),
    ...loadBalancersOf(config).flatMap((balancer) => {
      const own = signed.filter((one) => one.balancer.name === balancer.name);
      return [...withoutInternet(balancer, own, config), ...sameCookie(own)];
    }),
  ];
};

const signedRoutes = (config: StackConfig): SignedRoute[] =>
  routedServices(config).flatMap((routed) => {
    const { route, balancer } = routed;
    if (route.signIn === undefined || balancer === undefined || !isOfRequests(route)) return [];
    return [{ ...routed, signIn: route.signIn, balancer }];
  });

const placeOf = ({ path }: SignedRoute) => [...path, "route", "signIn"];

function withoutHttps(
  one: SignedRoute,
  config: StackConfig,
  { contract }: RuleContext,
): ModelProblem[] {
  const { settings, path } = one.balancer;
  const key = `drydock:${path.join(".")}`;
  return problemIf(settings?.type !== "network" && !isHttps(one.balancer, config), {
    path: placeOf(one),
    at: "key",
    related: contract === undefined ? [path] : [],
    message: "The load balancer serves HTTP only, and signs users in over HTTPS only.",
    allowed: "signIn behind a load balancer with HTTPS",
    fix:
      contract !== undefined
        ? ask("give drydock:ingress a domain and a certificate", contract)
        : settings === undefined
          ? `Name an HTTPS listener and its url in ${key}, or remove signIn.`
          : `Give ${key} a domain and hostedZoneId, or remove signIn.`,
  });
}

/** One that exists has to say so; one of this stack gets the way with its first sign-in, unless it says no. */
function withoutWay(
  one: SignedRoute,
  config: StackConfig,
  { contract }: RuleContext,
): ModelProblem[] {
  const { settings, path } = one.balancer;
  const key = `drydock:${path.join(".")}`;
  return problemIf(!reachesIdentityProviders(one.balancer, config), {
    path: placeOf(one),
    at: "key",
    related: contract === undefined ? [path] : [],
    message:
      `${contract === undefined ? "The load balancer" : `The load balancer of the platform ${contract.platform}`} ` +
      "may not connect to identity providers, which it asks for tokens and claims.",
    allowed: "signIn where reachesIdentityProviders is true",
    fix:
      contract !== undefined
        ? ask("add reachesIdentityProviders: true to drydock:ingress", contract)
        : settings === undefined
          ? `Let its security group connect to 0.0.0.0/0 on port 443, then write reachesIdentityProviders: true in ${key}.`
          : `Remove reachesIdentityProviders from ${key}.`,
  });
}

/** An internal load balancer has no public address, so it reaches the internet as the private subnets do. */
function withoutInternet(
  balancer: NamedLoadBalancer,
  [first]: readonly SignedRoute[],
  config: StackConfig,
): ModelProblem[] {
  const { settings, path } = balancer;
  const reaches = reachesIdentityProviders(balancer, config);
  if (settings?.internal !== true || !reaches || reachesInternet(config)) return [];
  return [
    {
      path: first === undefined ? [...path, "reachesIdentityProviders"] : placeOf(first),
      at: "key",
      related: [path, ["network"]],
      message:
        "An internal load balancer reaches identity providers through NAT, and the private subnets have none.",
      allowed: "sign-in with NAT, or by a load balancer that is not internal",
      fix:
        config.existing.network === undefined
          ? "Add natGateways: single to drydock:network, or sign users in at a public load balancer."
          : "Write internet: nat in drydock:existing.network where that is so, or sign users in at a public load balancer.",
    },
  ];
}

/** The value is read in the program: of a secret that is managed here it is one that the stack file gives. */
function clientSecret(one: SignedRoute, config: StackConfig, context: RuleContext): ModelProblem[] {
  const reference = one.signIn.oidc?.clientSecret;
  if (reference === undefined) return [];
  const path = [...placeOf(one), "oidc", "clientSecret"];
  const named = { path: [...path, "secret"], name: reference.secret };
  const missing = unknownName("secrets", named, context);
  const secret = config.secrets[reference.secret];
  if (missing.length > 0 || secret === undefined || !("versions" in secret)) return missing;
  const { key = "" } = reference;
  const related = [["secrets", reference.secret]];
  const newest = secret.versions.at(-1) ?? {};
  const keys = Object.keys(newest);
  if (reference.key === undefined) {
    const [only = "CLIENT_SECRET"] = keys;
    return [
      {
        path,
        at: "key",
        related,
        message: "A secret that is managed here is a JSON object, and this names none of its keys.",
        allowed: nameList(keys),
        fix: `Add key: ${only}.`,
      },
    ];
  }
  const value = newest[key];
  if (value === undefined) {
    const near = nearestName(key, keys);
    return [
      {
        path: [...path, "key"],
        related,
        message: "The newest version of this secret has no such key.",
        allowed: nameList(keys),
        fix: near === undefined ? "Append a version that has it." : `Did you mean ${near}?`,
      },
    ];
  }
  return problemIf("generate" in value, {
    path: [...path, "key"],
    related,
    message:
      "This value is made at random, and the identity provider knows only the secret that it gave out.",
    allowed: "a key whose value is given",
    fix: `Run pulumi config set --secret --path 'drydock:secrets.${reference.secret}.versions[${secret.versions.length}].${key}'`,
  });
}

/** The session of one client would end that of the other: a cookie belongs to a host. */
function sameCookie(signed: readonly SignedRoute[]): ModelProblem[] {
  return signed.flatMap((one, index) => {
    const other = signed
      .slice(0, index)
      .find(
        (before) =>
          before.signIn.sessionCookieName === one.signIn.sessionCookieName &&
          clientOf(before.signIn) !== clientOf(one.signIn) &&
          mayShareHost(before.route, one.route),
      );
    if (other === undefined) return [];
    return [
      {
        path: placeOf(one),
        at: "key" as const,
        related: [placeOf(other)],
        message: `The route of ${other.name} keeps the sessions of another client in the same cookie, on the same host.`,
        allowed: "one cookie for each client of a host",
        fix: `Add sessionCookieName: ${one.name}-session.`,
      },
    ];
  });
}

const clientOf = ({ oidc, cognito }: SignIn): string =>
  JSON.stringify([oidc?.issuer, oidc?.clientId, cognito?.userPoolArn, cognito?.clientId]);
