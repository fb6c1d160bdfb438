/** Summary of the whole environment. */
import { portOf } from "drydock-components/model/databases";
import { defaultLoadBalancer } from "drydock-components/model/ingress";
import type { Contract } from "drydock-components/model/platform";
import type {
  LoadedStack,
  NamedLoadBalancer,
  Retired,
  SecretConfig,
  StackConfig,
} from "../../../config";
import { loadBalancersOf, plannedEndpoints, retiredOf } from "../../../config";
import type { Fact } from "./types";
import { count, list } from "../../words";

/** The facts of an environment, in reading order. */
export function environmentFacts({ config, contract }: LoadedStack): Fact[] {
  const balancers = loadBalancersOf(config);
  const ingress = balancers.find(({ name }) => name === defaultLoadBalancer);
  const others = balancers.filter((balancer) => balancer !== ingress);
  return [
    ...optional("platform", contract === undefined ? [] : [platform(contract)]),
    { label: "network", lines: [network(config)] },
    { label: "endpoints", lines: endpoints(config) },
    { label: "key", lines: [key(config)] },
    { label: "cluster", lines: [cluster(config)] },
    { label: "ingress", lines: [ingress === undefined ? "none" : loadBalancer(ingress)] },
    ...optional(
      "load balancers",
      others.map((balancer) => `${balancer.name}: ${loadBalancer(balancer)}`),
    ),
    ...optional("alerts", alerts(config)),
    ...optional("file systems", fileSystems(config.fileSystems)),
    ...optional("secrets", secrets(config.secrets)),
    ...optional("queues", queues(config.queues)),
    ...optional("databases", databases(config.databases)),
    ...optional("retired", retiredOf(config).map(retired)),
  ];
}

const optional = (label: string, lines: readonly string[]): Fact[] =>
  lines.length === 0 ? [] : [{ label, lines }];

function retired({ kind, name, choice }: Retired): string {
  const what = kind === name ? kind : `${kind}: ${name}`;
  return choice === "keep"
    ? `${what}, not protected; stays in AWS when it is removed`
    : `${what}, not protected; deleted when it is removed`;
}

function platform({ platform: name, owner, hosts }: Contract): string {
  return [name, `of ${owner}`, ...(hosts.length === 0 ? [] : [`hosts ${list(hosts)}`])].join(", ");
}

const natWords = {
  none: "no NAT gateway",
  single: "one NAT gateway",
  perZone: "a NAT gateway in each zone",
};

function network({ network: settings, existing, logs }: StackConfig): string {
  const vpc = existing.network;
  if (vpc !== undefined) {
    return [
      `${vpc.vpcId}, which exists`,
      vpc.cidr,
      count(vpc.privateSubnetIds.length, "private subnet"),
      vpc.internet === "nat" ? "a way to the internet" : "no way to the internet",
    ].join(", ");
  }
  const flowLogs = settings.flowLogs ? "flow logs" : "no flow logs";
  return [
    settings.cidr,
    count(settings.availabilityZones, "zone"),
    natWords[settings.natGateways],
    flowLogs,
    `logs kept ${count(logs.retentionDays, "day")}`,
  ].join(", ");
}

/** Groups endpoints by cause. */
function endpoints(config: StackConfig): string[] {
  const { network: vpc } = config.existing;
  if (vpc !== undefined) {
    return [vpc.endpoints.length === 0 ? "none" : `${vpc.endpoints.join(", ")} (exist)`];
  }
  const zones = config.network.endpointZones ?? config.network.availabilityZones;
  const groups = Map.groupBy(
    plannedEndpoints(config),
    ({ kind, causes }) =>
      `${kind === "gateway" ? "free" : count(zones, "zone")}, for ${list(causes)}`,
  );
  const lines = [...groups].map(
    ([group, all]) => `${all.map(({ service }) => service).join(", ")} (${group})`,
  );
  return lines.length === 0 ? ["none"] : lines;
}

