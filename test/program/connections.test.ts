import * as assert from "node:assert/strict";
import type { StackConfig } from "../../drydock/config";
import { stackSchema } from "../../drydock/config/schema";
import { creationOrder, lateConnections } from "../../drydock/program";

/** Services by name, each with those it connects to, and jobs. */
function services(graph: Record<string, string[]>, jobs: object = {}): StackConfig {
  return stackSchema.parse({
    services: Object.fromEntries(
      Object.entries(graph).map(([name, connectsTo]) => [
        name,
        { image: { reference: "example/web:1" }, containerPort: 8080, connectsTo },
      ]),
    ),
    jobs,
  });
}

function order(graph: Record<string, string[]>): string[] {
  return creationOrder(services(graph)).map(({ name }) => name);
}

describe("services that connect", () => {
  it("come after those they connect to", () => {
    assert.deepEqual(order({ web: ["api"], api: ["store"], store: [] }), ["store", "api", "web"]);
  });

  it("keep the file's order where nothing connects them", () => {
    assert.deepEqual(order({ b: [], a: [], c: [] }), ["b", "a", "c"]);
  });

  it("each appear once, in a circle too", () => {
    assert.deepEqual(order({ a: ["b"], b: ["c"], c: ["a"] }), ["c", "b", "a"]);
  });

  it("need no late rule where each comes after those it calls", () => {
    assert.deepEqual(lateConnections(services({ web: ["api"], api: [] })), []);
  });

  it("need one late rule in a circle, on the other's port", () => {
    assert.deepEqual(lateConnections(services({ web: ["api"], api: ["web"] })), [
      { from: "api", to: "web", port: 8080 },
    ]);
  });

  it("come after the jobs that they wait for, and a job after the services that it calls", () => {
    const config = services(
      { web: ["api"], api: [], store: [] },
      {
        migrate: { from: "web", connectsTo: ["store"], runs: { before: ["web", "api"] } },
        report: { from: "web", connectsTo: ["web"], runs: {} },
      },
    );
    assert.deepEqual(
      creationOrder(config).map(({ kind, name }) => `${kind} ${name}`),
      ["service store", "job migrate", "service api", "service web", "job report"],
    );
  });
});
