import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMap } from "drydock-components/model/check/path";
import { loadStackFile } from "../../drydock/config/loader";
import type { AccountFacts } from "../../drydock/operate/doctor/account";
import { checksOf, type Identity } from "../../drydock/operate/doctor/checks";
import { type Plugin, wantedPlugins } from "../../drydock/operate/doctor/plugins";
import { root } from "../program/run-program";
import { AwsError } from "./emulator";
import { stage } from "./stage";

function configOf(path: string) {
  const loaded = loadStackFile(join(root, path));
  return "problems" in loaded ? assert.fail(path) : loaded.config;
}

const me: Identity = { account: "111122223333", arn: "arn:aws:iam::111122223333:user/me" };

const plenty: AccountFacts = {
  zones: ["us-east-2a", "us-east-2b", "us-east-2c"],
  endpointZones: new Map(
    ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"].map((name) => [
      name,
      ["us-east-2a", "us-east-2b"],
    ]),
  ),
  vcpus: { onDemand: 100, spot: 100 },
};

const good: Readonly<Record<string, string>> = {
  node: "v24.1.0",
  "pulumi version": "v3.259.0",
  "pulumi plugin": JSON.stringify([
    { name: "aws", kind: "resource", version: "7.48.0" },
    { name: "docker-build", kind: "resource", version: "0.0.22" },
    { name: "nodejs", kind: "language" },
  ]),
  "pulumi whoami": '{ "user": "me", "url": "https://app.pulumi.com/me" }',
  docker: "28.0.1",
  "session-manager-plugin": "1.2.3",
};

const wanted: readonly Plugin[] = [
  { name: "aws", version: "7.48.0" },
  { name: "docker-build", version: "0.0.22" },
];

/** The failed checks, and all of them by their first word. */
async function examined(
  programs: Readonly<Record<string, string | undefined>> = {},
  more: {
    readonly path?: string;
    readonly identity?: Identity;
    readonly account?: string;
    readonly facts?: AccountFacts;
    readonly plugins?: readonly Plugin[] | undefined;
  } = {},
) {
  const { path = "Pulumi.test.yaml", identity = me, account, facts = plenty } = more;
  const plugins = "plugins" in more ? more.plugins : wanted;
  const config = configOf(path);
  const all = { ...good, ...programs };
  const checks = await checksOf(account === undefined ? config : { ...config, account }, {
    run: (command, ...[first = ""]) => Promise.resolve(all[`${command} ${first}`] ?? all[command]),
    identity: () => Promise.resolve(identity),
    account: () => Promise.resolve(facts),
    plugins,
    shell: {},
  });
  const words = checks.map(({ what }) => what.split(/[ ,]/, 1)[0]);
  return { words, failed: checks.filter(({ ok }) => !ok) };
}

