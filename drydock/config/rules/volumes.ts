import { type ModelProblem, within } from "drydock-components/model/check/problem";
import { mountProblems } from "drydock-components/model/volumes";
import { missingName } from "./names";
import {
  containers,
  containersOf,
  type NamedContainer,
  type NamedService,
  services,
  type Rule,
  type RuleContext,
} from "./rule";

/** Volumes and scratch folders: what is mounted is there, and nothing covers anything else. */
export const volumes: Rule = (config, context) => [
  ...containers(config).flatMap((container) => [
    ...missingFileSystems(container, context),
    ...within(container.path, mountProblems(container.container)),
  ]),
  ...services(config).flatMap(sharedVolumes),
];

function missingFileSystems(
  { container, path }: NamedContainer,
  context: RuleContext,
): ModelProblem[] {
  return Object.entries(container.volumes).flatMap(([name, volume]) =>
    missingName({
      path: [...path, "volumes", name, "fileSystem"],
      name: volume.fileSystem,
      known: context.declared(["fileSystems"]),
      what: "file system",
      home: "drydock:fileSystems",
    }),
  );
}

/** Containers of a task that use one volume name share its access point, so they have to agree on it. */
function sharedVolumes(owner: NamedService): ModelProblem[] {
  const first = new Map<string, string>();
  return containersOf(owner).flatMap(({ container, path, name: user }) =>
    Object.entries(container.volumes).flatMap(([name, volume]) => {
      const { fileSystem, directory, uid, gid } = volume;
      const access = JSON.stringify({ fileSystem, directory, uid, gid });
      const known = first.get(name);
      if (known === undefined) first.set(name, access);
      if (known === undefined || known === access) return [];
      return [
        {
          path: [...path, "volumes", name],
          at: "key" as const,
          showValue: false,
          message: `Another container of this task uses the volume ${name} with another fileSystem, directory, uid or gid.`,
          fix: `Give ${user} the same values, or a volume of another name.`,
        },
      ];
    }),
  );
}
