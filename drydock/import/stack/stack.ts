import { ecrImage } from "drydock-components/facts/ecr";
import { isMap } from "drydock-components/model/check/path";
import { isList, type Tree } from "../paths";
import { type Connections, connectionsOf } from "./connections";
import { type Context, named } from "./context";
import { unsetIn } from "./environment";
import { type Group, groupsOf, hostOf, oneGroup } from "./groups";
import { hostNotes } from "./host-needs";
import { namesOf } from "./hosts";
import { assignedBy, secretIn } from "./secret-values";
import { pool, type SecretKey } from "./secrets";
import { managedNotes } from "./managed";
import { frontRank } from "./port";
import { type PlannedService, serviceOf, type TaskSettings } from "./service";

/** Whether data can be deleted by mistake. */
export type Lifecycle = "disposable" | "protected";

/** Secrets managed elsewhere, by their names in the stack file. */
export type ExistingSecrets = Readonly<Record<string, { readonly arn: string }>>;

export interface StackOptions {
  readonly region: string;
  readonly lifecycle: Lifecycle;
  /** Whether all containers run in one task, as in the ECS CLI. */
  readonly oneTask: boolean;
  readonly task: TaskSettings;
  readonly existingSecrets: () => ExistingSecrets;
  /** Adds settings that are not in the Compose file. */
  readonly refine: (service: PlannedService, group: Group) => PlannedService;
}

/** The values of a stack file, and the keys of its managed secret. */
export interface PlannedStack {
  readonly config: Tree;
  readonly secretKeys: readonly SecretKey[];
}

/** Converts a Compose file to the values of a stack file. */
export function stackOf(context: Context, options: StackOptions): PlannedStack {
  reserveSecrets(context);
  const groups = options.oneTask ? oneGroup(context) : groupsOf(context);
  const connections = connectionsOf(groups, context);
  const planned = groups.flatMap((group) => {
    const service = serviceOf(group, connections, { ...context, task: options.task });
    return service === undefined ? [] : [options.refine(service, group)];
  });
  if (groups.length > 1) networkNotes(connections, context);
  nameNotes(context);
  managedNotes(connections, context);
  hostNotes(context);
  context.notes.decide([], lifecycles[options.lifecycle]);
  const services = withRoutes(withoutLostCalls(planned), context);
  const secretKeys = context.secrets.keys;
  secretNotes(secretKeys, context);
  return {
    secretKeys,
    config: {
      "aws:region": options.region,
      ...(options.lifecycle === "protected" ? {} : { "drydock:lifecycle": options.lifecycle }),
      ...networkOf(services),
      ...(services.some(({ published }) => published !== undefined)
        ? { "drydock:ingress": {} }
        : {}),
      ...fileSystemsOf(services),
      ...secretsOf(secretKeys, options.existingSecrets()),
      "drydock:services": Object.fromEntries(services.map(({ name, value }) => [name, value])),
    },
  };
}

const lifecycles: Readonly<Record<Lifecycle, string>> = {
  disposable:
    "This environment is disposable: `pulumi destroy` deletes its data. Before it holds what you need, import it with --lifecycle protected.",
  protected:
    "A protected environment must have HTTPS (domain and hostedZoneId under drydock:ingress) and two tasks of each service.",
};

/** Gives every secret variable its key, so that other places find it by its value. */
function reserveSecrets(context: Context): void {
  for (const service of context.project.services.keys()) {
    const one = named(context, service);
    for (const { name, value } of assignedBy(one.service, context)) {
      const unset = unsetIn([...one.at, "environment", name], context);
      const found = secretIn({ name, value }, { unset, service });
      if (found !== undefined) context.secrets.reserve(found);
    }
  }
}

function secretNotes(keys: readonly SecretKey[], { secrets, notes }: Context): void {
  for (const { path, name, key } of secrets.uses) {
    const { random = true, within } = keys.find((one) => one.key === key) ?? {};
    notes.decide(
      path,
      within !== undefined
        ? `${name} holds a secret that ${pool}.${within} contains: before the first deployment set both ${pool}.${key} and ${pool}.${within}.`
        : random
          ? `${name} looks like a secret, so its value is not copied: ${pool}.${key} has a new random value, for all that shared it.`
          : `${name} holds a secret that cannot be random: before the first deployment set ${pool}.${key} (see the comment beside it).`,
    );
  }
}

/** A connection requires a callee with a port. */
function withoutLostCalls(services: readonly PlannedService[]): PlannedService[] {
  const reachable = new Set(
    services.filter(({ value }) => value["discovery"] !== undefined).map(({ name }) => name),
  );
  return services.map((service) => ({
    ...service,
    value: Object.fromEntries(
      Object.entries(service.value).flatMap(([key, value]) => {
        if (key !== "connectsTo" || !isList(value)) return [[key, value]];
        const kept = value.filter((name) => typeof name === "string" && reachable.has(name));
        return kept.length === 0 ? [] : [[key, kept]];
      }),
    ),
  }));
}

