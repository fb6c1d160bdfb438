import assert from "node:assert/strict";
import { accepts, loadedOf, refuses, services } from "../support";

const inside = { internal: true };

/** Services with these routes behind these load balancers. */
const behind = (
  balancers: { readonly ingress?: object; readonly loadBalancers?: Record<string, object> },
  routes: Record<string, object>,
) => ({
  ...balancers,
  ...services(
    Object.fromEntries(
      Object.entries(routes).map(([name, route]) => [name, { containerPort: 8080, route }]),
    ),
  ),
});
const both = { ingress: {}, loadBalancers: { inside } };

describe("rule: several load balancers", () => {
  accepts(
    "a public and an internal one, each with its route",
    behind(both, { web: {}, admin: { loadBalancer: "inside" } }),
  );
  accepts("the name of the default one", behind(both, { web: { loadBalancer: "ingress" } }));
  accepts(
    "a route without name where there is one",
    behind({ loadBalancers: { inside } }, { web: {} }),
  );
  refuses(
    "a route without name where there are two of equal rank",
    `drydock:services.web.route: There are several load balancers, and the route names none.
allowed: inside, outside
fix: Add loadBalancer: inside to the route.`,
    behind({ loadBalancers: { inside, outside: {} } }, { web: {} }),
  );
  refuses(
    "a load balancer that is not there",
    `drydock:services.web.route.loadBalancer = "insid": There is no load balancer of this name.
allowed: load balancers here: ingress, inside
fix: Did you mean inside?`,
    behind(both, { web: { loadBalancer: "insid" } }),
  );
  refuses(
    "a name that is taken",
    `drydock:loadBalancers.ingress: This is the name of the load balancer of drydock:ingress.
allowed: a name of at most 16 characters other than ingress
fix: Give it another name, such as inside.`,
    behind({ loadBalancers: { ingress: {} } }, {}),
  );
  accepts("a name of 16 characters", behind({ loadBalancers: { abcdefghijklmnop: {} } }, {}));
  refuses(
    "a name of 17 characters",
    `drydock:loadBalancers.abcdefghijklmnopq: The name is too long for a load balancer.
allowed: a name of at most 16 characters other than ingress
fix: Give it another name, such as inside.`,
    behind({ loadBalancers: { abcdefghijklmnopq: {} } }, {}),
  );
  refuses(
    "a domain without certificate, at its place",
    `drydock:loadBalancers.inside.domain = "in.example.com": A domain needs a certificate, and there is no hosted zone to prove that it is yours.
allowed: domain with hostedZoneId, with certificateArn, or with both
fix: Add hostedZoneId to create a certificate, or certificateArn to use an existing one.`,
    behind({ loadBalancers: { inside: { domain: "in.example.com" } } }, { web: {} }),
  );
  refuses(
    "a host that the certificate of this load balancer is not for",
    `drydock:services.web.route.hosts[0] = "www.example.com": The certificate and the DNS record are for in.example.com only, so no request comes for this host.
allowed: in.example.com
fix: Write that name, or give drydock:loadBalancers.inside a certificateArn that covers this host.`,
    behind(
      {
        ingress: {},
        loadBalancers: { inside: { domain: "in.example.com", hostedZoneId: "Z0123456789EXAMPLE" } },
      },
      { web: { loadBalancer: "inside", hosts: ["www.example.com"] } },
    ),
  );

  it("lets two routes take the same requests, with the same priority, on two load balancers", () => {
    const { config } = loadedOf(
      behind(both, {
        web: { paths: ["/*"], priority: 7 },
        admin: { paths: ["/*"], priority: 7, loadBalancer: "inside" },
      }),
    );
    assert.deepEqual(
      Object.values(config.services).map(({ route }) => route?.priority),
      [7, 7],
    );
  });
  refuses(
    "two routes that take the same requests on one of two load balancers",
    `drydock:services.admin.route: The route of web takes requests for the same host and path.
allowed: one route for each combination of host and path pattern
fix: Give one of the two another path or host.`,
    behind(both, { web: { loadBalancer: "inside" }, admin: { loadBalancer: "inside" } }),
  );
});

const ZONE = "Z0123456789EXAMPLE";
const HTTPS = { domain: "shop.example.com", hostedZoneId: ZONE };
const WWW = { domain: "www.example.com", hostedZoneId: ZONE };

