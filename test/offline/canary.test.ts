import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import picocolors from "picocolors";
import { parse, stringify } from "yaml";
import { bundled } from "../../drydock/diagram/bundle";
import { diagramOf } from "../../drydock/diagram/from-capture";
import { layoutOf } from "../../drydock/diagram/layout";
import { mermaidText } from "../../drydock/diagram/mermaid";
import { svgText } from "../../drydock/diagram/svg";
import type { Capture } from "../../drydock/offline/capture/types";
import { CloudStore } from "../../drydock/offline/cloud/store";
import { describeCloud } from "../../drydock/offline/engine/describe";
import { jsonText } from "../../drydock/offline/preview/render/json";
import { markdownText } from "../../drydock/offline/preview/render/markdown";
import { terminalText } from "../../drydock/offline/preview/render/terminal";
import { toJUnit } from "../../drydock/offline/report/junit";
import { toSarif } from "../../drydock/offline/report/sarif";
import { root, runProgram } from "../program/run-program";
import { TemporaryEnvironment } from "./support/environment";

/** Places of texts that are values of a program: names and hashes of them are shown, never the text. */
const values: readonly RegExp[] = [
  /^services\.\w+\.(sidecars\.\w+\.)?(environment\.\w+|command|entryPoint)$/,
  /^services\.\w+\.healthCheck\.command$/,
  /^jobs\.\w+\.(environment\.\w+|command|entryPoint)$/,
  /^services\.\w+\.image\.build\.args\.\w+$/,
  /^secrets\.\w+\.versions\.\w+\.secure$/,
];

/** Places of texts that say what is created, for whom and where. A new text key belongs here or to the values. */
const shown: readonly string[] = [
  "account",
  "alerts.email",
  "alerts.slack.channelId",
  "alerts.slack.workspaceId",
  "alerts.topicArn",
  "aws:assumeRoles.roleArn",
  "aws:assumeRoles.sessionName",
  "aws:profile",
  "aws:region",
  "cluster.containerInsights",
  "databases.cache.cidr",
  "databases.cache.engine",
  "databases.cache.host",
  "databases.ledger.databaseName",
  "databases.ledger.engine",
  "databases.ledger.host",
  "databases.ledger.iamUserArn",
  "databases.ledger.secret",
  "databases.ledger.secretKeys",
  "databases.ledger.securityGroupId",
  "fileSystems.shared.throughputMode",
  "ingress.allowedCidrs",
  "ingress.certificateArn",
  "ingress.domain",
  "ingress.hostedZoneId",
  "ingress.moreDomains.certificateArn",
  "ingress.moreDomains.domain",
  "ingress.moreDomains.hostedZoneId",
  "ingress.redirects.www.hosts",
  "ingress.redirects.www.toHost",
  "ingress.redirects.www.toPath",
  "ingress.responses.robots.body",
  "ingress.responses.robots.format",
  "ingress.responses.robots.paths",
  "ingress.webAclArn",
  "jobs.migrate.from",
  "jobs.migrate.runs.before",
  "jobs.report.connectsTo",
  "jobs.report.image.reference",
  "jobs.report.runs.at",
  "jobs.report.runs.overlap",
  "jobs.report.runs.timezone",
  "lifecycle",
  "loadBalancers.inside.allowedCidrs",
  "loadBalancers.inside.webAclArn",
  "loadBalancers.wires.type",
  "names.prefix",
  "names.rolePath",
  "network.cidr",
  "network.endpointBuckets",
  "network.endpoints",
  "network.natGateways",
  "retire.accessLogs.ingress",
  "retire.envFiles",
  "retire.fileSystems.shared",
  "retire.images.web",
  "retire.key",
  "retire.loadBalancers.inside",
  "retire.secrets.db",
  "secrets.db.onRotation",
  "secrets.db.rotation.lambdaArn",
  "secrets.elsewhere.arn",
  "secrets.elsewhere.kmsKeyArn",
  "secrets.elsewhere.onChange",
  "secrets.elsewhere.onRotation",
  "services.api.discovery",
  "services.api.image.reference",
  "services.web.architecture",
  "services.web.awsServices",
  "services.web.capabilities",
  "services.web.connectsTo",
  "services.web.dependsOn.proxy",
  "services.web.deployment.strategy",
  "services.web.discovery",
  "services.web.envFileUpdates",
  "services.web.envFiles",
  "services.web.image.build.context",
  "services.web.image.build.dockerfile",
  "services.web.image.build.target",
  "services.web.names.logGroup",
  "services.web.names.service",
  "services.web.names.targetGroup",
  "services.web.permissions.actions",
  "services.web.permissions.conditions.StringEquals.aws:ResourceTag/owner",
  "services.web.permissions.resources",
  "services.web.pidMode",
  "services.web.placement",
  "services.web.reaches.cidr",
  "services.web.reaches.securityGroupId",
  "services.web.route.healthCheckCodes",
  "services.web.route.healthCheckPath",
  "services.web.route.hosts",
  "services.web.route.loadBalancer",
  "services.web.route.paths",
  "services.web.route.protocolVersion",
  "services.web.route.signIn.oidc.authorizationEndpoint",
  "services.web.route.signIn.oidc.clientId",
  "services.web.route.signIn.oidc.clientSecret.key",
  "services.web.route.signIn.oidc.clientSecret.secret",
  "services.web.route.signIn.oidc.issuer",
  "services.web.route.signIn.oidc.tokenEndpoint",
  "services.web.route.signIn.oidc.userInfoEndpoint",
  "services.web.route.signIn.scope",
  "services.web.route.signIn.sessionCookieName",
  "services.web.route.signIn.unauthenticated",
  "services.web.scaling.metrics.queue.dimensions.Queue",
  "services.web.scaling.metrics.queue.metricName",
  "services.web.scaling.metrics.queue.namespace",
  "services.web.scaling.schedules.day.at",
  "services.web.scaling.schedules.day.timezone",
  "services.web.scaling.steps.burst.metricName",
  "services.web.scaling.steps.burst.namespace",
  "services.web.scratch",
  "services.web.secrets.DB.secret",
  "services.web.secrets.DB_BEFORE.secret",
  "services.web.secrets.DB_BEFORE.stage",
  "services.web.secrets.DB_USER.key",
  "services.web.secrets.DB_USER.secret",
  "services.web.secrets.ELSE.secret",
  "services.web.secrets.ELSE.versionId",
  "services.web.secrets.PARAMETER.onChange",
  "services.web.secrets.PARAMETER.parameterArn",
  "services.web.sends",
  "services.web.sidecars.init.image.credentialsSecret",
  "services.web.sidecars.init.image.reference",
  "services.web.sidecars.proxy.dependsOn.init",
  "services.web.sidecars.proxy.image.reference",
  "services.web.systemControls.net.core.somaxconn",
  "services.web.user",
  "services.web.volumes.data.directory",
  "services.web.volumes.data.fileSystem",
  "services.web.volumes.data.mountPath",
  "services.web.workingDirectory",
  "tags.owner",
];

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Copies a tree with each text replaced, told its place: keys without positions. */
function mapTexts(
  value: unknown,
  change: (text: string, place: string) => string,
  place = "",
): unknown {
  if (typeof value === "string") return change(value, place);
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, change, place));
  if (!isMap(value)) return value;
  const below = (key: string): string =>
    place === "" ? key.replace(/^drydock:/, "") : `${place}.${key}`;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapTexts(item, change, below(key))]),
  );
}

