import assert from "node:assert/strict";
import { accepts, problemsOf, problemText, refuses, services } from "../support";

const routed = (routes: Record<string, object>, ingress: object | null = {}, own = {}) => ({
  ...(ingress === null ? {} : { ingress }),
  ...services(
    Object.fromEntries(
      Object.entries(routes).map(([name, route]) => [name, { containerPort: 8080, route, ...own }]),
    ),
  ),
});
const HTTPS = { domain: "shop.example.com", hostedZoneId: "Z0123456789EXAMPLE" };
const many = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `s${index}`,
      { paths: [`/s${index}/*`], priority: index + 1 },
    ]),
  );

describe("rule: routes", () => {
  accepts("a route with a load balancer and a port", routed({ web: {} }));
  refuses(
    "a route without load balancer",
    `drydock:services.web.route: There is no load balancer for this route.
fix: Add drydock:ingress: {} to the stack file, or remove the route.`,
    routed({ web: {} }, null),
  );
  refuses(
    "a route without port",
    `drydock:services.web.route: The load balancer needs the port that the container listens on.
fix: Add containerPort to the service, such as containerPort: 8080.`,
    { ingress: {}, ...services({ web: { route: {} } }) },
  );
  accepts(
    "five patterns",
    routed({ web: { paths: ["/a", "/b", "/c"], hosts: ["a.example.com", "b.example.com"] } }),
  );
  refuses(
    "six patterns",
    `drydock:services.web.route: paths and hosts have 6 patterns together.
allowed: at most 5 patterns in one rule of a load balancer
fix: Join some with a wildcard, such as /api/*.`,
    routed({
      web: {
        paths: ["/a", "/b", "/c"],
        hosts: ["a.example.com", "b.example.com", "c.example.com"],
      },
    }),
  );
  accepts(
    "two services with two paths",
    routed({ web: { paths: ["/*"] }, api: { paths: ["/api/*"] } }),
  );
  refuses(
    "two services with one path",
    `drydock:services.api.route: The route of web takes requests for the same host and path.
allowed: one route for each combination of host and path pattern
fix: Give one of the two another path or host.`,
    routed({ web: { paths: ["/api/*"] }, api: { paths: ["/x", "/api/*"] } }),
  );
  refuses(
    "two services that take everything",
    `drydock:services.api.route: The route of web takes requests for the same host and path.
allowed: one route for each combination of host and path pattern
fix: Give one of the two another path or host.`,
    routed({ web: {}, api: { paths: ["/*"] } }),
  );
  accepts(
    "one path on two hosts",
    routed({ web: { hosts: ["a.example.com"] }, api: { hosts: ["b.example.com"] } }),
  );
  refuses(
    "one host in two spellings",
    `drydock:services.api.route: The route of web takes requests for the same host and path.
allowed: one route for each combination of host and path pattern
fix: Give one of the two another path or host.`,
    routed({ web: { hosts: ["a.example.com"] }, api: { hosts: ["A.example.com"] } }),
  );
  accepts(
    "a host that the certificate is for",
    routed({ web: { hosts: ["shop.example.com"] } }, HTTPS),
  );
  accepts("a pattern of hosts with that one", routed({ web: { hosts: ["*.example.com"] } }, HTTPS));
  refuses(
    "a host that the certificate is not for",
    `drydock:services.web.route.hosts[0] = "www.example.com": The certificate and the DNS record are for shop.example.com only, so no request comes for this host.
allowed: shop.example.com
fix: Write that name, or give drydock:ingress a certificateArn that covers this host.`,
    routed({ web: { hosts: ["www.example.com"] } }, HTTPS),
  );
  accepts(
    "any host with a certificate of one's own",
    routed(
      { web: { hosts: ["www.example.com"] } },
      { ...HTTPS, certificateArn: "arn:aws:acm:us-east-2:111122223333:certificate/1" },
    ),
  );
  refuses(
    "a path twice in one route",
    `drydock:services.web.route.paths[1] = "/a": This is in the list twice.
fix: Remove one of the two.`,
    routed({ web: { paths: ["/a", "/a"] } }),
  );
  it("refuses more target groups than a load balancer takes, and not fewer", () => {
    const about = (count: number, deployment: object) =>
      problemsOf(routed(many(count), {}, { deployment })).filter(({ message }) =>
        message.includes("two target groups"),
      );
    assert.deepEqual(about(50, { strategy: "canary" }), []);
    assert.deepEqual(about(100, {}), []);
    assert.deepEqual(about(51, { strategy: "canary" }).map(problemText), [
      "drydock:services: 51 services have a route, 51 of them with two target groups; the load balancer takes 100 groups.\n" +
        "allowed: at most 100 target groups on one load balancer\n" +
        "fix: Deploy some services with strategy rolling, or add a load balancer under drydock:loadBalancers.",
    ]);
  });

  it("refuses more routes than a load balancer has rules, and not fewer", () => {
    const about = (count: number) =>
      problemsOf(routed(many(count))).filter(({ message }) => message.includes("it takes 100."));
    assert.deepEqual(about(100), []);
    assert.deepEqual(about(101).map(problemText), [
      "drydock:services: The load balancer would have 101 rules for routes, test requests, redirects and responses; it takes 100.\n" +
        "allowed: at most 100 rules on one load balancer\n" +
        "fix: Lead several paths to one service, or add a load balancer under drydock:loadBalancers.",
    ]);
  });
  accepts(
    "a grace period with a route",
    routed({ web: {} }, {}, { healthCheckGracePeriodSeconds: 5 }),
  );
  refuses(
    "a grace period without route",
    `drydock:services.web.healthCheckGracePeriodSeconds = 60: This has no effect: a service without a route has no load-balancer checks.
fix: Remove it, or add a route. A check inside the container has its own startPeriodSeconds.`,
    services({ web: { healthCheckGracePeriodSeconds: 60 } }),
  );
  accepts("sixty routes", routed(many(60)));
  refuses(
    "more routes than the load balancer's security group has rules for",
    `drydock:services: The security group of the load balancer would get 61 rules in one direction: 61 services with a route.
allowed: at most 60 rules in each direction
fix: Add sharedSecurityGroup: true to drydock:ingress: one rule for each port in place of one for each service.`,
    routed(many(61)),
  );
  accepts("61 routes where tasks share a group", routed(many(61), { sharedSecurityGroup: true }));
});

