import { z } from "zod";
import { withHint } from "drydock-components/model/check/hints";
import { containerShape as sharedShape, sidecarShape } from "drydock-components/model/container";
import { image } from "drydock-components/model/image";
import {
  logicalName,
  named,
  repositoryPath,
  strict,
  variableName,
} from "drydock-components/model/primitives";
import { mountShape } from "drydock-components/model/volumes";
import { secretReference } from "./secrets";

const mount = withHint(
  strict({
    fileSystem: logicalName.describe("A name under drydock:fileSystems."),
    ...mountShape,
  }),
  () => "Write { fileSystem: name, mountPath: /path }.",
);

/** What every container may say, the main one and sidecars alike. */
export const containerShape = {
  image,
  ...sharedShape,
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

export const sidecar = strict({ ...containerShape, ...sidecarShape });