const whole = (): unknown => {
  const document: unknown = parse(readFileSync(join(root, "test/config/whole.yaml"), "utf8"));
  return isMap(document) ? document["config"] : undefined;
};

/** What `sandbox describe` prints of a cloud in which all of a program was created. */
function described({ resources }: Capture, folder: string): string {
  const file = join(folder, "cloud.jsonl");
  const store = new CloudStore(file);
  for (const { urn, type, name, custom, inputs, outputs } of resources) {
    if (!custom) continue;
    const id = typeof outputs["id"] === "string" ? outputs["id"] : name;
    const place = { urn, type, name, id, region: "us-east-2", generation: 0 };
    store.put({ ...place, inputs, state: outputs });
  }
  return describeCloud({ cloudFile: file });
}

describe("values of a program", () => {
  const isValue = (place: string): boolean => values.some((pattern) => pattern.test(place));

  it("are told apart from names for every text of a stack file", () => {
    const places = new Set<string>();
    mapTexts(whole(), (text, place) => {
      if (!isValue(place)) places.add(place);
      return text;
    });
    assert.deepEqual([...places].sort(), shown);
  });

  it("appear in no output, from no place of a stack file or an environment file", async () => {
    const planted: string[] = [];
    const plant = (): string => {
      const canary = `canary${planted.length}canary`;
      planted.push(canary);
      return canary;
    };
    const config = mapTexts(whole(), (text, place) => {
      if (!isValue(place)) return text;
      if (!place.endsWith(".secure")) return plant();
      return `v1:AAAAAAAAAAAAAAAA:${Buffer.from(plant()).toString("base64")}`;
    });
    const environment = new TemporaryEnvironment("test");
    environment.write(environment.stackFile, stringify({ config }));
    environment.write("env/test.env", `NAME=${plant()}\n# ${plant()}\n`);
    environment.write("app/Dockerfile", "FROM scratch AS run\n");
    assert.ok(planted.length >= 10);

    const outputs = new Map<string, string>();
    const look = { colors: picocolors.createColors(false), tree: true };
    const collect = async (run: string, options: { readonly accept: boolean }): Promise<void> => {
      const preview = await environment.preview({ ...options, rulesFrom: root });
      assert.ok(preview.policies.length > 0 && preview.policyProblem === undefined);
      outputs.set(`${run}: terminal`, terminalText([preview], [], look));
      outputs.set(`${run}: comment`, markdownText([preview], []));
      outputs.set(`${run}: JSON`, jsonText([preview], []));
      outputs.set(`${run}: SARIF`, toSarif(preview.policies));
      outputs.set(`${run}: JUnit`, toJUnit(preview.policies));
      outputs.set(`${run}: baseline`, environment.read("baseline.json"));
    };
    await collect("accepted", { accept: true });
    const { capture } = await runProgram(join(environment.root, environment.stackFile), false);
    const diagram = bundled(diagramOf(capture));
    outputs.set("the picture", svgText(await layoutOf(diagram), diagram.title));
    outputs.set("the picture as Mermaid", mermaidText(diagram));
    outputs.set("the sandbox's description", described(capture, environment.root));
    const changed = mapTexts(config, (text, place) =>
      isValue(place) && !place.endsWith(".secure") ? `${text}${plant()}` : text,
    );
    environment.write(environment.stackFile, stringify({ config: changed }));
    environment.write("env/test.env", `NAME=${plant()}\n`);
    await collect("changed", { accept: false });
    environment.remove();

    assert.match(outputs.get("the picture") ?? "", />web</);
    const description = stripVTControlCharacters(outputs.get("the sandbox's description") ?? "");
    assert.match(description, /Task definitions \(\d+\)/);
    assert.match(outputs.get("changed: terminal") ?? "", /environment\.LOG_LEVEL: "hash:/);
    for (const [output, text] of outputs) {
      const found = planted.filter(
        (canary) => text.includes(canary) || text.includes(Buffer.from(canary).toString("base64")),
      );
      assert.deepEqual(found, [], output);
    }
  });
});
