/** One service in the user's words. Values of variables are never shown, only their names. */
import {
  type LoadedStack,
  needsRoute,
  type ScalingConfig,
  type SecretReference,
  type ServiceConfig,
  type SidecarConfig,
  type StackConfig,
  type TaskConfig,
} from "../../../config";
import { isOfRequests } from "drydock-components/model/network-route";
import { healthCheckOf } from "drydock-components/model/route";
import { isUntried } from "drydock-components/model/image-needs";
import { strategyWords } from "drydock-components/model/deployment-rules";
import { isRoot } from "drydock-components/model/privileges";
import { messagesPerTask } from "drydock-components/model/queues";
import type { SignIn } from "drydock-components/model/sign-in";
import { presentAlarms } from "drydock-components/model/alarms";
import { deployments } from "./deployment";
import { containersOf } from "../../../program";
import type { Fact, WorkloadSummary } from "./types";
import { bytes, count, list } from "../../words";

/** The facts of a service, without those that do not apply; its alarms where somebody is told of them. */
function serviceSummary(
  name: string,
  service: ServiceConfig,
  config: StackConfig,
): WorkloadSummary {
  const { head, reads } = taskFacts(name, service, config);
  return summaryOf(name, [
    ...head,
    { label: "tasks", lines: [tasks(service), ...scaling(service.scaling), ...endless(service)] },
    { label: "deploys", lines: deployments(service) },
    { label: "route", lines: route(service) },
    ...reads,
    { label: "access", lines: [access(service)] },
    { label: "permissions", lines: permissions(service) },
    ...(config.alerts === undefined ? [] : [{ label: "alarms", lines: alarms(service) }]),
  ]);
}

/** The facts that services and jobs have in common. */
export function taskFacts(
  name: string,
  task: TaskConfig,
  config: StackConfig,
): Record<"head" | "reads", Fact[]> {
  return {
    head: [
      { label: "size", lines: [size(task)] },
      { label: "image", lines: images(name, task) },
      { label: "runs as", lines: processes(name, task) },
    ],
    reads: [
      { label: "variables", lines: variables(name, task) },
      { label: "secrets", lines: secrets(name, task) },
      { label: "volumes", lines: volumes(name, task) },
      { label: "queues", lines: queues(task) },
      { label: "reaches", lines: others(task, config) },
    ],
  };
}

/** Leaves out facts without a line. */
export const summaryOf = (name: string, facts: readonly Fact[]): WorkloadSummary => ({
  name,
  facts: facts.filter(({ lines }) => lines.length > 0),
});

/** All services of a stack. */
export function serviceSummaries({ config }: LoadedStack): WorkloadSummary[] {
  return Object.entries(config.services).map(([name, service]) =>
    serviceSummary(name, service, config),
  );
}

function size(service: TaskConfig): string {
  const { cpu, memoryMiB, architecture, ephemeralStorageGiB, sidecars } = service;
  const containers = Object.keys(sidecars).length;
  return [
    `${cpu / 1024} vCPU, ${memoryMiB} MiB, ${architecture}`,
    ...(ephemeralStorageGiB === undefined ? [] : [`${ephemeralStorageGiB} GiB disk`]),
    ...(containers === 0 ? [] : [`with ${list(Object.keys(sidecars))}`]),
  ].join(", ");
}

/** The containers of a task, with the words that name those beside the main one. */
const prefixed = (name: string, task: TaskConfig) =>
  containersOf<TaskConfig, SidecarConfig>(name, task).map(({ name: own, main, container }) => ({
    prefix: main ? "" : `${own}: `,
    container,
  }));

function images(name: string, service: TaskConfig): string[] {
  return prefixed(name, service).map(({ prefix, container: { image } }) => {
    if ("build" in image) return `${prefix}built from ${image.build.context}`;
    return `${prefix}${image.reference}${image.pinDigest ? ", pinned to its digest" : ""}`;
  });
}

/** The user, the root file system and the capabilities of each container. */
function processes(name: string, service: TaskConfig): string[] {
  return prefixed(name, service).flatMap(({ prefix, container }) => {
    const { user, readonlyRootFilesystem, capabilities, tracing } = container;
    const kept = [...capabilities, ...(tracing ? ["SYS_PTRACE"] : [])];
    const root = isRoot(user) ? " (root)" : "";
    const rights = [
      `${prefix}${user}${root}`,
      `${readonlyRootFilesystem ? "read-only" : "writable"} root file system`,
      kept.length === 0 ? "no capabilities" : `capabilities ${list(kept)}`,
    ];
    return [rights.join(", "), ...trial(container)];
  });
}