/** The service on port 80 or 443 receives every request, else the first one; the others, those for a host of their name. */
function withRoutes(services: readonly PlannedService[], { notes }: Context): PlannedService[] {
  const routed = services
    .filter(({ published }) => published !== undefined)
    .sort((a, b) => frontRank(a.published) - frontRank(b.published));
  if (routed.length > 0) {
    notes.changed(
      [],
      "The load balancer checks the health of each service with a route; set healthCheckPath to a path that answers without a login.",
    );
  }
  return services.map((service) => {
    const place = routed.indexOf(service);
    const route = service.value["route"];
    if (place < 1 || typeof route !== "object") return service;
    notes.decide(
      [...service.at, "ports"],
      `The load balancer sends requests for ${service.name}.* here: create such a name in DNS, or set paths in place of hosts.`,
    );
    return {
      ...service,
      value: { ...service.value, route: { hosts: [`${service.name}.*`], ...route } },
    };
  });
}

/** Images from public registries need internet access. */
function networkOf(services: readonly PlannedService[]): Tree {
  const outside = textsUnder(services, "reference").some(
    (reference) => ecrImage(reference) === undefined,
  );
  return outside ? { "drydock:network": { natGateways: "single" } } : {};
}

function fileSystemsOf(services: readonly PlannedService[]): Tree {
  const names = new Set(textsUnder(services, "fileSystem"));
  if (names.size === 0) return {};
  return { "drydock:fileSystems": Object.fromEntries([...names].map((name) => [name, {}])) };
}

/** Every text under a key, at any depth. */
function textsUnder(value: unknown, key: string): string[] {
  if (isList(value)) return value.flatMap((item) => textsUnder(item, key));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === key && typeof item === "string" ? [item] : textsUnder(item, key),
  );
}

function secretsOf(keys: readonly SecretKey[], existing: ExistingSecrets): Tree {
  const version = Object.fromEntries(keys.map(({ key, length }) => [key, { generate: length }]));
  const managed = keys.length === 0 ? {} : { [pool]: { versions: [version] } };
  const secrets = { ...managed, ...existing };
  return Object.keys(secrets).length === 0 ? {} : { "drydock:secrets": secrets };
}

/** In Compose all services of a network reach each other; here only those that are connected. */
function networkNotes({ callees }: Connections, { notes, project }: Context): void {
  const pairs = [...callees].flatMap(([from, targets]) => targets.map((to) => `${from} to ${to}`));
  notes.changed(
    project.file.value["networks"] === undefined ? [] : ["networks"],
    "Services reach each other only through connectsTo: " +
      `${pairs.length === 0 ? "none here" : pairs.join(", ")}. Add missing connections; a stack file declares no networks.`,
  );
}

function nameNotes(context: Context): void {
  const { notes, names, project } = context;
  for (const [name, found] of names) {
    const one = named(context, name);
    const { network_mode: mode } = one.service;
    if (name !== found) {
      notes.changed(
        one.at,
        `Its name here is ${found}: names have lower-case letters, digits and hyphens.`,
      );
    }
    const others = namesOf(one).filter((other) => other !== name && other !== found);
    if (others.length > 0) {
      notes.leftOut(
        one.at,
        `Other services find it only as ${found}, not as ${others.join(" or ")}.`,
      );
    }
    if (mode !== undefined && mode !== "bridge" && hostOf(one) === undefined) {
      notes.leftOut(
        [...one.at, "network_mode"],
        "A Fargate task always has its own network interface.",
      );
    }
    if (one.service.pid === "host") {
      notes.leftOut([...one.at, "pid"], "No task sees the processes of its host.");
    }
    for (const [index, link] of (one.service.links ?? []).entries()) {
      const [target = "", alias = target] = link.split(":");
      if (alias !== target) {
        notes.leftOut([...one.at, "links", index], `Its name is ${target}, not ${alias}.`);
      }
    }
    for (const key of Object.keys(ownNetworkSettings(project.file.value, name))) {
      notes.leftOut(
        [...one.at, "networks", key],
        "AWS assigns the addresses of tasks, and each task has one network.",
      );
    }
  }
}

/** Whether a service's networks have settings beyond names. */
function ownNetworkSettings(file: Tree, name: string): Tree {
  const services = file["services"];
  const service = isMap(services) ? services[name] : undefined;
  const networks = isMap(service) ? service["networks"] : undefined;
  if (!isMap(networks)) return {};
  return Object.fromEntries(
    Object.entries(networks).filter(
      ([, settings]) => isMap(settings) && Object.keys(settings).some((key) => key !== "aliases"),
    ),
  );
}