describe("rule: several names of a load balancer", () => {
  accepts(
    "a route for each name",
    behind(
      { ingress: { ...HTTPS, moreDomains: [WWW] } },
      { web: { hosts: ["shop.example.com"] }, www: { hosts: ["www.example.com"] } },
    ),
  );
  accepts(
    "a further name with a certificate that exists",
    behind(
      {
        ingress: {
          ...HTTPS,
          moreDomains: [
            {
              domain: "www.example.com",
              certificateArn: "arn:aws:acm:us-east-2:111122223333:certificate/1",
            },
          ],
        },
      },
      {},
    ),
  );
  refuses(
    "a host that is none of the names",
    `drydock:services.web.route.hosts[0] = "api.example.com": Certificates and DNS records are for shop.example.com, www.example.com only, so no request comes for this host.
allowed: shop.example.com, www.example.com
fix: Write one of them, or add it to moreDomains, or give drydock:ingress a certificateArn that covers this host.`,
    behind({ ingress: { ...HTTPS, moreDomains: [WWW] } }, { web: { hosts: ["api.example.com"] } }),
  );
  refuses(
    "a further name without certificate",
    `drydock:ingress.moreDomains[0].domain = "www.example.com": A domain needs a certificate, and there is no hosted zone to prove that it is yours.
allowed: domain with hostedZoneId, with certificateArn, or with both
fix: Add hostedZoneId to create a certificate, or certificateArn to use an existing one.`,
    behind({ ingress: { ...HTTPS, moreDomains: [{ domain: "www.example.com" }] } }, {}),
  );
  refuses(
    "a further name without a first one",
    `drydock:ingress.moreDomains: There are further names, and no first one.
allowed: moreDomains together with domain
fix: Write the first name as domain.`,
    behind({ ingress: { moreDomains: [WWW] } }, {}),
  );
  refuses(
    "a name twice",
    `drydock:ingress.moreDomains[0].domain = "shop.example.com": The load balancer has this name twice.
fix: Remove one of the two.`,
    behind({ ingress: { ...HTTPS, moreDomains: [HTTPS] } }, {}),
  );
});

describe("rule: versions of HTTP", () => {
  accepts(
    "gRPC behind HTTPS",
    behind({ ingress: HTTPS }, { web: { protocolVersion: "grpc", healthCheckCodes: "0,12" } }),
  );
  refuses(
    "gRPC behind HTTP",
    `drydock:services.web.route.protocolVersion = "grpc": The load balancer serves HTTP only, and grpc needs HTTPS.
allowed: http1, or a load balancer with a domain
fix: Give drydock:ingress a domain and hostedZoneId, or remove protocolVersion.`,
    behind({ ingress: {} }, { web: { protocolVersion: "grpc" } }),
  );
  refuses(
    "a status of HTTP with gRPC",
    `drydock:services.web.route.healthCheckCodes = "200": With grpc an answer has no such code.
allowed: codes from 0 to 99
fix: Write 12, or 0 for a method that is there.`,
    behind({ ingress: HTTPS }, { web: { protocolVersion: "grpc", healthCheckCodes: "200" } }),
  );
  refuses(
    "a code of gRPC with HTTP",
    `drydock:services.web.route.healthCheckCodes = "12": With http1 an answer has no such code.
allowed: codes from 200 to 499
fix: Write 200.`,
    behind({ ingress: {} }, { web: { healthCheckCodes: "12" } }),
  );
});

