import { asList } from "../json-document";
import { known, readString } from "../reading";
import { containersOf } from "./ecs";
import type { StackModel } from "./stack-model";
import type { StackResource } from "./stack-resource";

/** An environment file that a task definition reads. */
export interface EnvFile {
  readonly arn: string;
  readonly bucketName: string;
  readonly key: string;
  /** The bucket, if this stack manages it. */
  readonly bucket: StackResource | undefined;
}

/** The environment files of a task definition; nothing while its containers are unknown. */
export function envFilesOf(
  stack: StackModel,
  definition: StackResource,
): readonly EnvFile[] | undefined {
  const containers = containersOf(definition);
  if (containers === undefined) return undefined;
  return containers.flatMap(({ definition: container }) =>
    asList(container.environmentFiles).flatMap((file): EnvFile[] => {
      const arn = known(readString(file, "value")) ?? "";
      const match = /^arn:aws[a-z-]*:s3:::([^/]+)\/(.+)$/.exec(arn);
      const [, name, key] = match ?? [];
      if (name === undefined || key === undefined) return [];
      return [{ arn, bucketName: name, key, bucket: stack.named("bucket", name) }];
    }),
  );
}
