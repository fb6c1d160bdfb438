import type { ModelProblem } from "./check/problem";

/** An environment file in the bucket. Its key is its name; a pinned one has digits of its content before the ending. */
export interface StoredEnvFile {
  /** Ends in `.env`. */
  readonly name: string;
  readonly live: boolean;
}

/** Digits of the content's hash in a key: 48 bits, far beyond the number of contents a file ever has. */
export const contentDigits = 12;

const pinnedEnding = new RegExp(`-[0-9a-f]{${contentDigits}}\\.env$`);
/** IAM has no pattern for digits, so the grant's `?` take any character. */
const anyEnding = new RegExp(`-.{${contentDigits}}\\.env$`, "s");

/** Key, or ARN, of a file for each content: digits of a content become `?`. */
export function anyContent(key: string): string {
  return key.replace(pinnedEnding, `-${"?".repeat(contentDigits)}.env`);
}

/** True when the grant to read a file's objects, of any content, also covers the objects of another file. */
function readsToo(file: StoredEnvFile, other: StoredEnvFile): boolean {
  const prefix = grantedPrefix(file);
  if (prefix === undefined || file.name === other.name) return false;
  if (!other.live) return withoutEnding(other.name) === prefix;
  return anyEnding.test(other.name) && other.name.replace(anyEnding, "") === prefix;
}

/** The prefix before the digits in the pattern of a file's grant; undefined where the grant is for one key. */
function grantedPrefix({ name, live }: StoredEnvFile): string | undefined {
  if (!live) return withoutEnding(name);
  return pinnedEnding.test(name) ? name.replace(pinnedEnding, "") : undefined;
}

const withoutEnding = (name: string): string => name.replace(/\.env$/, "");

/** A role that may read every content of one file must not read another file. */
export function coveredProblems(
  file: StoredEnvFile,
  stored: readonly StoredEnvFile[],
): ModelProblem[] {
  const reader = stored.find((other) => readsToo(other, file));
  return reader === undefined ? [] : [{ path: [], ...coveredByGrant(reader.name) }];
}

/** What to say of a file whose objects the grant for another one covers. */
function coveredByGrant(reader: string): Pick<ModelProblem, "message" | "allowed" | "fix"> {
  return {
    message: `Whoever reads ${reader} could read this file as well: the key of a pinned file ends in a hyphen and ${contentDigits} characters.`,
    allowed: `a name that is not ${withoutEnding(reader)}-, ${contentDigits} characters and .env`,
    fix: "Rename one of the two files.",
  };
}
