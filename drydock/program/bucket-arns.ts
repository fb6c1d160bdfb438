import type { ServiceConfig } from "../config";

/**
 * The buckets that tasks are permitted to use, wildcards as they are written: the S3 endpoint has to admit them.
 */
export function permittedBuckets(
  tasks: readonly { readonly permissions: ServiceConfig["permissions"] }[],
): string[] {
  const buckets = tasks
    .flatMap(({ permissions }) => permissions)
    .flatMap(({ resources }) => resources)
    .flatMap((resource) => /^arn:[a-z*-]+:s3:::[^/]+/.exec(resource) ?? []);
  return [...new Set(buckets)].sort();
}