function key({ encryption, existing }: StackConfig): string {
  if (existing.kmsKeyArn !== undefined) return `${existing.kmsKeyArn}, which exists`;
  return encryption.customerKey
    ? `one customer-managed key; deleted only after ${count(encryption.deletionWindowDays, "day")}`
    : "keys that AWS owns or manages";
}

function cluster({ cluster: settings, existing }: StackConfig): string {
  if (existing.cluster !== undefined) return `${existing.cluster.arn}, which exists`;
  return settings.containerInsights === "disabled"
    ? "no Container Insights"
    : `Container Insights ${settings.containerInsights}`;
}

function loadBalancer({ settings, existing }: NamedLoadBalancer): string {
  if (settings === undefined) return `${existing?.url ?? ""}, which exists`;
  const everyone = settings.allowedCidrs.includes("0.0.0.0/0");
  return [
    settings.type === "network"
      ? `network load balancer${settings.domain === undefined ? "" : ` ${settings.domain}`}`
      : settings.domain === undefined
        ? `HTTP${settings.certificateArn === undefined ? "" : "S"} on the load balancer's name`
        : `HTTPS on ${settings.domain}, HTTP redirected`,
    settings.internal ? "only inside the VPC" : "public",
    everyone ? "open to everyone" : `open to ${list(settings.allowedCidrs)}`,
    settings.accessLogs ? "access logs" : "no access logs",
    ...(settings.webAclArn === undefined ? [] : ["behind a web ACL"]),
  ].join(", ");
}

function alerts({ alerts: settings }: StackConfig): string[] {
  if (settings === undefined) return [];
  const { email, slack, topicArn } = settings;
  const told = [
    ...email,
    ...(slack === undefined ? [] : [`the Slack channel ${slack.channelId}`]),
    ...(topicArn === undefined ? [] : [`${topicArn}, which exists`]),
  ];
  return [`${list(told)}; a dashboard and saved queries`];
}

function fileSystems(all: StackConfig["fileSystems"]): string[] {
  return Object.entries(all).map(
    ([name, settings]) =>
      `${name}: ${settings.throughputMode}, ${settings.backup ? "backed up daily" : "no backup"}`,
  );
}

function secrets(all: StackConfig["secrets"]): string[] {
  return Object.entries(all).map(([name, secret]) => {
    if ("arn" in secret) return [`${name}: managed elsewhere`, ...reactions(secret)].join(", ");
    const { versions, rotation } = secret;
    const keys = Object.keys(versions.at(-1) ?? {});
    return [
      `${name}: ${count(versions.length, "version")}, the current one holds ${list(keys)}`,
      ...(rotation === undefined ? [] : [`rotated every ${count(rotation.days, "day")}`]),
      ...reactions(secret),
    ].join(", ");
  });
}

function reactions(secret: SecretConfig): string[] {
  if (secret.onRotation === "redeploy") return ["a rotation rolls the services that read it"];
  const asked = "arn" in secret && secret.onChange === "redeploy";
  return asked ? ["another version rolls the services that read it"] : [];
}

function queues(all: StackConfig["queues"]): string[] {
  return Object.entries(all).map(
    ([name, { fifo, visibilitySeconds, maxReceives, retentionDays }]) =>
      `${name}: ${fifo ? "in order by group (FIFO), " : ""}a message is hidden for ${count(visibilitySeconds, "second")}, dead after ${count(maxReceives, "receipt")}, ` +
      `kept ${count(retentionDays, "day")}`,
  );
}

function databases(all: StackConfig["databases"]): string[] {
  return Object.entries(all).map(([name, database]) => {
    const { engine, host, maxConnections } = database;
    const most =
      maxConnections === undefined ? "" : `, at most ${count(maxConnections, "connection")}`;
    return `${name}: ${engine} at ${host}:${portOf(database)}, which exists${most}`;
  });
}
