import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evaluatePolicies } from "../../drydock/offline/pack";
import { carefulPrograms } from "./foreign/careful";
import { latePrograms } from "./foreign/late";
import { furtherPrograms } from "./foreign/more";

/**
 * All that the pack says of programs by people who know their trade, at its default levels. Each line was read: it is
 * true, and worth its reader's time but where it is marked as noise. `functions`, `grpc`, `storefront`, `events`,
 * `nightly` and `signed-in` were written last of their sort; what they showed at first is told beside them.
 */
const reports: Readonly<Record<string, readonly string[]>> = {
  "shop-with-agents": [
    "no-wildcard-grants | task-policy: allows on every resource: ecs:DescribeContainerInstances (policy).",
    "vendor-sidecars-hardened | definition: runs sidecars with more rights than they may need: datadog-agent, log_router (containerDefinitions).",
  ],
  meshed: [
    "execution-role-reads-referenced-secrets | definition: has an execution role that can read more than its secrets (executionRoleArn).",
    "service-ingress-from-load-balancer | tasks-group: lets address ranges reach tasks (ingress.0).",
    "vendor-sidecars-hardened | definition: runs sidecars with more rights than they may need: envoy, xray, otel (containerDefinitions).",
  ],
  jobs: [
    "execution-role-reads-referenced-secrets | definition: has an execution role that can read more than its secrets (executionRoleArn).",
  ],
  functions: [
    "alert-topic-admits-publishers | key: encrypts a topic and does not admit cloudwatch.amazonaws.com, which publishes to it (policy).",
    "log-key-admits-log-service | key: encrypts logs with a policy that AWS makes (policy).",
    "secret-rotated | secret: is not rotated.",
  ],
  grpc: [
    "execution-role-reads-referenced-secrets | definition: has an execution role that can read more than its secrets (executionRoleArn).",
  ],
  "from-module": [
    "no-unlimited-egress | tasks-out: lets a wide range of ports out to the world (fromPort).",
    "vendor-sidecars-hardened | definition: runs sidecars with more rights than they may need: fluent-bit (containerDefinitions).",
  ],
  converted: [
    "execution-role-reads-referenced-secrets | definition: has an execution role that can read more than its secrets (executionRoleArn).",
  ],
  components: [
    "alert-topic-admits-publishers | key: encrypts a topic and does not admit cloudwatch.amazonaws.com, which publishes to it (policy).",
    "execution-role-reads-referenced-secrets | definition: has an execution role that can read more than its secrets (executionRoleArn).",
  ],
  // At first one line, noise: that S3 does not log who reads a bucket, which is off by default since.
  storefront: [],
  // At first one line: that a state machine may let itself write logs, as AWS documents it.
  events: [],
  // At first two lines, untrue: that answers of tasks cannot be granted on a state machine.
  nightly: [],
  "signed-in": [
    "execution-role-reads-referenced-secrets | definition: has an execution role that can read more than its secrets (executionRoleArn).",
  ],
};

/** Lines that are true, and that most readers would rather not see: Terraform's module opens all ports out. */
const noise: readonly string[] = [
  "no-unlimited-egress | tasks-out: lets a wide range of ports out to the world (fromPort).",
];

describe("The pack on programs that are careful", () => {
  for (const [name, graph] of Object.entries({
    ...carefulPrograms,
    ...furtherPrograms,
    ...latePrograms,
  })) {
    it(`says of ${name} what it should`, async () => {
      const { diagnostics } = await evaluatePolicies({
        packDir: join(__dirname, "../../policy"),
        programDir: tmpdir(),
        project: "shop",
        stack: "dev",
        preview: false,
        resources: [...graph.values()],
      });
      const lines = diagnostics.map(
        ({ policyName, message }) => `${policyName} | ${message.split("\n")[0] ?? ""}`,
      );
      assert.deepEqual(lines.sort(), reports[name]);
    });
  }

  it("is noise in few of its lines", () => {
    const all = Object.values(reports).flat();
    assert.ok(all.filter((line) => noise.includes(line)).length <= all.length / 10);
  });
});
