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