/** How to see whether a public image, of whose needs nothing is known, starts with these rights. */
function trial(container: TaskConfig | SidecarConfig): string[] {
  const { image, user, readonlyRootFilesystem, capabilities } = container;
  if (!("reference" in image) || image.credentialsSecret !== undefined) return [];
  if (!isUntried(image.reference)) return [];
  const options = [
    ...(readonlyRootFilesystem ? ["--read-only"] : []),
    `--user ${user}`,
    "--cap-drop ALL",
    ...capabilities.map((name) => `--cap-add ${name}`),
  ].join(" ");
  return [`no record of this image's needs; try docker run --rm ${options} ${image.reference}`];
}

function tasks(service: ServiceConfig): string {
  const { scaling: limits, desiredCount = 1, capacity, deployment } = service;
  const { strategy = "rolling" } = deployment;
  const number =
    limits === undefined ? count(desiredCount, "task") : `${limits.min} to ${limits.max} tasks`;
  const spot = capacity.spotWeight === 0 ? "on demand" : spotWords(capacity);
  return `${number} ${spot}, ${strategyWords[strategy]} deployment with rollback`;
}

function spotWords({
  onDemandBase,
  onDemandWeight,
  spotWeight,
}: ServiceConfig["capacity"]): string {
  return `on demand:Spot ${onDemandWeight}:${spotWeight} after ${onDemandBase} on demand`;
}

type Target = number | { readonly target: number } | undefined;
const targetOf = (target: Target): number | undefined =>
  typeof target === "object" ? target.target : target;

/** A program that does its work and ends: between two schedules, ECS starts it over and over. */
function endless({ scaling: settings, containerPort }: ServiceConfig): string[] {
  const byClock = Object.keys(settings?.schedules ?? {}).length > 0;
  return byClock && settings?.min === 0 && containerPort === undefined
    ? ["a task that ends is started again until a schedule sets min to 0"]
    : [];
}

function scaling(settings: ScalingConfig | undefined): string[] {
  if (settings === undefined) return [];
  const targets: readonly (readonly [Target, (value: number) => string])[] = [
    [settings.cpuPercent, (value) => `CPU at ${value} %`],
    [settings.memoryPercent, (value) => `memory at ${value} %`],
    [settings.requestsPerTarget, (value) => `${value} requests a minute for each task`],
    [settings.networkReceivedBytesPerSecond, (value) => `${bytes(value)}/s received by each task`],
    [settings.networkSentBytesPerSecond, (value) => `${bytes(value)}/s sent by each task`],
  ];
  const named = targets.flatMap(([target, words]) => {
    const value = targetOf(target);
    return value === undefined ? [] : [words(value)];
  });
  const others = [
    ...Object.entries(settings.metrics).map(([name, { target }]) => `${name} at ${target}`),
    ...Object.keys(settings.steps).map((name) => `steps on ${name}`),
    ...Object.entries(settings.schedules).map(([name, { at }]) => `${name} ${at}`),
  ];
  const all = [...named, ...others];
  return all.length === 0 ? [] : [`scales on ${list(all)}`];
}

function route({ route: settings, containerPort }: ServiceConfig): string[] {
  if (settings === undefined) return [];
  if (!isOfRequests(settings)) {
    const { protocol, port = "", loadBalancer } = settings;
    const of = loadBalancer === undefined ? "" : ` of ${loadBalancer}`;
    return [`${protocol} on port ${port}${of} to port ${containerPort ?? ""}`];
  }
  const check = healthCheckOf(settings);
  const version = settings.protocolVersion === "http1" ? "" : ` over ${settings.protocolVersion}`;
  const where = [...settings.hosts, ...settings.paths];
  return [
    `${where.length === 0 ? "everything" : list(where)} to port ${containerPort ?? ""}${version}, healthy when ` +
      `${check.path} answers ${check.codes}`,
    ...signInLines(settings.signIn),
  ];
}

const unauthenticatedWords = {
  authenticate: "others are sent there",
  deny: "others get 401",
  allow: "others pass without claims",
};

