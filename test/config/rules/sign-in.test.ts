import { serviceSummaries } from "../../../drydock/offline/preview/summary/service";
import { accepts, loadedOf, refuses, reportOf, services } from "../support";
import assert from "node:assert/strict";

type Tree = Readonly<Record<string, unknown>>;

const SEALED = { secure: "v1:AAAAAAAAAAAAAAAA:BBBBBBBBBBBB" };
const EXISTING = "arn:aws:secretsmanager:us-east-2:111122223333:secret:id-AbCdEf";
const oidc: Tree = {
  issuer: "https://id.example.com",
  authorizationEndpoint: "https://id.example.com/authorize",
  tokenEndpoint: "https://id.example.com/token?p=users",
  userInfoEndpoint: "https://id.example.com/userinfo",
  clientId: "shop",
  clientSecret: { secret: "id", key: "CLIENT_SECRET" },
};
const cognito: Tree = {
  userPoolArn: "arn:aws:cognito-idp:us-east-2:111122223333:userpool/us-east-2_AbCdEfGhI",
  clientId: "1example23456789",
  domain: "shop-users",
};
const HTTPS: Tree = { domain: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE" };

interface Given {
  readonly signIn?: Tree;
  readonly route?: Tree;
  readonly service?: Tree;
  readonly more?: Tree;
}

/** A service behind HTTPS whose users sign in. */
const signedIn = ({
  signIn = { oidc },
  route = {},
  service = {},
  more = {},
}: Given = {}): Tree => ({
  ingress: HTTPS,
  secrets: { id: { versions: [{ CLIENT_SECRET: SEALED }] } },
  ...services({ web: { containerPort: 8080, route: { signIn, ...route }, ...service } }),
  ...more,
});

describe("rule: sign-in before a route", () => {
  accepts("an OpenID Connect provider", signedIn());
  accepts("a user pool", signedIn({ signIn: { cognito } }));
  it("for seven days, and sends users who have not signed in to the provider", () => {
    const { signIn } = loadedOf(signedIn()).config.services["web"]?.route ?? {};
    assert.equal(signIn?.sessionTimeoutHours, 168);
    assert.equal(signIn.unauthenticated, "authenticate");
    assert.equal(signIn.scope, "openid");
  });
  refuses(
    "nobody who signs users in",
    `drydock:services.web.route.signIn: This names nobody who signs users in.
allowed: oidc or cognito
fix: Add oidc or cognito.`,
    signedIn({ signIn: {} }),
  );
  refuses(
    "two providers",
    `drydock:services.web.route.signIn: Two providers cannot sign in one user.
allowed: oidc or cognito
fix: Remove one of the two.`,
    signedIn({ signIn: { oidc, cognito } }),
  );
  refuses(
    "a deployment in which ECS changes the rule",
    `drydock:services.web.deployment.strategy = "canary": ECS moves requests by changing the listener rule, and fails where the rule signs users in before it forwards.
allowed: rolling, or a route without signIn
fix: Write strategy: rolling.`,
    signedIn({ service: { deployment: { strategy: "canary" } } }),
  );
  refuses(
    "a scope without openid",
    `drydock:services.web.route.signIn.scope = "email openidx": This does not have the right form.
allowed: scopes with a space between them, openid among them
fix: Write scopes with a space between them, openid among them.`,
    signedIn({ signIn: { oidc, scope: "email openidx" } }),
  );
  accepts("openid among others", signedIn({ signIn: { oidc, scope: "email openid profile" } }));
  refuses(
    "endpoints that the load balancer cannot reach",
    `drydock:services.web.route.signIn.oidc.tokenEndpoint = "http://id.example.com/token": This does not have the right form.
allowed: an HTTPS address without a port, such as https://id.example.com/token
fix: Write an HTTPS address without a port, such as https://id.example.com/token.

drydock:services.web.route.signIn.oidc.userInfoEndpoint = "https://id.example.com:8443/userinfo": This does not have the right form.
allowed: an HTTPS address without a port, such as https://id.example.com/userinfo
fix: Write an HTTPS address without a port, such as https://id.example.com/userinfo.`,
    signedIn({
      signIn: {
        oidc: {
          ...oidc,
          tokenEndpoint: "http://id.example.com/token",
          userInfoEndpoint: "https://id.example.com:8443/userinfo",
        },
      },
    }),
  );
  refuses(
    "connections",
    `drydock:services.web.route.signIn: A network load balancer passes connections on and reads no requests.
allowed: signIn with protocol http
fix: Remove it, or write protocol: http.`,
    {
      ...signedIn({ route: { loadBalancer: "wires", protocol: "tcp", port: 5432 } }),
      loadBalancers: { wires: { type: "network" } },
    },
  );
  refuses(
    "plain HTTP",
    `drydock:services.web.route.signIn: The load balancer serves HTTP only, and signs users in over HTTPS only.
allowed: signIn behind a load balancer with HTTPS
fix: Give drydock:ingress a domain and hostedZoneId, or remove signIn.`,
    signedIn({ more: { ingress: {} } }),
  );
});

describe("the summary of a route", () => {
  const linesOf = (signIn: Tree): readonly string[] | undefined =>
    serviceSummaries(loadedOf(signedIn({ signIn })))[0]?.facts.find(
      ({ label }) => label === "route",
    )?.lines;

  it("says who signs users in, for how long, and what happens to others", () => {
    const [route] = linesOf({ oidc }) ?? [];
    assert.deepEqual(linesOf({ oidc }), [
      route,
      "sign-in by https://id.example.com for 168 hours, others are sent there",
    ]);
    assert.deepEqual(linesOf({ cognito, sessionTimeoutHours: 1, unauthenticated: "deny" }), [
      route,
      "sign-in by the user pool us-east-2_AbCdEfGhI for 1 hour, others get 401",
    ]);
  });
});

describe("rule: the client's secret", () => {
  const elsewhere = { secrets: { id: { arn: EXISTING } } };
  const by = (clientSecret: unknown, more: Tree = {}): Tree =>
    signedIn({ signIn: { oidc: { ...oidc, clientSecret } }, more });
  accepts("the text of a secret that exists", by({ secret: "id" }, elsewhere));
  accepts("a key of a secret that exists", by({ secret: "id", key: "any" }, elsewhere));
  refuses(
    "a secret that is not there",
    `drydock:services.web.route.signIn.oidc.clientSecret.secret = "di": There is no secret of this name.
allowed: secrets here: id
fix: Did you mean id?`,
    by({ secret: "di", key: "CLIENT_SECRET" }),
  );
  refuses(
    "no key of one that is managed here",
    `drydock:services.web.route.signIn.oidc.clientSecret: A secret that is managed here is a JSON object, and this names none of its keys.
allowed: CLIENT_SECRET
fix: Add key: CLIENT_SECRET.`,
    by({ secret: "id" }),
  );
  refuses(
    "a key that is not there",
    `drydock:services.web.route.signIn.oidc.clientSecret.key = "CLIENT_SECRETS": The newest version of this secret has no such key.
allowed: CLIENT_SECRET
fix: Did you mean CLIENT_SECRET?`,
    by({ secret: "id", key: "CLIENT_SECRETS" }),
  );
  refuses(
    "a key that only an older version has",
    `drydock:services.web.route.signIn.oidc.clientSecret.key = "OLD": The newest version of this secret has no such key.
allowed: CLIENT_SECRET
fix: Append a version that has it.`,
    by(
      { secret: "id", key: "OLD" },
      { secrets: { id: { versions: [{ OLD: SEALED }, { CLIENT_SECRET: SEALED }] } } },
    ),
  );
  refuses(
    "a random value",
    `drydock:services.web.route.signIn.oidc.clientSecret.key = "CLIENT_SECRET": This value is made at random, and the identity provider knows only the secret that it gave out.
allowed: a key whose value is given
fix: Run pulumi config set --secret --path 'drydock:secrets.id.versions[1].CLIENT_SECRET'`,
    by(oidc["clientSecret"], {
      secrets: { id: { versions: [{ CLIENT_SECRET: { generate: 32 } }] } },
    }),
  );
  it("refuses plain text, and does not show it", () => {
    const report = reportOf(by("hunter2-hunter2"));
    assert.match(report, /drydock:services\.web\.route\.signIn\.oidc\.clientSecret/);
    assert.doesNotMatch(report, /hunter2/);
  });
});

describe("rule: the way to the identity provider", () => {
  const PRIVATE = { ...HTTPS, internal: true };
  const NAT = { network: { natGateways: "single" } };
  const balancer: Tree = {
    listenerArn:
      "arn:aws:elasticloadbalancing:us-east-2:111122223333:listener/app/shared/0a1b/2c3d",
    securityGroupId: "sg-1a1b2c3d4e5f60718",
    url: "https://shop.example.com",
  };
  const existing = (given: Tree): Tree =>
    signedIn({
      more: { ingress: undefined, existing: { loadBalancer: { ...balancer, ...given } } },
    });
  accepts("an internal load balancer with NAT", signedIn({ more: { ingress: PRIVATE, ...NAT } }));
  refuses(
    "an internal load balancer without NAT",
    `drydock:services.web.route.signIn: An internal load balancer reaches identity providers through NAT, and the private subnets have none.
allowed: sign-in with NAT, or by a load balancer that is not internal
fix: Add natGateways: single to drydock:network, or sign users in at a public load balancer.`,
    signedIn({ more: { ingress: PRIVATE } }),
  );
  refuses(
    "an internal one without NAT that other stacks' users sign in at",
    `drydock:ingress.reachesIdentityProviders: An internal load balancer reaches identity providers through NAT, and the private subnets have none.
allowed: sign-in with NAT, or by a load balancer that is not internal
fix: Add natGateways: single to drydock:network, or sign users in at a public load balancer.`,
    {
      ingress: { ...PRIVATE, reachesIdentityProviders: true },
      shares: { stacks: { shop: 0 } },
    },
  );
  refuses(
    "a load balancer that may not",
    `drydock:services.web.route.signIn: The load balancer may not connect to identity providers, which it asks for tokens and claims.
allowed: signIn where reachesIdentityProviders is true
fix: Remove reachesIdentityProviders from drydock:ingress.`,
    signedIn({ more: { ingress: { ...HTTPS, reachesIdentityProviders: false } } }),
  );
  accepts("one that exists and may", existing({ reachesIdentityProviders: true }));
  refuses(
    "one that exists and does not say so",
    `drydock:services.web.route.signIn: The load balancer may not connect to identity providers, which it asks for tokens and claims.
allowed: signIn where reachesIdentityProviders is true
fix: Let its security group connect to 0.0.0.0/0 on port 443, then write reachesIdentityProviders: true in drydock:existing.loadBalancer.`,
    existing({}),
  );
  refuses(
    "one that exists and listens for HTTP",
    `drydock:services.web.route.signIn: The load balancer serves HTTP only, and signs users in over HTTPS only.
allowed: signIn behind a load balancer with HTTPS
fix: Name an HTTPS listener and its url in drydock:existing.loadBalancer, or remove signIn.`,
    existing({ reachesIdentityProviders: true, url: "http://shop.example.com" }),
  );
  refuses(
    "a network load balancer that is to reach them",
    `drydock:loadBalancers.wires.reachesIdentityProviders: A network load balancer passes connections on and reads no requests.
allowed: reachesIdentityProviders with type application
fix: Remove it, or write type: application.`,
    {
      loadBalancers: { wires: { type: "network", reachesIdentityProviders: true } },
    },
  );
  refuses(
    "a rule more than its security group takes",
    `drydock:services: The security group of the load balancer would get 61 rules in one direction: 60 services with a route, and the way to identity providers.
allowed: at most 60 rules in each direction
fix: Add sharedSecurityGroup: true to drydock:ingress: one rule for each port in place of one for each service.`,
    {
      ingress: { ...HTTPS, reachesIdentityProviders: true },
      ...services(
        Object.fromEntries(
          Array.from({ length: 60 }, (_, index) => [
            `s${index}`,
            { containerPort: 8080, route: { paths: [`/${index}/*`], priority: index + 2 } },
          ]),
        ),
      ),
    },
  );
});

describe("rule: sessions of two clients", () => {
  const two = (other: Tree, route: Tree = {}): Tree => ({
    ...signedIn(),
    ...services({
      web: { containerPort: 8080, route: { signIn: { oidc } } },
      admin: { containerPort: 8080, route: { paths: ["/admin/*"], ...route, signIn: other } },
    }),
  });
  const own = { ...oidc, clientId: "admin" };
  accepts("one client for both", two({ oidc, unauthenticated: "deny" }));
  refuses(
    "one cookie for both on a host",
    `drydock:services.admin.route.signIn: The route of web keeps the sessions of another client in the same cookie, on the same host.
allowed: one cookie for each client of a host
fix: Add sessionCookieName: admin-session.`,
    two({ oidc: own }),
  );
  accepts("a cookie for each", two({ oidc: own, sessionCookieName: "admin-session" }));
  const hosts = { ...HTTPS, moreDomains: [{ ...HTTPS, domain: "admin.example.com" }] };
  const apart = (host: string): Tree => ({
    ...two({ oidc: own }, { hosts: [host] }),
    ingress: hosts,
    ...services({
      web: { containerPort: 8080, route: { hosts: ["shop.example.com"], signIn: { oidc } } },
      admin: {
        containerPort: 8080,
        route: { hosts: [host], paths: ["/a/*"], signIn: { oidc: own } },
      },
    }),
  });
  accepts("one cookie name on two hosts", apart("admin.example.com"));
  refuses(
    "one cookie name where a wildcard covers the host",
    `drydock:services.admin.route.signIn: The route of web keeps the sessions of another client in the same cookie, on the same host.
allowed: one cookie for each client of a host
fix: Add sessionCookieName: admin-session.`,
    apart("*.example.com"),
  );
});