describe("rule: redirects and responses", () => {
  const www = { hosts: ["shop.example.com"], paths: ["/old/*"], toPath: "/new" };
  accepts(
    "a redirect and a response beside a route",
    behind(
      {
        ingress: {
          ...HTTPS,
          redirects: { www },
          responses: { robots: { paths: ["/robots.txt"], status: 200 } },
        },
      },
      { web: {} },
    ),
  );
  refuses(
    "a redirect to itself",
    `drydock:ingress.redirects.www: This redirect leads to the request's own address, for ever.
allowed: toHost, toPath, or both
fix: Add toHost: shop.example.com, or toPath: /new.`,
    behind({ ingress: { redirects: { www: { paths: ["/old"] } } } }, {}),
  );
  refuses(
    "a response that is a redirect",
    `drydock:ingress.responses.old.status = 301: A load balancer answers with no such status itself.
allowed: 200 to 299 or 400 to 599
fix: Write another status, or a redirect in place of this.`,
    behind({ ingress: { responses: { old: { status: 301 } } } }, {}),
  );
  refuses(
    "a redirect of what a route takes",
    `drydock:ingress.redirects.old: The route of web takes requests for the same host and path.
allowed: one route for each combination of host and path pattern
fix: Give one of the two another path or host.`,
    behind(
      { ingress: { redirects: { old: { paths: ["/old"], toPath: "/new" } } } },
      { web: { paths: ["/old"] } },
    ),
  );
  refuses(
    "a response that a route hides",
    `drydock:ingress.responses.robots: No request would come here: the route of web is tried first (priority 1 before 2) and takes them all.
allowed: a priority below 1
fix: Add priority: 1 to this response, or a higher one to that of web.`,
    behind(
      { ingress: { responses: { robots: { paths: ["/robots.txt"], status: 200, priority: 2 } } } },
      { web: { priority: 1 } },
    ),
  );
  refuses(
    "the priority of a redirect twice",
    `drydock:ingress.redirects.old.priority = 7: The route of web has the same priority (7), and each rule of a listener needs its own.
allowed: a whole number from 1 to 50000 that no other route has
fix: Write a priority below 1000 that no other route has; the lower one is tried first.`,
    behind(
      { ingress: { redirects: { old: { paths: ["/old"], toPath: "/new", priority: 7 } } } },
      { web: { priority: 7 } },
    ),
  );
  it("gives each a priority of its own", () => {
    const { config } = loadedOf(
      behind(
        {
          ingress: { redirects: { old: { paths: ["/old"], toPath: "/new" } } },
          loadBalancers: { inside: { responses: { old: { paths: ["/old"], status: 404 } } } },
        },
        { web: {} },
      ),
    );
    const redirect = config.ingress?.redirects["old"]?.priority ?? 0;
    assert.ok(redirect > 1000 && redirect < (config.services["web"]?.route?.priority ?? 0));
    assert.ok((config.loadBalancers["inside"]?.responses["old"]?.priority ?? 0) > 1000);
  });
});

describe("rule: routes of connections", () => {
  const wires = { loadBalancers: { wires: { type: "network" } } };
  const tcp = { protocol: "tcp", port: 5432 };
  const MORE = { protocol: "tls", port: 5433 };
  const TLS = { loadBalancers: { wires: { type: "network", ...HTTPS } } };
  const alone = (route: object, own: object = {}) => ({
    ...wires,
    ...services({ db: { containerPort: 5432, route, ...own } }),
  });
  accepts("TCP on two ports", behind(wires, { db: tcp, queue: { ...tcp, port: 5672 } }));
  accepts("TLS with a certificate", behind(TLS, { db: MORE }));
  refuses(
    "TLS without a certificate",
    `drydock:services.db.route.protocol = "tls": The load balancer has no certificate, which TLS needs.
allowed: tcp, or a load balancer with a domain
fix: Give drydock:loadBalancers.wires a domain and hostedZoneId, or write protocol: tcp.`,
    behind(wires, { db: MORE }),
  );
  refuses(
    "TCP on an application load balancer",
    `drydock:services.db.route: ingress is a load balancer of type application, which leads no tcp here.
allowed: protocol http, or a load balancer of type network
fix: Add a load balancer with type: network to drydock:loadBalancers, and name it in the route.`,
    behind({ ingress: {} }, { db: tcp }),
  );
  refuses(
    "HTTP on a network load balancer",
    `drydock:services.web.route: wires is a load balancer of type network, which leads no http here.
allowed: protocol tcp or tls
fix: Add protocol: tcp and port to the route, or name another load balancer.`,
    behind(wires, { web: {} }),
  );
  refuses(
    "one port for two services",
    `drydock:services.queue.route.port = 5432: The route of db has this port of the load balancer.
allowed: one route for each port
fix: Give one of the two another port.`,
    behind(wires, { db: tcp, queue: tcp }),
  );
  refuses(
    "no port",
    `drydock:services.db.route: A route of tcp needs the port that the load balancer listens on.
fix: Add port to the route, such as port: 5432.`,
    behind(wires, { db: { protocol: "tcp" } }),
  );
  refuses(
    "a port with HTTP",
    `drydock:services.web.route.port: An application load balancer listens for HTTP and HTTPS only.
allowed: port with protocol tcp or tls
fix: Remove it, or write protocol: tcp and name a network load balancer.`,
    behind({ ingress: {} }, { web: { port: 8443 } }),
  );
  for (const [key, value] of [
    ["paths", ["/a"]],
    ["hosts", ["a.example.com"]],
    ["healthCheckPath", "/"],
    ["stickySessionSeconds", 60],
  ] as const) {
    refuses(
      `${key} of connections`,
      `drydock:services.db.route.${key}: A network load balancer passes connections on and reads no requests.
allowed: ${key} with protocol http
fix: Remove it, or write protocol: http.`,
      alone({ ...tcp, [key]: value }),
    );
  }
  const rests = (path: string, fix = "Remove it.") =>
    `drydock:services.db.${path}: This rests on requests, and the route is one of connections.
allowed: this with protocol http
fix: ${fix}`;
  refuses(
    "a share of requests",
    rests("deployment.strategy", "Write strategy: rolling."),
    alone(tcp, { deployment: { strategy: "canary" } }),
  );
  refuses(
    "scaling on requests",
    rests("scaling.requestsPerTarget"),
    alone(tcp, { scaling: { min: 1, max: 2, requestsPerTarget: 10 } }),
  );
  for (const [type, seconds, fix, allowed] of [
    ["network", 59, 60, "60 to 6000"],
    ["application", 4001, 4000, "1 to 4000"],
  ] as const) {
    refuses(
      `an idle time-out of ${seconds} seconds with type ${type}`,
      `drydock:loadBalancers.wires.idleTimeoutSeconds = ${seconds}: A load balancer of type ${type} has other bounds.
allowed: a whole number from ${allowed}
fix: Write idleTimeoutSeconds: ${fix}.`,
      behind({ loadBalancers: { wires: { type, idleTimeoutSeconds: seconds } } }, {}),
    );
    accepts(
      `one of ${fix}`,
      behind({ loadBalancers: { wires: { type, idleTimeoutSeconds: fix } } }, {}),
    );
  }
  refuses(
    "what reads requests on a network load balancer",
    `drydock:loadBalancers.wires.responses: A network load balancer passes connections on and reads no requests.
allowed: responses with type application
fix: Remove it, or write type: application.`,
    behind(
      { loadBalancers: { wires: { type: "network", responses: { robots: { status: 404 } } } } },
      {},
    ),
  );
  refuses(
    "zones apart on an application load balancer",
    `drydock:ingress.crossZone = false: An application load balancer leads to the tasks of all zones, always.
allowed: true, or type network
fix: Remove it.`,
    behind({ ingress: { crossZone: false } }, {}),
  );
});

