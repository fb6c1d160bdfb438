import { createHash } from "node:crypto";
import { posix } from "node:path";
import { contentDigits, type StoredEnvFile } from "../model/env-file-keys";

/**
 * Returns the identity of an environment file's content: the SHA-256 of its bytes, as 64 hexadecimal digits.
 * Says nothing of the content itself, so it may appear in names, plans and reports.
 */
export function contentHash(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The values that decide the key of one environment file in the bucket. */
export interface ObjectKeyInput extends StoredEnvFile {
  /** The result of {@link contentHash}. */
  readonly hash: string;
}

/**
 * The key of an environment file: `env/test.env` stays so when live, and becomes
 * `env/test-0123456789ab.env` when pinned. It ends in `.env`, as Amazon ECS demands:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
 *
 * A file above the stack file is `up/` for each step: Amazon S3 refuses a key that leads out of its bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html#object-key-guidelines
 */
export function objectKey({ name, hash, live }: ObjectKeyInput): string {
  const inside = posix.normalize(name).replaceAll("../", "up/");
  return live ? inside : inside.replace(/\.env$/, `-${hash.slice(0, contentDigits)}.env`);
}
