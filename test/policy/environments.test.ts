import assert from "node:assert/strict";
import { join } from "node:path";
import { evaluatePolicies, type PolicyDiagnostic } from "../../drydock/offline/pack";
import { environmentResources } from "./mutation/environment";

const root = join(__dirname, "../..");

/** Rules that wait for `containerDefinitions` in a first preview: one ARN makes all of it unknown. */
const containerRules = [
  "container-capabilities-dropped",
  "container-definitions-valid",
  "container-env-files-valid",
  "container-environment-no-secrets",
  "container-health-and-dependencies",
  "container-image-pinned",
  "container-logging-configured",
  "container-logging-non-blocking",
  "container-not-privileged",
  "container-root-filesystem-read-only",
  "container-secret-references-valid",
  "container-user-not-root",
  "env-file-objects-read-narrowly",
  "execution-role-reads-referenced-secrets",
].map((rule) => `${rule}: web (containerDefinitions)`);

/** Rules that wait for a role's policy, which names ARNs. */
const identityRules = [
  "iam-actions-exist",
  "no-administrator-statements",
  "no-credential-exposure",
  "no-data-exfiltration",
  "no-privilege-escalation",
  "no-wildcard-grants",
  "no-wildcard-pass-role-or-decrypt",
  "records-and-backups-kept",
].flatMap((rule) => [`${rule}: web-execution (policy)`, `${rule}: web-task (policy)`]);

/** Everything a first preview cannot decide. It can only shrink: a new line here needs a reason. */
const deferred: Readonly<Record<string, readonly string[]>> = {
  test: [
    "efs-mount-targets-private: shared-1 (subnetId)",
    "efs-mount-targets-private: shared-2 (subnetId)",
  ],
  production: [
    "efs-mount-targets-private: shared-1 (subnetId)",
    "efs-mount-targets-private: shared-2 (subnetId)",
    "efs-mount-targets-private: shared-3 (subnetId)",
  ],
};
const deferredInBoth = [
  ...containerRules,
  ...identityRules,
  "efs-policy-denies-insecure: shared (policy)",
  "load-balancer-two-zones: ingress (subnets)",
  "service-subnets-private: web (networkConfiguration.subnets)",
];

/** The pack on the real program. That its own process says the same is a test of the engine's. */
describe("The pack on the two environments", () => {
  for (const stack of ["test", "production"]) {
    for (const preview of [true, false]) {
      describe(`${stack}, ${preview ? "preview" : "update"}`, () => {
        let diagnostics: readonly PolicyDiagnostic[] = [];
        before(async () => {
          const result = await evaluatePolicies({
            packDir: join(root, "policy"),
            configFile: join(root, "policy", "config", `${stack}.json`),
            // Exemptions expire; this test must not.
            configOverrides: { "pack-settings": { today: "2026-11-21" } },
            programDir: root,
            project: "drydock",
            stack,
            preview,
            resources: await environmentResources(stack, preview),
          });
          ({ diagnostics } = result);
        });

        it("finds nothing mandatory", () => {
          const mandatory = diagnostics.filter((one) => one.enforcementLevel === "mandatory");
          assert.deepEqual(
            mandatory.map((one) => one.message),
            [],
          );
        });

        it(preview ? "defers what is listed here, and nothing else" : "defers nothing", () => {
          const notice = diagnostics.find((one) => one.policyName === "deferred-checks");
          const lines = notice?.message.split("\n").slice(1) ?? [];
          const expected = preview ? [...deferredInBoth, ...(deferred[stack] ?? [])] : [];
          assert.deepEqual([...lines].sort(), [...expected].sort());
        });

        it("reports each exemption where it is used", () => {
          const uses = diagnostics
            .filter((one) => one.policyName === "exemptions-used")
            .map(({ message }) => /([a-z-]+) is exempt/.exec(message)?.[1] ?? message);
          const unbacked = stack === "test" ? ["efs-backed-up"] : [];
          const writable = preview ? [] : ["container-root-filesystem-read-only"];
          assert.deepEqual(uses.sort(), [...writable, ...unbacked]);
        });
      });
    }
  }
});
