import { z } from "zod";
import { withHint, withReading } from "./check/advice";
import { isMap, keysAt, listOf } from "./check/path";
import { containerShape, sidecarShape } from "./container";
import { image } from "./image";
import { logicalName, named, repositoryPath, strict, variableName } from "./primitives";
import { envFileName } from "./readings";
import { mountShape } from "./volumes";
import { secretReference } from "./secret-reference";

/** A mount of the first file system there is, at the path that was given. */
function mountExample(value: unknown, tree: unknown): string {
  const [fileSystem = "name"] = keysAt(tree, "fileSystems");
  const path = typeof value === "string" ? /\/[\w.-][\w./-]*$/.exec(value)?.[0] : undefined;
  return `{ fileSystem: ${fileSystem}, mountPath: ${path ?? "/data"} }`;
}

/** The path in the container of Docker's `source:target:ro`. */
function mountPath(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/:ro$|:rw$/, "") : undefined;
}

const mount = withHint(
  strict({
    fileSystem: logicalName.describe("A name under drydock:fileSystems."),
    ...mountShape,
  }),
  ({ value, tree }) => `Write ${mountExample(value, tree)}.`,
);

/** The keys of every container in a stack file, where names take the place of the ids in arguments. */
export const stackContainerShape = {
  image,
  ...containerShape,
  envFiles: z
    .array(
      withReading(repositoryPath.regex(/\.env$/, "a file whose name ends in .env"), envFileName),
    )
    .max(10)
    .default([])
    .describe(
      "Files of NAME=VALUE lines, put into S3 and read when a task starts. At most 10. Defaults to none.",
    ),
  secrets: withHint(z.record(variableName, secretReference), ({ value, tree }) => {
    const [secret = "name"] = keysAt(tree, "secrets");
    return isMap(value)
      ? undefined
      : `Write secrets: { NAME: { secret: ${secret} } }, each with the variable's name.`;
  })
    .default({})
    .describe(
      "Environment variables whose values come from secrets or parameters. Defaults to none.",
    ),
  volumes: withHint(named(mount), ({ value, tree }) => {
    const [first] = listOf(value);
    return isMap(value)
      ? undefined
      : `Write volumes: { data: ${mountExample(mountPath(first), tree)} }.`;
  })
    .default({})
    .describe("EFS file systems mounted into the container. Defaults to none."),
};

/** A sidecar of a stack file. */
export const stackSidecar = strict({ ...stackContainerShape, ...sidecarShape });
