import { z } from "zod";
import { withHint } from "./check/hints";
import { containerShape, sidecarShape } from "./container";
import { image } from "./image";
import { logicalName, named, repositoryPath, strict, variableName } from "./primitives";
import { mountShape } from "./volumes";
import { secretReference } from "./secret-reference";

const mount = withHint(
  strict({
    fileSystem: logicalName.describe("A name under drydock:fileSystems."),
    ...mountShape,
  }),
  () => "Write { fileSystem: name, mountPath: /path }.",
);

/** The keys of every container in a stack file, where names take the place of the ids in arguments. */
export const stackContainerShape = {
  image,
  ...containerShape,
  envFiles: z
    .array(repositoryPath.regex(/\.env$/, "a file whose name ends in .env"))
    .max(10)
    .default([])
    .describe(
      "Files of NAME=VALUE lines, put into S3 and read when a task starts. At most 10. Defaults to none.",
    ),
  secrets: z
    .record(variableName, secretReference)
    .default({})
    .describe(
      "Environment variables whose values come from secrets or parameters. Defaults to none.",
    ),
  volumes: named(mount)
    .default({})
    .describe("EFS file systems mounted into the container. Defaults to none."),
};

/** A sidecar of a stack file. */
export const stackSidecar = strict({ ...stackContainerShape, ...sidecarShape });
