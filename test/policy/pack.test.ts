import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import { loadStackFile } from "../../drydock/config/loader";
import {
  evaluatePolicies,
  type PackResource,
  type PolicyPackRequest,
  type PolicyPackResult,
  runPolicyPack,
} from "../../drydock/offline/pack";
import { attachLocations, locator } from "../../drydock/offline/report";
import { environmentResources } from "./mutation/environment";
import { bagWithPlace, type Path } from "./mutation/json-path";
import { goodStack } from "./mutation/good-stack";
import { all, type Change, set, unset, without } from "./mutation/graph";

const root = join(__dirname, "../..");
const packDir = join(root, "policy");

/**
 * In this process, but for two runs of the pack's own over gRPC, which must say the same: each start takes a second.
 * It does not show how the Pulumi CLI prints what the pack says.
 */
describe("The pack", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "policy-program-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const request = (change: Change, more: Partial<PolicyPackRequest> = {}): PolicyPackRequest => ({
    packDir,
    programDir: folder,
    project: "shop",
    stack: "dev",
    preview: false,
    resources: [...change(goodStack()).values()],
    ...more,
  });
  const run = (change: Change, more: Partial<PolicyPackRequest> = {}): Promise<PolicyPackResult> =>
    evaluatePolicies(request(change, more));
  /** Runs the pack's own process as well, and holds that it says the same. */
  const runBoth = async (
    change: Change,
    more: Partial<PolicyPackRequest>,
  ): Promise<PolicyPackResult> => {
    const here = await run(change, more);
    assert.deepEqual(await runPolicyPack(request(change, more)), here);
    return here;
  };
  const said = ({ diagnostics }: PolicyPackResult): string[] =>
    diagnostics.map(({ policyName, message }) => `${policyName}: ${message.split("\n")[0] ?? ""}`);
  const exemptions = (text: string): void => {
    writeFileSync(join(folder, "policy-exemptions.yaml"), text);
  };
  const today = { "pack-settings": { today: "2026-11-21" } };
  const setClock =
    "pack-settings: The configuration sets the day to 2026-11-21: exemptions are measured against it, not against the clock.";

  it("says nothing of a stack that does everything right", async () => {
    exemptions("");
    assert.deepEqual(said(await run((graph) => graph)), []);
  });

  it("takes other accounts and the organization from its settings", async () => {
    exemptions("");
    const admitting = all(
      set("repository-policy", "policy.json.Statement.0.Principal.AWS", "444455556666"),
      set("files-policy", "policy.json.Statement.1", {
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::files/*",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } },
      }),
    );
    assert.deepEqual(said(await run(admitting)), [
      "ecr-policy-not-public: repository-policy: admits another account (policy).",
    ]);
    const settings = { trustedAccounts: ["444455556666"], organizations: ["o-1234567890"] };
    assert.deepEqual(
      said(await run(admitting, { configOverrides: { "pack-settings": settings } })),
      ["bucket-policy-not-public: files-policy: admits everybody (policy)."],
    );
  });

  it("publishes what a report needs of each policy", async () => {
    const { policies } = await run(without(...goodStack().keys()));
    const policy = policies.find(({ name }) => name === "service-no-public-ip");
    assert.deepEqual(policy, {
      name: "service-no-public-ip",
      displayName: "A service, schedule or state machine gives its tasks no public address",
      description: "A task with a public address can be reached past the load balancer.",
      kind: "resource",
      enforcementLevel: "mandatory",
      severity: "high",
      tags: ["ECS.2", "ECS.16", "CKV_AWS_333", "decided-by:drydock:services.{name}.placement"],
      remediationSteps:
        "Set networkConfiguration.assignPublicIp to false and place the service in private subnets.",
      url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
      framework: "AWS Foundational Security Best Practices",
    });
  });

  it("writes a whole message", async () => {
    exemptions("");
    const { diagnostics } = await run(set("service", "networkConfiguration.assignPublicIp", true));
    assert.deepEqual(
      diagnostics.map(({ message }) => message.split("\n")),
      [
        [
          "service: gives its tasks public addresses (networkConfiguration.assignPublicIp).",
          "Fix: Set networkConfiguration.assignPublicIp to false and place the service in private subnets.",
          "Stack file: drydock:services.service.placement",
          "Controls: ECS.2, ECS.16, CKV_AWS_333",
          "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
        ],
      ],
    );
  });

  it("leaves rules that assume this program's conventions off elsewhere", async () => {
    const { policies } = await run(without(...goodStack().keys()));
    const conventions = policies.filter(({ tags }) => tags.includes("scope:convention"));
    assert.deepEqual(
      conventions.map(({ name, enforcementLevel }) => [name, enforcementLevel]),
      [
        ["required-tags", "disabled"],
        ["coverage-gate", "disabled"],
      ],
    );
  });

  it("fixes what a level says it should", async () => {
    exemptions("");
    const remediate = { enforcementLevel: "remediate" };
    const { diagnostics, remediations } = await runBoth(
      all(
        unset("logs", "retentionInDays"),
        set("files-block", "blockPublicPolicy", false),
        set("cluster", "settings", []),
        unset("balancer", "dropInvalidHeaderFields"),
        set("balancer", "desyncMitigationMode", "monitor"),
        unset("key", "enableKeyRotation"),
      ),
      {
        configOverrides: {
          "log-retention-set": { ...remediate, minimumDays: 365 },
          "bucket-public-access-blocked": remediate,
          "cluster-container-insights": remediate,
          "load-balancer-header-handling": remediate,
          "kms-key-rotated-and-private": remediate,
        },
      },
    );
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(
      remediations.map(({ policyName, changedProperties }) => [policyName, changedProperties]),
      [
        ["kms-key-rotated-and-private", ["enableKeyRotation"]],
        ["log-retention-set", ["retentionInDays"]],
        ["bucket-public-access-blocked", ["blockPublicPolicy"]],
        [
          "load-balancer-header-handling",
          ["dropInvalidHeaderFields", "desyncMitigationMode"].sort(),
        ],
        ["cluster-container-insights", ["settings"]],
      ].map(([name, properties]) => [name, properties]),
    );
  });

  it("keeps an accepted violation out, and says so", async () => {
    exemptions(entry("bucket-versioned", "aws:s3/bucket:Bucket::files"));
    const result = await run(without("files-versioning"), { configOverrides: today });
    assert.deepEqual(said(result), [
      setClock,
      "exemptions-used: files: bucket-versioned is exempt until 2027-06-30: copied elsewhere (platform, OPS-1).",
    ]);
  });

  it("reports exemptions that are expired, unmatched, unneeded, unknown, or too broad", async () => {
    exemptions(
      [
        "exemptions:",
        item("bucket-versioned", "aws:s3/bucket:Bucket::files", "2026-11-01"),
        item("bucket-versioned", "aws:s3/bucket:Bucket::nobody"),
        item("bucket-versioned", "aws:s3/bucket:Bucket::log-bucket"),
        item("bucket-versoned", "aws:s3/bucket:Bucket::files"),
        item("bucket-versioned", "aws:s3/bucket:Bucket::*"),
        item("efs-encrypted", "aws:efs/fileSystem:FileSystem::file-system"),
      ].join("\n"),
    );
    const result = await run(without("files-versioning"), { configOverrides: today });
    assert.deepEqual(said(result), [
      setClock,
      "bucket-versioned: files: does not keep versions.",
      "exemptions-valid: Exemptions: entry 1: expired on 2026-11-01.",
      "exemptions-valid: Exemptions: entry 4: no rule has that name; the nearest is bucket-versioned.",
      "exemptions-valid: Exemptions: entry 5: urn is too broad: it must write out the resource's name.",
      "exemptions-valid: Exemptions: entry 6: the rule efs-encrypted allows no exemption.",
      "exemptions-valid: Exemptions: remove or correct entry 2: no resource of this stack is nobody.",
      "exemptions-valid: Exemptions: remove entry 3: bucket-versioned finds nothing wrong with log-bucket.",
    ]);
  });

  it("does not call an exemption unneeded while its rule waits", async () => {
    exemptions(
      entry("container-user-not-root", "aws:ecs/taskDefinition:TaskDefinition::definition"),
    );
    const unknownContainers = set(
      "definition",
      "containerDefinitions",
      "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    );
    const { diagnostics } = await run(unknownContainers, { configOverrides: today });
    assert.deepEqual(
      diagnostics.map(({ policyName }) => policyName),
      ["pack-settings", "deferred-checks"],
    );
  });

  it("excuses one container of a task and not its neighbours", async () => {
    const root = "container-user-not-root";
    const definition = "aws:ecs/taskDefinition:TaskDefinition::definition";
    const router = { name: "router", image: "router:1", user: "0" };
    const twoRoots = all(
      set("definition", "containerDefinitions.json.0.user", "root"),
      set("definition", "containerDefinitions.json.1", router),
    );
    const about = async (...policies: readonly string[]): Promise<string[]> =>
      said(await run(twoRoots, { configOverrides: today })).filter((line) =>
        policies.some((policy) => line.startsWith(policy)),
      );
    exemptions(`exemptions:\n${item(root, definition)}\n    container: router\n`);
    assert.deepEqual(await about(root, "exemptions-"), [
      "container-user-not-root: definition: runs a container as root (containerDefinitions[0].user).",
      "exemptions-used: definition: container-user-not-root is exempt for container router until 2027-06-30: copied elsewhere (platform, OPS-1).",
    ]);
    exemptions(entry(root, definition));
    assert.deepEqual(await about(root, "exemptions-valid"), [
      "exemptions-valid: Exemptions: entry 1 is too broad: it excuses the containers router, web; write one entry for each, with its name as container.",
    ]);
  });

  it("says what became of exemptions when the project was renamed", async () => {
    exemptions(
      entry("bucket-versioned", "aws:s3/bucket:Bucket::files").replace("::shop::", "::store::"),
    );
    const result = await run(without("files-versioning"), { configOverrides: today });
    assert.deepEqual(said(result), [
      setClock,
      "bucket-versioned: files: does not keep versions.",
      "exemptions-used: files: entry 1 does not excuse bucket-versioned: it is for the project store, this is shop. If the project was renamed, rename it in the entry.",
    ]);
  });

  it("misses an exemption file that the configuration names", async () => {
    const result = await run((graph) => graph, {
      configOverrides: { "pack-settings": { exemptionsFile: "elsewhere.yaml" } },
    });
    assert.deepEqual(said(result), [
      "exemptions-valid: Exemptions: the configured file does not exist.",
    ]);
  });

  it("says in its own process what it says here, of findings, settings, waits and exemptions of every kind", async () => {
    const unversioned = "aws:s3/bucket:Bucket::files";
    exemptions(
      [
        "exemptions:",
        item("bucket-versioned", unversioned),
        item("bucket-versioned", unversioned, "2026-11-01"),
        item("bucket-versioned", unversioned).replace("::shop::", "::store::"),
        item("bucket-versioned", "aws:s3/bucket:Bucket::nobody"),
        item("bucket-versioned", "aws:s3/bucket:Bucket::log-bucket"),
        item("bucket-versioned", "aws:s3/bucket:Bucket::*"),
        item("efs-encrypted", "aws:efs/fileSystem:FileSystem::file-system"),
        item("container-user-not-root", "aws:ecs/taskDefinition:TaskDefinition::definition"),
        "    container: web",
      ].join("\n"),
    );
    const change = all(
      without("files-versioning"),
      set("definition", "containerDefinitions.json.0.user", "root"),
      set("service", "networkConfiguration.assignPublicIp", true),
      set("repository-policy", "policy.json.Statement.0.Principal.AWS", "444455556666"),
      set("balancer", "subnets", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"),
    );
    const settings = { ...today["pack-settings"], trustedAccounts: ["444455556666"] };
    const { diagnostics } = await runBoth(change, {
      configOverrides: { "pack-settings": settings },
    });
    assert.deepEqual(
      [...new Set(diagnostics.map(({ policyName }) => policyName))],
      [
        "service-no-public-ip",
        "pack-settings",
        "exemptions-valid",
        "exemptions-used",
        "deferred-checks",
      ],
    );
  });

  function item(rule: string, resource: string, expires = "2027-06-30"): string {
    return [
      `  - rule: ${rule}`,
      `    urn: "urn:pulumi:dev::shop::*${resource}"`,
      "    reason: copied elsewhere",
      "    owner: platform",
      `    expires: ${expires}`,
      "    ticket: OPS-1",
    ].join("\n");
  }
  function entry(rule: string, resource: string): string {
    return `exemptions:\n${item(rule, resource)}\n`;
  }
});

describe("The level files", () => {
  const validate = new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync(join(packDir, "config", "schema.json"), "utf8")),
  );

  for (const environment of ["test", "production"]) {
    it(`of ${environment} keep to the schema`, () => {
      const levels: unknown = JSON.parse(
        readFileSync(join(packDir, "config", `${environment}.json`), "utf8"),
      );
      validate(levels);
      assert.deepEqual(validate.errors ?? [], []);
    });
  }

  it("may not misspell a rule or an option, nor leave an option's range", () => {
    for (const levels of [
      { "efs-encrypt": "mandatory" },
      { "efs-encrypted": "compulsory" },
      { "log-retention-set": { minimumDay: 365 } },
      { "log-retention-set": { minimumDays: 0 } },
      { "tls-policy-modern": { allowedPrefixes: ["TLS"] } },
    ]) {
      assert.equal(validate(levels), false, JSON.stringify(levels));
    }
  });
});

/** The promise to a reviewer: each of these stops a preview, at the line that decides it. */
describe("A change that weakens production", () => {
  const stackFile = "Pulumi.production.yaml";
  const loaded = loadStackFile(join(root, stackFile), { displayName: stackFile });
  if ("problems" in loaded) assert.fail();
  const locate = locator(loaded);

  type Weakening = (resources: readonly PackResource[]) => PackResource[];
  const changed =
    (type: string, change: (resource: PackResource) => PackResource | undefined): Weakening =>
    (resources) =>
      resources.flatMap((one) => (one.type === type ? (change(one) ?? []) : [one]));
  const put = (path: Path, value: Parameters<typeof bagWithPlace>[2]) => (one: PackResource) => ({
    ...one,
    properties: bagWithPlace(one.properties, path, value),
    ...(one.outputs === undefined ? {} : { outputs: bagWithPlace(one.outputs, path, value) }),
  });

  const cases: readonly {
    readonly title: string;
    readonly weaken: Weakening;
    readonly policy: string;
    readonly yamlPath: string;
  }[] = [
    {
      title: "a public service",
      weaken: changed(
        "aws:ecs/service:Service",
        put(["networkConfiguration", "assignPublicIp"], true),
      ),
      policy: "service-no-public-ip",
      yamlPath: "drydock:services.web",
    },
    {
      title: "a wider role",
      weaken: changed("aws:iam/rolePolicy:RolePolicy", (one) =>
        one.name === "web-execution"
          ? put(["policy", "json", "Statement", 0, "Action"], "*")(one)
          : one,
      ),
      policy: "no-wildcard-grants",
      yamlPath: "drydock:services.web",
    },
    {
      title: "a missing endpoint",
      weaken: changed("aws:ec2/vpcEndpoint:VpcEndpoint", (one) =>
        one.name.endsWith("logs") ? undefined : one,
      ),
      policy: "private-service-has-endpoints",
      yamlPath: "drydock:network",
    },
    {
      title: "files without encryption",
      weaken: changed("aws:efs/fileSystem:FileSystem", put(["encrypted"], false)),
      policy: "efs-encrypted",
      yamlPath: "drydock:fileSystems.shared",
    },
    {
      title: "logs without retention",
      weaken: changed("aws:cloudwatch/logGroup:LogGroup", put(["retentionInDays"], undefined)),
      policy: "log-retention-set",
      yamlPath: "config",
    },
  ];

  const production = (resources: readonly PackResource[]): PolicyPackRequest => ({
    packDir,
    configFile: join(packDir, "config", "production.json"),
    programDir: root,
    project: "drydock",
    stack: "production",
    preview: false,
    resources,
  });

  // All of them in one run; that the pack's own process says the same is shown above.
  let findings: ReturnType<typeof attachLocations> = [];
  before(async () => {
    const resources = cases.reduce<readonly PackResource[]>(
      (weakened, { weaken }) => weaken(weakened),
      await environmentResources("production", false),
    );
    const { diagnostics, policies } = await evaluatePolicies(production(resources));
    findings = attachLocations({ diagnostics, policies, resources, locate });
  });

  for (const { title, policy, yamlPath } of cases) {
    it(`is stopped: ${title}`, () => {
      const [finding] = findings.filter(
        (one) => one.policyName === policy && one.enforcementLevel === "mandatory",
      );
      assert.ok(finding !== undefined, "no mandatory finding");
      assert.equal(finding.location?.yamlPath ?? "", yamlPath);
    });
  }

  it("finds nothing mandatory in production as it is", async () => {
    const resources = await environmentResources("production", false);
    const { diagnostics } = await evaluatePolicies(production(resources));
    assert.deepEqual(
      diagnostics.filter((one) => one.enforcementLevel === "mandatory"),
      [],
    );
  });
});
