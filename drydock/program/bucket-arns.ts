import type { StackConfig } from "../config";

/**
 * The buckets that services are permitted to use, wildcards as they are written: the S3 endpoint has to admit them.
 */
export function permittedBuckets(services: StackConfig["services"]): string[] {
  const buckets = Object.values(services)
    .flatMap(({ permissions }) => permissions)
    .flatMap(({ resources }) => resources)
    .flatMap((resource) => /^arn:[a-z*-]+:s3:::[^/]+/.exec(resource) ?? []);
  return [...new Set(buckets)].sort();
}
