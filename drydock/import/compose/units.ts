/**
 * Parses a Compose duration into seconds, such as `1m30s`, `500ms` or (as the ECS CLI reads it) `10`; undefined for anything else.
 * https://docs.docker.com/reference/compose-file/extension/#specifying-durations
 */
export function durationSeconds(text: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  if (!/^(?:\d+(?:\.\d+)?(?:us|ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)].reduce(
    (sum, [, number = "0", unit = "s"]) => sum + Number(number) * (seconds.get(unit) ?? 0),
    0,
  );
}

const seconds = new Map([
  ["us", 1e-6],
  ["ms", 1e-3],
  ["s", 1],
  ["m", 60],
  ["h", 3600],
]);

/**
 * Parses a Compose size into MiB, such as `512m`, `1.5gb` or a number of bytes, rounded up; undefined for anything else.
 * https://docs.docker.com/reference/compose-file/extension/#specifying-byte-values
 */
export function sizeMiB(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(b|k|kb|kib|m|mb|mib|g|gb|gib)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, number = "0", unit = "b"] = match;
  const bytes = Number(number) * (bytesPattern.get(unit.charAt(0).toLowerCase()) ?? 1);
  return Math.ceil(bytes / 1024 ** 2);
}

const bytesPattern = new Map([
  ["b", 1],
  ["k", 1024],
  ["m", 1024 ** 2],
  ["g", 1024 ** 3],
]);