function signInLines(signIn: SignIn | undefined): string[] {
  if (signIn === undefined) return [];
  const { oidc, cognito, sessionTimeoutHours, unauthenticated } = signIn;
  const provider = oidc?.issuer ?? `the user pool ${cognito?.userPoolArn.split("/").at(-1) ?? ""}`;
  const hours = count(sessionTimeoutHours, "hour");
  return [`sign-in by ${provider} for ${hours}, ${unauthenticatedWords[unauthenticated]}`];
}

function variables(name: string, service: TaskConfig): string[] {
  return prefixed(name, service).flatMap(({ prefix, container: { environment, envFiles } }) => {
    const sources = [...Object.keys(environment), ...envFiles];
    return sources.length === 0 ? [] : [`${prefix}${list(sources)}`];
  });
}

function secrets(name: string, service: TaskConfig): string[] {
  return prefixed(name, service).flatMap(({ container }) =>
    Object.entries(container.secrets).map(
      ([variable, reference]) => `${variable} from ${sourceOf(reference)}`,
    ),
  );
}

function sourceOf(reference: SecretReference): string {
  if ("parameterArn" in reference) return `the parameter ${reference.parameterArn}`;
  const { secret, key, stage, version, versionId } = reference;
  return [
    secret,
    ...(key === undefined ? [] : [`key ${key}`]),
    ...(stage === undefined ? [] : [`stage ${stage}`]),
    ...(version === undefined ? [] : [`version ${version}`]),
    ...(versionId === undefined ? [] : [`version ${versionId}`]),
  ].join(", ");
}

function volumes(name: string, service: TaskConfig): string[] {
  return prefixed(name, service).flatMap(({ prefix, container }) =>
    Object.values(container.volumes).map(
      ({ mountPath, fileSystem, readOnly }) =>
        `${prefix}${mountPath} on ${fileSystem}` + (readOnly ? ", read only" : ""),
    ),
  );
}

function queues({ sends, consumes }: TaskConfig): string[] {
  return [
    ...(sends.length === 0 ? [] : [`sends to ${list(sends)}`]),
    ...Object.entries(consumes).map(([name, { secondsPerMessage, maxLatencySeconds }]) => {
      const work = `consumes ${name}, ${secondsPerMessage} s for each message`;
      if (maxLatencySeconds === undefined) return work;
      const most = messagesPerTask({ secondsPerMessage, maxLatencySeconds });
      return `${work}, each within ${maxLatencySeconds} s: scales on ${Number(most.toFixed(1))} messages for each task`;
    }),
  ];
}

function others(task: TaskConfig, config: StackConfig): string[] {
  const { databases, reaches } = task;
  const way = (cidr: string | undefined): string =>
    cidr !== undefined && needsRoute(cidr, task, config)
      ? ", once a route of yours leads there"
      : "";
  return [
    ...Object.entries(databases).map(
      ([name, { poolSize }]) =>
        `the database ${name}` +
        (poolSize === undefined ? "" : `, ${count(poolSize, "connection")} a task`) +
        way(config.databases[name]?.cidr),
    ),
    ...reaches.map(
      ({ securityGroupId, cidr, port }) =>
        `${securityGroupId ?? cidr ?? ""} on port ${port}${way(cidr)}`,
    ),
  ];
}

const discoveryWords = {
  none: "not discoverable",
  dnsA: "discoverable by DNS (A)",
  dnsSrv: "discoverable by DNS (SRV)",
  serviceConnect: "discoverable by Service Connect",
};

function access(service: ServiceConfig): string {
  const { placement, exec, discovery, connectsTo, allowedCidrs, containerPort } = service;
  const open = allowedCidrs.includes("0.0.0.0/0") ? "everyone" : list(allowedCidrs);
  return [
    `${placement} subnets`,
    ...(allowedCidrs.length === 0 ? [] : [`port ${containerPort ?? ""} open to ${open}`]),
    exec ? "ECS Exec" : "no ECS Exec",
    discoveryWords[discovery],
    ...(connectsTo.length === 0 ? [] : [`connects to ${list(connectsTo)}`]),
  ].join(", ");
}

export function permissions({ permissions: statements }: TaskConfig): string[] {
  return statements.map(({ actions, resources }) => `${list(actions)} on ${list(resources)}`);
}

function alarms(service: ServiceConfig): string[] {
  const names = presentAlarms(service);
  return [names.length === 0 ? "none" : list(names)];
}
