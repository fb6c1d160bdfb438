/** What `drydock:retire` can name, everything with data that the environment creates, and what it names. */
import type { Path } from "drydock-components/model/check/path";
import type { Retirement } from "drydock-components/model/retire";
import { containersOf } from "drydock-components/model/task";
import { loadBalancersOf } from "./load-balancers";
import type { SidecarConfig, StackConfig } from "./schema";
import { type TaskConfig, tasksOf } from "./tasks";

/** The name of a container's image, which its repository's resource has too: `web`, or `web-proxy` for a sidecar. */
export const imageName = (task: string, container: string): string =>
  container === task ? task : `${task}-${container}`;

/** The names under each key of `drydock:retire`; of a key that names a single thing, the key itself. */
export function retirable(
  config: StackConfig,
): Readonly<Record<keyof StackConfig["retire"], readonly string[]>> {
  const { encryption, existing, fileSystems, secrets } = config;
  const containers = tasksOf(config).flatMap(({ name: task, task: settings, imageOf }) =>
    containersOf<TaskConfig, SidecarConfig>(task, settings).map(({ name, container }) => ({
      image: imageOf === task && "build" in container.image ? imageName(task, name) : undefined,
      envFiles: container.envFiles,
    })),
  );
  const created = loadBalancersOf(config).flatMap(({ name, settings }) =>
    settings === undefined ? [] : [{ name, settings }],
  );
  return {
    images: containers.flatMap(({ image }) => image ?? []),
    fileSystems: Object.keys(fileSystems),
    secrets: Object.keys(secrets).filter((name) => "versions" in (secrets[name] ?? {})),
    accessLogs: created.filter(({ settings }) => settings.accessLogs).map(({ name }) => name),
    loadBalancers: created.map(({ name }) => name),
    envFiles: containers.some(({ envFiles }) => envFiles.length > 0) ? ["envFiles"] : [],
    key: encryption.customerKey && existing.kmsKeyArn === undefined ? ["key"] : [],
  };
}

/** An entry of `drydock:retire`. */
export interface Retired {
  readonly kind: keyof StackConfig["retire"];
  /** Of a kind that is a single thing, the kind. */
  readonly name: string;
  readonly choice: Retirement;
  readonly path: Path;
}

export function retiredOf({ retire }: Pick<StackConfig, "retire">): Retired[] {
  const lists = (
    ["images", "fileSystems", "secrets", "accessLogs", "loadBalancers"] as const
  ).flatMap((kind) =>
    Object.entries(retire[kind]).map(([name, choice]) => ({
      kind,
      name,
      choice,
      path: ["retire", kind, name],
    })),
  );
  const single = (["envFiles", "key"] as const).flatMap((kind) => {
    const choice = retire[kind];
    return choice === undefined ? [] : [{ kind, name: kind, choice, path: ["retire", kind] }];
  });
  return [...lists, ...single];
}
