import { missingName } from "drydock-components/model/check/names";
import { containers, type Rule } from "./rule";

/** The file systems that containers mount are there. */
export const volumes: Rule = (config, context) =>
  containers(config).flatMap(({ container, path }) =>
    Object.entries(container.volumes).flatMap(([name, { fileSystem }]) =>
      missingName({
        path: [...path, "volumes", name, "fileSystem"],
        name: fileSystem,
        known: context.declared(["fileSystems"]),
        what: "file system",
        home: "drydock:fileSystems",
      }),
    ),
  );
