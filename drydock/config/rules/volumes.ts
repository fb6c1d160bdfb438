import { orOfPlatform } from "./platform";
import { containers, type Rule, unknownName } from "./rule";

/** The file systems that containers mount are there. */
export const volumes: Rule = (config, { contract, declared }) =>
  containers(config).flatMap(({ container, path }) =>
    Object.entries(container.volumes).flatMap(([name, { fileSystem }]) =>
      unknownName(
        "fileSystems",
        {
          path: [...path, "volumes", name, "fileSystem"],
          name: fileSystem,
          known: [...declared(["fileSystems"]), ...Object.keys(config.existing.fileSystems)],
        },
        { declared },
      ).map((problem) =>
        problem.allowed === undefined
          ? orOfPlatform(
              problem,
              { what: "file system", change: `add ${fileSystem} to drydock:fileSystems` },
              contract,
            )
          : problem,
      ),
    ),
  );
