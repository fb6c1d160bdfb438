import assert from "node:assert/strict";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { withExemptions } from "../../drydock/import/exemptions";
import type { Capture } from "../../drydock/offline/capture";
import { runPolicies } from "../../drydock/offline/preview/policies";
import { root, runProgram } from "../program/run-program";
import { type Made, made } from "./support";

const folder = join(__dirname, "fixtures");

/** Files that Compose files in fixtures/ name: every folder they build has a Dockerfile. */
const FILES = {
  ...Object.fromEntries(
    ["api", "app", "backend", "consumer", "page", "proxy"].map((name) => [
      `${name}/Dockerfile`,
      "FROM example/base:1 AS run\nUSER 1000\nEXPOSE 8000\n",
    ]),
  ),
  "settings.env": readFileSync(join(folder, "settings.env"), "utf8"),
};

/** The outcome of a Compose file: its containers, its connections, and what is left out. */
interface Expected {
  readonly containers: readonly string[];
  readonly connections: readonly string[];
  readonly leftOut: readonly string[];
}

/** Files in the shapes of public ones: of docker/awesome-compose, apache/airflow, apache/superset. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  "blog-with-cache": {
    containers: ["blog", "cache", "db"],
    connections: ["blog to cache", "blog to db"],
    leftOut: [],
  },
  dashboards: {
    containers: ["cache", "db", "app", "tests"],
    connections: ["app to cache", "app to db", "tests to cache", "tests to db"],
    leftOut: [
      "services.cache.ports[0]",
      "services.db.ports[0]",
      "services.cache",
      "services.tests.network_mode",
    ],
  },
  "labels-and-docker-socket": {
    containers: ["edge", "app"],
    connections: ["edge to app"],
    leftOut: ["services.app.labels", "services.edge.ports[1]", "services.edge.volumes[0]"],
  },
  monitoring: {
    containers: ["metrics", "screens"],
    connections: [],
    leftOut: ["services.metrics.volumes[0]", "services.screens.volumes[0]"],
  },
  "name-server": {
    containers: ["resolver", "filter"],
    connections: [],
    leftOut: [
      "services.filter.dns",
      "services.resolver.ports[1]",
      "services.filter.ports[0]",
      "services.filter.ports[1]",
      "services.filter.ports[3]",
      "services.filter.volumes[0]",
      "services.filter.cap_add[0]",
      "services.resolver.networks.names",
    ],
  },
  "proxy-and-workers": {
    containers: ["proxy", "app"],
    connections: ["proxy to app"],
    leftOut: ["services.app.ports[0]"],
  },
  "reverse-proxy-and-database": {
    containers: ["gateway", "api", "database"],
    connections: ["gateway to api", "api to database"],
    leftOut: ["services.gateway.volumes[0]"],
  },
  "search-stack": {
    containers: ["search", "collector", "screens"],
    connections: ["collector to search", "screens to search"],
    leftOut: [
      "services.search.ports[0]",
      "services.search.ports[1]",
      "services.collector.ports[1]",
      "services.collector.ports[2]",
      "services.collector.volumes[0]",
      "services.search",
    ],
  },
  "shared-settings": {
    containers: ["guard", "planner", "ui", "records", "keep"],
    connections: [
      "guard to records",
      "planner to guard",
      "planner to ui",
      "planner to records",
      "planner to keep",
      "ui to records",
    ],
    leftOut: ["services.keep.sysctls", "services.guard.ports[1]", "services.guard.ports[2]"],
  },
  "stream-and-consumer": {
    containers: ["broker", "consumer", "db"],
    connections: ["consumer to broker", "consumer to db"],
    leftOut: [
      "services.consumer.runtime",
      "services.broker.ports[1]",
      "services.broker.ports[2]",
      "services.broker.volumes[0]",
      "services.consumer.platform",
    ],
  },
  "three-tiers-two-networks": {
    containers: ["page", "backend", "store"],
    connections: ["page to backend", "backend to store"],
    leftOut: ["services.page.volumes[0]", "services.store.expose[1]"],
  },
  "workflow-engine": {
    containers: ["state", "queue", "screen", "screen/prepare", "worker", "worker/prepare"],
    connections: ["screen to state", "screen to queue", "worker to state", "worker to queue"],
    leftOut: [
      "services.flower",
      "services.screen.volumes[0]",
      "services.prepare.volumes[0]",
      "services.worker.volumes[0]",
    ],
  },
};

/** The mandatory findings of an imported stack beside the exemptions that the import writes. */
async function mandatoryFindings(home: string, { imported }: Made, capture: Capture) {
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { stack, project } = capture;
  const acceptance = { stack, project, source: "docker-compose.yml", owner: "me", expires: day };
  const text = withExemptions("", imported.accepted, acceptance) ?? "";
  writeFileSync(join(home, "policy-exemptions.yaml"), text);
  const { findings } = await runPolicies({
    judge: { root: home, lifecycle: "disposable" },
    pack: join(root, "policy"),
    stackFile: join(home, "Pulumi.test.yaml"),
    capture,
  });
  return findings
    .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
    .map(({ policyName, message }) => `${policyName}: ${message}`);
}

/** That the applications work on Fargate is not shown. */
describe("import: shapes of public Compose files", () => {
  let home = "";
  before(() => {
    home = mkdtempSync(join(tmpdir(), "drydock-shapes-"));
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(join(home, name, ".."), { recursive: true });
      writeFileSync(join(home, name), text);
    }
  });
  after(() => {
    rmSync(home, { recursive: true });
  });

  it("has them all", () => {
    const names = globSync("*.yml", { cwd: folder }).map((file) => basename(file, ".yml"));
    assert.deepEqual(names.sort(), Object.keys(EXPECTED).sort());
  });

  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(`imports ${name}`, async () => {
      const result = made(readFileSync(join(folder, `${name}.yml`), "utf8"), { files: FILES });
      const connections = result.containers.flatMap((service) => {
        const callees = result.at(`services.${service}.connectsTo`);
        return Array.isArray(callees)
          ? callees.map((callee) => `${service} to ${String(callee)}`)
          : [];
      });
      const found = {
        containers: result.containers,
        connections,
        leftOut: result.subjects("leftOut"),
      };
      assert.deepEqual(found, expected);

      const stackFile = join(home, "Pulumi.test.yaml");
      writeFileSync(stackFile, result.text);
      const registered = await runProgram(stackFile, false);
      const services = registered.all("aws:ecs/service:Service");
      assert.deepEqual(await mandatoryFindings(home, result, registered.capture), []);
      assert.deepEqual(
        services.map((service) => service.name).sort(),
        result.containers.filter((container) => !container.includes("/")).sort(),
      );
    });
  }
});
