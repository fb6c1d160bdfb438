import assert from "node:assert/strict";
import fc from "fast-check";
import { routePriority, withRoutePriorities } from "../../drydock/config/route-priority";
import { loadedOf, reportOf, services } from "./support";

const priority = (paths: string[], hosts: string[] = [], name = "web"): number =>
  routePriority(name, { paths, hosts });

const path = fc
  .array(fc.constantFrom("a", "b", "api", "v1"), { maxLength: 4 })
  .chain((parts) => fc.constantFrom(`/${parts.join("/")}`, `/${[...parts, "*"].join("/")}`));
const hosts = fc.constantFrom<string[]>([], ["a.example.com"], ["*.example.com"]);
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);

describe("routePriority", () => {
  it("is what a listener allows, above the user's own", () => {
    fc.assert(
      fc.property(name, fc.array(path, { maxLength: 5 }), hosts, (service, paths, ofHosts) => {
        const computed = priority(paths, ofHosts, service);
        assert.ok(computed >= 1000 && computed <= 50000, String(computed));
      }),
    );
  });

  it("puts routes with hosts before routes without, whatever their paths and names", () => {
    fc.assert(
      fc.property(
        fc.tuple(name, name),
        fc.tuple(path, path),
        ([one, other], [onePath, otherPath]) => {
          assert.ok(priority([onePath], ["a.example.com"], one) < priority([otherPath], [], other));
        },
      ),
    );
  });

  it("puts longer literal paths before shorter ones, whatever the names", () => {
    const ordered = ["/api/v1/orders", "/api/v1/*", "/api/*", "/api*", "/a*", "/*"];
    fc.assert(
      fc.property(name, name, fc.nat(4), (one, other, index) => {
        const [longer = "", shorter = ""] = ordered.slice(index, index + 2);
        assert.ok(priority([longer], [], one) < priority([shorter], [], other));
      }),
    );
  });

  it("goes by the most general of several paths", () => {
    assert.equal(priority(["/api/v1/*", "/*"]), priority(["/*"]));
    assert.equal(priority([]), priority(["/*"]));
  });
});

describe("priorities of a stack", () => {
  const routed = (routes: Record<string, object>) => ({
    ingress: {},
    ...services(
      Object.fromEntries(
        Object.entries(routes).map(([key, route]) => [key, { containerPort: 8080, route }]),
      ),
    ),
  });
  const prioritiesOf = (routes: Record<string, object>) =>
    Object.fromEntries(
      Object.entries(loadedOf(routed(routes)).config.services).map(([key, { route }]) => [
        key,
        route?.priority,
      ]),
    );

  it("are filled in, and those given are kept", () => {
    assert.deepEqual(prioritiesOf({ web: {}, api: { paths: ["/api/*"], priority: 7 } }), {
      web: priority([], [], "web"),
      api: 7,
    });
  });

  it("stay when another service comes or goes", () => {
    const { web } = prioritiesOf({ web: { paths: ["/web/*"] } });
    const both = prioritiesOf({ api: { paths: ["/api/*"] }, web: { paths: ["/web/*"] } });
    assert.equal(both.web, web);
  });

  it("leave services without route alone", () => {
    const { config } = loadedOf(services({ web: {} }));
    assert.deepEqual(withRoutePriorities(config), { config, findings: [] });
  });

  it("ask for a number of the user's own where two names fall on the same", () => {
    const names = Array.from({ length: 2000 }, (_, index) => `s${index}`);
    const taken = new Map<number, string>();
    const [one = "", other = ""] =
      names.flatMap((candidate) => {
        const place = priority(["/x/*"], [], candidate);
        const before = taken.get(place);
        taken.set(place, candidate);
        return before === undefined ? [] : [[before, candidate]];
      })[0] ?? [];
    const place = priority(["/x/*"], [], one);
    assert.equal(
      reportOf(routed({ [one]: { paths: ["/x/*"] }, [other]: { paths: ["/y/*"] } })),
      `drydock:services.${other}.route: The route of ${one} has the same priority (${place}), and each rule of a listener needs its own.
allowed: a whole number from 1 to 50000 that no other route has
fix: Write a priority below 1000 that no other route has; the lower one is tried first.`,
    );
    assert.equal(
      reportOf(routed({ [one]: { paths: ["/x/*"], priority: 1 }, [other]: { paths: ["/y/*"] } })),
      "",
    );
  });
});