describe("drydock doctor", () => {
  it("asks for what this environment needs, and finds all of it", async () => {
    const { words, failed } = await examined();
    assert.deepEqual(words, [
      ...["Node.js", "Pulumi", "Pulumi's", "place", "Docker", "Session", "AWS"],
      ...["VPC", "quota"],
    ]);
    assert.deepEqual(failed, []);
  });

  it("asks for no Docker where nothing is built, and no plugin without shells", async () => {
    const { words } = await examined({}, { path: "examples/worker-fleet/Pulumi.example.yaml" });
    assert.deepEqual(words, [
      ...["Node.js", "Pulumi", "Pulumi's", "place", "AWS", "VPC", "quota", "quota"],
    ]);
  });

  const missing: readonly (readonly [
    Readonly<Record<string, string | undefined>>,
    string,
    RegExp,
  ])[] = [
    [{ node: "v20.19.0" }, "v20.19.0, older than 22.0.0", /Install Node\.js 22 or later/],
    [{ "pulumi version": "v3.244.0" }, "v3.244.0, older than 3.245.0", /download-install/],
    [{ "pulumi version": undefined }, "not on your PATH", /download-install/],
    [{ "pulumi whoami": undefined }, "not signed in", /pulumi login/],
    [
      { "pulumi whoami": '{"url":"s3://state"}' },
      "s3://state, without a passphrase",
      /PULUMI_CONFIG_PASSPHRASE/,
    ],
    [{ docker: undefined }, "no daemon answers", /Start Docker/],
    [{ "session-manager-plugin": undefined }, "not on your PATH", /install-plugin/],
  ];
  for (const [programs, found, fix] of missing) {
    it(`has a fix for ${Object.keys(programs).join(" ")}: ${found}`, async () => {
      const { failed } = await examined(programs);
      assert.equal(failed.length, 1);
      assert.equal(failed[0]?.found, found);
      assert.match(failed[0].fix ?? "", fix);
    });
  }

  it("has a fix for provider plugins that are missing, or of another version", async () => {
    const { failed } = await examined({
      "pulumi plugin": JSON.stringify([
        { name: "aws", kind: "resource", version: "7.47.0" },
        { name: "aws", kind: "analyzer", version: "7.48.0" },
      ]),
    });
    assert.deepEqual(failed, [
      {
        what: "Pulumi's provider plugins",
        ok: false,
        found: "without aws v7.48.0, docker-build v0.0.22",
        fix:
          "The update downloads them where it reaches the internet, or run " +
          "pulumi plugin install resource aws v7.48.0; pulumi plugin install resource docker-build v0.0.22",
      },
    ]);
  });

  it("does not ask for plugins without the CLI, and asks for packages where none is installed", async () => {
    const { words } = await examined({ "pulumi plugin": undefined });
    assert.ok(!words.includes("Pulumi's"));
    const { failed } = await examined({}, { plugins: undefined });
    assert.equal(failed[0]?.fix, "Run npm ci in the repository.");
  });

  describe("looking for plugins", () => {
    let folder = "";
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "doctor-"));
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });
    const install = (name: string, content: object) => {
      const at = join(folder, "node_modules", name);
      mkdirSync(at, { recursive: true });
      writeFileSync(join(at, "package.json"), JSON.stringify(content));
    };

    it("takes those of the packages around a folder, each once, in the version of the package by default", () => {
      install("@pulumi/aws", {
        version: "7.48.0",
        pulumi: { resource: true, name: "aws", version: "7.48.1" },
      });
      install("@pulumi/docker", { version: "5.2.0", pulumi: { resource: true, name: "docker" } });
      install("docker-classic", { version: "5.2.0", pulumi: { resource: true, name: "docker" } });
      install("@pulumi/pulumi", { version: "3.270.0" });
      install("@pulumi/policy", { version: "1.0.0", pulumi: { resource: false, name: "policy" } });
      mkdirSync(join(folder, "node_modules", ".bin"));
      const inside = join(folder, "bootstrap");
      mkdirSync(inside);
      assert.deepEqual(wantedPlugins(inside), [
        { name: "aws", version: "7.48.1" },
        { name: "docker", version: "5.2.0" },
      ]);
    });

    it("finds none where no package is installed", () => {
      assert.equal(wantedPlugins(folder), undefined);
    });
  });

  it("has a fix for credentials that are missing, or of another account", async () => {
    const none = await examined({}, { identity: { problem: "no credentials" } });
    assert.match(none.failed[0]?.fix ?? "", /Sign in/);
    const other = await examined({}, { account: "444455556666" });
    assert.equal(
      other.failed[0]?.fix,
      "The stack file is for 444455556666 (drydock:account): sign in to that account.",
    );
    assert.deepEqual((await examined({}, { account: "111122223333" })).failed, []);
  });

  it("asks nothing of an account that the stack file is not for", async () => {
    const { words } = await examined({}, { account: "444455556666" });
    assert.equal(words.at(-1), "AWS");
  });

  it("has a fix for an endpoint that a zone of the network lacks", async () => {
    const endpointZones = new Map([...plenty.endpointZones, ["logs", ["us-east-2b"]]]);
    const { failed } = await examined({}, { facts: { ...plenty, endpointZones } });
    assert.deepEqual(failed, [
      {
        what: "VPC endpoints in the zones of the network",
        ok: false,
        found: "AWS does not offer logs (us-east-2a)",
        fix: "Lower drydock:network.endpointZones, or set drydock:network.natGateways, so that tasks need no endpoints.",
      },
    ]);
  });

  it("has a fix for a quota of vCPUs that a deployment exceeds", async () => {
    // 4 tasks of 0.25 vCPU, twice as many during a deployment.
    const few = (onDemand: number) => ({ ...plenty, vcpus: { onDemand, spot: 0 } });
    assert.deepEqual((await examined({}, { facts: few(2) })).failed, []);
    const { failed } = await examined({}, { facts: few(1) });
    assert.equal(failed.length, 1);
    assert.equal(failed[0]?.found, "1; this environment takes 2 at the most, during deployments");
    assert.match(failed[0].fix ?? "", /^Ask for more: .*, or lower scaling\.max or cpu\.$/);
  });
});

/** What programs there are on this machine, these tests do not ask for. */
describe("drydock doctor, asking AWS", () => {
  const live = stage();

  it("reads zones and quotas with the caller's rights", async () => {
    live.emulator.answers = {
      DescribeAvailabilityZones: {
        AvailabilityZones: [{ ZoneName: "us-east-2b" }, { ZoneName: "us-east-2a" }],
      },
      DescribeVpcEndpointServices: {
        ServiceDetails: ["ecr.api", "ecr.dkr", "logs", "secretsmanager"].map((name) => ({
          ServiceName: `com.amazonaws.us-east-2.${name}`,
          AvailabilityZones: name === "logs" ? ["us-east-2b"] : ["us-east-2a", "us-east-2b"],
        })),
      },
      GetServiceQuota: ({ QuotaCode }) => ({
        Quota: { Value: QuotaCode === "L-3032A538" ? 0.25 : 0 },
      }),
    };
    const { out } = await live.run(["doctor"]);
    assert.match(out, /missing {2}VPC endpoints .*: AWS does not offer logs \(us-east-2a\)/);
    assert.match(out, /missing {2}quota of vCPUs on Fargate, on demand: 0\.25; /);
    assert.doesNotMatch(out, /on Spot/);
    assert.deepEqual(
      live
        .asked("GetServiceQuota")
        .map((one) => (isMap(one) ? one["QuotaCode"] : undefined))
        .sort(),
      ["L-3032A538", "L-36FBB829"],
    );
  });

  it("goes on where these credentials may not read them", async () => {
    const refusal = new AwsError(
      "UnauthorizedOperation",
      "You are not authorized to perform: ec2:DescribeAvailabilityZones",
    );
    live.emulator.answers = {
      DescribeAvailabilityZones: refusal,
      DescribeVpcEndpointServices: refusal,
      GetServiceQuota: refusal,
    };
    const { out } = await live.run(["doctor"]);
    assert.match(
      out,
      /ok {7}quotas and zones: not known: AWS refuses the call: these credentials lack the right ec2:DescribeAvailabilityZones\./,
    );
  });
});
