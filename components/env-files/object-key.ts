import { createHash } from "node:crypto";

/**
 * Returns the identity of an environment file's content: the SHA-256 of its bytes, as 64 hexadecimal digits.
 * Says nothing of the content itself, so it may appear in names, plans and reports.
 */
export function contentHash(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The values that decide the key of one environment file in the bucket. */
export interface ObjectKeyInput {
  /** The file's name in the repository; ends in `.env`. */
  readonly name: string;
  /** The result of {@link contentHash}. */
  readonly hash: string;
  /** True: the key stays the same whatever the content. */
  readonly live: boolean;
}

/** Digits of the hash in a key: 48 bits, far beyond the number of contents a file ever has. */
const hashDigits = 12;

/**
 * The key of an environment file: `env/test.env` stays so when live, and becomes
 * `env/test-0123456789ab.env` when pinned. It ends in `.env`, as Amazon ECS demands:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
 */
export function objectKey(file: ObjectKeyInput): string {
  return file.live
    ? file.name
    : file.name.replace(/\.env$/, `-${file.hash.slice(0, hashDigits)}.env`);
}

/**
 * The ARN of an environment file's object, whatever its content: `.../env/test-????????????.env` for a
 * pinned one, the ARN itself for a live one. An execution role that reads only the newest object could
 * not start the tasks of the revision that a failed deployment rolls back to.
 */
export function anyContentArn(objectArn: string): string {
  return objectArn.replace(pinnedSuffix, `-${"?".repeat(hashDigits)}.env`);
}

const pinnedSuffix = new RegExp(`-[0-9a-f]{${hashDigits}}\\.env$`);