describe("rule: physical names", () => {
  const named = (names: object, more: object = {}) => ({
    ingress: {},
    ...services({ web: { containerPort: 8080, route: {}, names }, ...more }),
  });
  accepts(
    "all three names",
    named({ service: "legacy-web", targetGroup: "legacy-web", logGroup: "/legacy/web" }),
  );
  refuses(
    "the default name of another service",
    `drydock:services.web.names.service = "job": job has this name already.
fix: Give one of the two another name.`,
    named({ service: "job" }, { job: {} }),
  );
  refuses(
    "a name that ECS takes for no service",
    `drydock:services.web.names.service = "legacy web": This does not have the right form.
allowed: 1 to 255 letters, digits, hyphens and underscores
fix: Write 1 to 255 letters, digits, hyphens and underscores.`,
    named({ service: "legacy web" }),
  );
  accepts("a prefix and a path of roles", {
    names: { prefix: "acme-shop", rolePath: "/apps/eu/" },
    ...named({}),
  });
  for (const prefix of ["Acme", "acme--shop", "acme-", "a"]) {
    refuses(
      `the prefix ${prefix}`,
      `drydock:names.prefix = "${prefix}": This does not have the right form.
allowed: 2 to 40 lower-case letters, digits and single hyphens, such as acme-shop-test
fix: Write 2 to 40 lower-case letters, digits and single hyphens, such as acme-shop-test.`,
      { names: { prefix }, ...named({}) },
    );
  }
  refuses(
    "a path without its last slash",
    `drydock:names.rolePath = "/apps": This does not have the right form.
allowed: a path that starts and ends with a slash, such as /apps/
fix: Write a path that starts and ends with a slash, such as /apps/.`,
    { names: { rolePath: "/apps" }, ...named({}) },
  );
  refuses(
    "a name that AWS takes for no target group",
    `drydock:services.web.names.targetGroup = "legacy--web": This does not have the right form.
allowed: 1 to 32 letters, digits and single hyphens, such as legacy-web
fix: Write 1 to 32 letters, digits and single hyphens, such as legacy-web.`,
    named({ targetGroup: "legacy--web" }),
  );
  refuses(
    "a name of another service",
    `drydock:services.job.names.logGroup = "/legacy/web": web has this name already.
fix: Give one of the two another name.`,
    named({ logGroup: "/legacy/web" }, { job: { names: { logGroup: "/legacy/web" } } }),
  );
  refuses(
    "a target group without a route",
    `drydock:services.job.names.targetGroup = "legacy-job": A service without a route has no target group.
fix: Remove it, or add a route.`,
    named({}, { job: { names: { targetGroup: "legacy-job" } } }),
  );
});
