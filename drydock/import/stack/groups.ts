import type { Condition } from "../compose/shape";
import { type Context, type Named, named } from "./context";

/** Services of Compose that become the containers of one task. */
export interface Group {
  /** The service that gives the task its name and port. */
  readonly main: string;
  readonly sidecars: readonly string[];
}

/** One task for each service, except services that share a network or complete. */
export function groupsOf(context: Context): Group[] {
  const names = [...context.project.services.keys()];
  const jobs = jobsOf(context);
  const hosts = names.filter(
    (name) => !jobs.has(name) && hostOf(named(context, name)) === undefined,
  );
  return hosts.map((main) => {
    const guests = names.filter((name) => !jobs.has(name) && hostOf(named(context, name)) === main);
    return { main, sidecars: [...guests, ...jobsFor([main, ...guests], jobs, context)] };
  });
}

/** All services in one task, as in the ECS CLI; the first that publishes a port is the main one. */
export function oneGroup(context: Context): Group[] {
  const names = [...context.project.services.keys()];
  const main =
    names.find((name) => (named(context, name).service.ports ?? []).length > 0) ?? names[0] ?? "";
  return [{ main, sidecars: names.filter((name) => name !== main) }];
}

/** The service whose network a service shares. */
export function hostOf({ service }: Named): string | undefined {
  return /^service:(.+)$/.exec(service.network_mode ?? "")?.[1];
}

/** Services that others wait for to complete. */
export function jobsOf({ project }: Context): ReadonlySet<string> {
  return new Set(
    [...project.services.values()].flatMap(
      ({ depends_on: needed = new Map<string, Condition>() }) =>
        [...needed]
          .filter(([name, condition]) => condition === ended && project.services.has(name))
          .map(([name]) => name),
    ),
  );
}

const ended: Condition = "service_completed_successfully";

/** The jobs that services wait for, directly or through other jobs. */
function jobsFor(
  services: readonly string[],
  jobs: ReadonlySet<string>,
  context: Context,
): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const { depends_on: needed = new Map<string, Condition>() } = named(context, name).service;
    for (const other of needed.keys()) {
      if (!jobs.has(other) || found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  services.forEach(visit);
  return [...found];
}