describe("rule: the order of routes", () => {
  accepts(
    "two priorities",
    routed({ web: { priority: 2 }, api: { paths: ["/api/*"], priority: 1 } }),
  );
  refuses(
    "one priority twice",
    `drydock:services.api.route.priority = 7: The route of web has the same priority (7), and each rule of a listener needs its own.
allowed: a whole number from 1 to 50000 that no other route has
fix: Write a priority below 1000 that no other route has; the lower one is tried first.`,
    routed({ web: { paths: ["/a"], priority: 7 }, api: { paths: ["/b"], priority: 7 } }),
  );
  refuses(
    "a route after one that takes all of it",
    `drydock:services.api.route: No request would come here: the route of web is tried first (priority 5 before 42354) and takes them all.
allowed: a priority below 5
fix: Add priority: 4 to this route, or a higher one to that of web.`,
    routed({ web: { priority: 5 }, api: { paths: ["/api/*"] } }),
  );
  accepts(
    "a route after one that takes some of it",
    routed({ web: { paths: ["/a*"], priority: 5 }, api: { paths: ["/api/*", "/b/*"] } }),
  );
  refuses(
    "a host after a pattern of hosts",
    `drydock:services.api.route: No request would come here: the route of web is tried first (priority 5 before 13254) and takes them all.
allowed: a priority below 5
fix: Add priority: 4 to this route, or a higher one to that of web.`,
    routed({ web: { hosts: ["*.example.com"], priority: 5 }, api: { hosts: ["a.example.com"] } }),
  );
  accepts(
    "paths that only look alike",
    routed({ web: { paths: ["/api/v1/*"], priority: 5 }, api: { paths: ["/api/*"] } }),
  );
});

describe("rule: names of the load balancer", () => {
  const ingress = (own: object) => ({ ingress: own });
  const certificateArn = "arn:aws:acm:us-east-2:111122223333:certificate/1";
  accepts("none", ingress({}));
  accepts("domain and hosted zone", ingress(HTTPS));
  accepts("domain and certificate", ingress({ domain: "shop.example.com", certificateArn }));
  accepts("all three", ingress({ ...HTTPS, certificateArn }));
  refuses(
    "a domain alone",
    `drydock:ingress.domain = "shop.example.com": A domain needs a certificate, and there is no hosted zone to prove that it is yours.
allowed: domain with hostedZoneId, with certificateArn, or with both
fix: Add hostedZoneId to create a certificate, or certificateArn to use an existing one.`,
    ingress({ domain: "shop.example.com" }),
  );
  refuses(
    "a hosted zone alone",
    `drydock:ingress.hostedZoneId = "Z0123456789EXAMPLE": hostedZoneId has no use without the name that users reach the load balancer by.
allowed: hostedZoneId together with domain
fix: Add domain, such as domain: shop.example.com, or remove this.`,
    ingress({ hostedZoneId: "Z0123456789EXAMPLE" }),
  );
  refuses(
    "a certificate alone",
    `drydock:ingress.certificateArn = "arn:aws:acm:us-east-2:111122223333:certificate/1": certificateArn has no use without the name that users reach the load balancer by.
allowed: certificateArn together with domain
fix: Add domain, such as domain: shop.example.com, or remove this.`,
    ingress({ certificateArn }),
  );
  accepts("ranges", ingress({ allowedCidrs: ["10.0.0.0/8", "203.0.113.7/32"] }));
  refuses(
    "an address in a range",
    `drydock:ingress.allowedCidrs[0] = "10.0.0.1/8": This is an address inside a range, not the range's first address.
allowed: 10.0.0.0/8
fix: Write 10.0.0.0/8.`,
    ingress({ allowedCidrs: ["10.0.0.1/8"] }),
  );
  refuses(
    "a range twice",
    `drydock:ingress.allowedCidrs[1] = "10.0.0.0/8": This is in the list twice.
fix: Remove one of the two.`,
    ingress({ allowedCidrs: ["10.0.0.0/8", "10.0.0.0/8"] }),
  );
});
