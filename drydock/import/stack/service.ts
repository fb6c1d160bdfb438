import type { Condition } from "../compose/shape";
import type { Path } from "drydock-components/model/check/path";
import type { Connections } from "./connections";
import { type Context, logical, type Named, named } from "./context";
import { environmentOf } from "./environment";
import { fitOf } from "./fit";
import { type Group, jobsOf } from "./groups";
import { imageOf } from "./image";
import { mountsOf } from "./mounts";
import { needsOf, publicImageOf } from "./needs";
import { portOf } from "./port";
import { processOf } from "./process";
import { SecretVariables } from "./secrets";
import { securityOf } from "./security";
import { type Demand, demandOf, sum, taskSize } from "./size";

/** The ECS CLI's additions to a task or to one of its containers. */
export interface TaskSettings {
  readonly size?: Demand | undefined;
  readonly pidMode?: boolean | undefined;
}

/** A service of the stack file. */
export interface PlannedService {
  readonly name: string;
  /** The path of its main container in the Compose file. */
  readonly at: Path;
  readonly value: Readonly<Record<string, unknown>>;
  /** The port by which users reach it; undefined where none of them is routed. */
  readonly published: number | undefined;
}

/** Converts a task to a service of the stack file; undefined if its main container has no image. */
export function serviceOf(
  group: Group,
  connections: Connections,
  context: Context & { readonly task: TaskSettings },
): PlannedService | undefined {
  const main = named(context, group.main);
  const { containerPort, published } = portOf(
    main,
    connections.ports.get(group.main) ?? [],
    context,
  );
  const container = containerOf(main, containerPort, context);
  if (container === undefined) return undefined;
  const callees = connections.callees.get(group.main) ?? [];
  const sidecars = sidecarsOf(group, context);
  const called = [...connections.callees.values()].some((targets) => targets.includes(group.main));
  const value = {
    ...container,
    ...sizeOf(group, context),
    ...platformOf(main, context),
    ...countOf(main, context),
    ...deploymentOf(main, container, context),
    containerPort,
    ...(published === undefined ? {} : { route: routeOf(main) }),
    ...(called && containerPort !== undefined
      ? { discovery: connections.byDns.has(group.main) ? "dnsA" : "serviceConnect" }
      : {}),
    ...(callees.length === 0 ? {} : { connectsTo: callees.map((name) => logical(context, name)) }),
    ...dependenciesOf(main, group, context),
    ...(sharesProcesses(group, context) ? { pidMode: "task" } : {}),
    ...(Object.keys(sidecars).length === 0 ? {} : { sidecars }),
  };
  if (called && containerPort === undefined) {
    context.notes.decide(
      main.at,
      "Other services call it, but the file does not name its port: add containerPort, discovery: serviceConnect, and its name to their connectsTo.",
    );
  }
  return { name: logical(context, group.main), at: main.at, value: inOrder(value), published };
}

/** Keys in reading order: image, size, access, then everything else. */
const firstPorts = [
  "image",
  "architecture",
  "cpu",
  "memoryMiB",
  "desiredCount",
  "containerPort",
  "route",
  "discovery",
  "connectsTo",
];

function inOrder(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const first = firstPorts.filter((key) => key in value).map((key) => [key, value[key]] as const);
  const rest = Object.entries(value).filter(([key]) => !firstPorts.includes(key));
  return Object.fromEntries([...first, ...rest]);
}

function containerOf(
  one: Named,
  port: number | undefined,
  context: Context,
): Record<string, unknown> | undefined {
  const image = imageOf(one, context);
  if (image === undefined) return undefined;
  const { environment, envFiles, secrets: given } = environmentOf(one, context);
  const variables = new SecretVariables(given, new Set(Object.keys(environment)));
  const { volumes, scratch } = mountsOf(one, context);
  // Commands may add secrets.
  const process = processOf(one, variables, context);
  const container = {
    image,
    ...process,
    ...securityOf(one, context),
    ...unlessEmpty({ environment, secrets: variables.all, volumes }),
    ...(envFiles.length === 0 ? {} : { envFiles }),
    ...(scratch.length === 0 ? {} : { scratch }),
  };
  return { ...container, ...fitOf(container, port, publicImageOf(one, context)) };
}

function unlessEmpty(maps: Readonly<Record<string, object>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(maps).filter(([, map]) => Object.keys(map).length > 0));
}

