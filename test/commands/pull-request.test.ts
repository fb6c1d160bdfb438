import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadStackFile } from "../../drydock/config";
import { routeRange } from "../../drydock/config/route-range";
import { root } from "../program/run-program";
import { drydock } from "./support";

/** That GitHub runs the workflow as it is meant, only GitHub shows; its text is checked by .ci/workflows. */
describe("drydock pull-request", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "drydock-pull-request-"));
    cpSync(join(root, "examples/platform/shop"), folder, { recursive: true });
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (...args: readonly string[]) => drydock(["pull-request", ...args], folder);
  const file = (name: string) => join(folder, `Pulumi.${name}.yaml`);

  it("writes a disposable stack with hosts and priorities of its own, and prints its address", async () => {
    const { code, out } = await run("123", "--from", "web");
    assert.deepEqual(
      [code, out],
      [0, "written  Pulumi.pr-123.yaml\nhttps://pr-123.shop.test.example.com\n"],
    );
    const [source, made] = ["web", "pr-123"].map((name) => loadStackFile(file(name)));
    assert.ok(source !== undefined && "config" in source && made !== undefined && "config" in made);
    assert.equal(made.config.lifecycle, "disposable");
    assert.deepEqual(made.config.tags, { "pull-request": "123" });
    const [web, theirs] = [made.config.services["web"], source.config.services["web"]];
    assert.deepEqual(web?.route?.hosts, ["pr-123.shop.test.example.com"]);
    assert.equal(web.route.priority, 1000 + 290 + 123);
    assert.deepEqual({ ...web, route: undefined }, { ...theirs, route: undefined });
  });

  it("takes as many priorities as it has routes, four at most, all after those of the stack itself", () => {
    const first = 1000 + 490 + 290;
    const starts = [1, 2, 4, 5].map((routes) => routeRange(1, "pr-203", routes));
    assert.deepEqual(starts, [
      { start: first + 3, size: 1 },
      { start: first + 3 * 2, size: 2 },
      { start: first + 3 * 4, size: 4 },
      { start: first + 3 * 4, size: 4 },
    ]);
    const last = routeRange(1, "pr-65", 3);
    assert.ok(last.start + last.size <= 1000 + 2 * 490);
    assert.deepEqual(routeRange(1, "web", 3), { start: 1490, size: 290 });
  });

  it("writes it again, and no file that somebody else has written", async () => {
    assert.equal((await run("123", "--from", "web")).code, 0);
    writeFileSync(file("pr-9"), "config: {}\n");
    assert.deepEqual(await run("9", "--from", "web"), {
      code: 2,
      out: "",
      err: "Pulumi.pr-9.yaml is there already, and this command has not written it.\n",
    });
    assert.equal(readFileSync(file("pr-9"), "utf8"), "config: {}\n");
    rmSync(file("pr-9"));
  });

  it("gives the stack a prefix and physical names of its own", async () => {
    const text = readFileSync(file("web"), "utf8");
    const config = "config:\n  drydock:names: { prefix: acme-shop, rolePath: /apps/ }";
    const named = text
      .replace("config:", config)
      .replace("containerPort: 8080", "containerPort: 8080\n      names: { service: shop }");
    writeFileSync(file("named"), named);
    assert.equal((await run("6", "--from", "named")).code, 0);
    const made = loadStackFile(file("pr-6"));
    assert.ok("config" in made);
    assert.deepEqual(made.config.names, { prefix: "acme-shop-pr-6", rolePath: "/apps/" });
    assert.deepEqual(made.config.services["web"]?.names, {});
    rmSync(file("named"));
    rmSync(file("pr-6"));
  });

  it("refuses a host that the platform does not serve", async () => {
    const { code, err } = await run("5", "--from", "admin");
    assert.equal(code, 2);
    assert.match(
      err,
      /Pulumi\.pr-5\.yaml[\s\S]*No request for this host comes to the platform platform-test/,
    );
    assert.equal(existsSync(file("pr-5")), false);
  });

  it("refuses a stack that stands on no platform, and one that is not there", async () => {
    writeFileSync(file("alone"), "config: { aws:region: us-east-2 }\n");
    assert.match(
      (await run("5", "--from", "alone")).err,
      /^Pulumi\.alone\.yaml stands on no platform/,
    );
    assert.match((await run("5", "--from", "shop")).err, /^There is no Pulumi\.shop\.yaml here/);
    rmSync(file("alone"));
  });
});