function sidecarsOf(group: Group, context: Context): Record<string, unknown> {
  const jobs = jobsOf(context);
  return Object.fromEntries(
    group.sidecars.flatMap((name) => {
      const one = named(context, name);
      const written = containerOf(one, undefined, context);
      if (written === undefined) return [];
      const { systemControls: _ofTask, ...container } = written;
      const { cpu, memoryMiB } = demandOf(one, context);
      if (jobs.has(name)) {
        context.notes.changed(
          one.at,
          `It runs in every task of ${logical(context, group.main)} before the main container, not once. To run it once for each ` +
            `version, move it below drydock:jobs, with runs: { before: [${logical(context, group.main)}] }.`,
        );
      }
      return [
        [
          logical(context, name),
          {
            ...container,
            ...(jobs.has(name) ? { essential: false } : {}),
            cpu,
            memoryMiB,
            ...dependenciesOf(one, group, context),
          },
        ],
      ];
    }),
  );
}

/** The start order within a task; between tasks only deployments are ordered. */
function dependenciesOf(one: Named, group: Group, context: Context): Record<string, unknown> {
  const inside: Record<string, string> = {};
  const jobs = jobsOf(context);
  for (const [name, condition] of one.service.depends_on ?? []) {
    if (name !== group.main && !group.sidecars.includes(name)) {
      waitsForOtherTask(one, context);
      continue;
    }
    inside[logical(context, name)] = jobs.has(name)
      ? "SUCCESS"
      : conditionOf(condition, named(context, name));
  }
  return Object.keys(inside).length === 0 ? {} : { dependsOn: inside };
}

function conditionOf(condition: Condition, { service }: Named): string {
  const test = service.healthcheck?.disable === true ? undefined : service.healthcheck?.test;
  return condition === "service_healthy" && test !== undefined ? "HEALTHY" : "START";
}

function waitsForOtherTask({ at }: Named, { notes }: Context): void {
  notes.changed(
    [...at, "depends_on"],
    "Deployments create the services it connects to first, but tasks that start later do not wait for them. Let the program retry.",
  );
}

function sizeOf(
  group: Group,
  context: Context & { readonly task: TaskSettings },
): Record<string, unknown> {
  const names = [group.main, ...group.sidecars];
  const demand =
    context.task.size ?? sum(names.map((name) => demandOf(named(context, name), context)));
  const at = ["services", group.main];
  if (demand.cpu === undefined && demand.memoryMiB === undefined) {
    context.notes.decide(
      at,
      "It sets no size, so it gets Fargate's smallest: 0.25 vCPU and 512 MiB.",
    );
    return {};
  }
  const { cpu, memoryMiB, tooSmall } = taskSize(demand);
  if (tooSmall) {
    context.notes.decide(
      at,
      `It requests more than Fargate's largest task, ${cpu / 1024} vCPU and ${memoryMiB} MiB.`,
    );
  }
  return { cpu, memoryMiB };
}

function platformOf({ service, at }: Named, { notes }: Context): Record<string, unknown> {
  const platform = service.platform ?? "";
  if (platform === "" || platform.startsWith("linux/amd64")) return {};
  if (platform.startsWith("linux/arm64")) return { architecture: "ARM64" };
  notes.leftOut([...at, "platform"], `Drydock runs linux/amd64 and linux/arm64, not ${platform}.`);
  return {};
}

function countOf({ service, at }: Named, { notes }: Context): Record<string, unknown> {
  if (service.deploy?.mode !== undefined && !service.deploy.mode.startsWith("replicated")) {
    notes.leftOut(
      [...at, "deploy", "mode"],
      "Fargate has no machines for one task each. Set desiredCount or scaling.",
    );
  }
  const count = service.deploy?.replicas ?? service.scale;
  return count === undefined ? {} : { desiredCount: count };
}

/** Two tasks of a database must not write to the same files; Compose also stops the old container first. */
function deploymentOf(
  one: Named,
  container: Readonly<Record<string, unknown>>,
  context: Context,
): Record<string, unknown> {
  const { at } = one;
  const { notes } = context;
  if (needsOf(one, context)?.database !== true || !("volumes" in container)) return {};
  notes.decide(
    [...at, "image"],
    "A database on EFS is slow, and stops during a deployment: consider Amazon RDS or another managed database.",
  );
  return { deployment: { minimumHealthyPercent: 0, maximumPercent: 100 } };
}

/** The load balancer requests / unless the service's check names another path. */
function routeOf({ service }: Named): Record<string, unknown> {
  const path = /(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?(\/[\w\-./]*)/.exec(
    (service.healthcheck?.test ?? []).join(" "),
  )?.[1];
  return {
    ...(path === undefined || path === "/" ? {} : { healthCheckPath: path }),
    healthCheckCodes: "200-399",
  };
}

function sharesProcesses(
  group: Group,
  context: Context & { readonly task: TaskSettings },
): boolean {
  if (group.sidecars.length === 0) return false;
  return (
    context.task.pidMode === true ||
    [group.main, ...group.sidecars].some((name) =>
      /^(?:service|container):/.test(named(context, name).service.pid ?? ""),
    )
  );
}
