import { createHash } from "node:crypto";

/** One file of a build context. */
export interface ContextEntry {
  /** Relative to the context, with `/` between its parts on every system. */
  readonly path: string;
  /** The file's bytes, or where a symbolic link points. */
  readonly content: Uint8Array;
  readonly link: boolean;
}

/**
 * Returns the hash of a build's context, as 64 hexadecimal digits: the same on every machine that has the same
 * commit. It leaves out differences between checkouts: order, permissions, and CRLF line ends of text.
 * The provider's own hash decides whether an image is built again; this one shows the change in a
 * preview that has no provider, and labels the image with its origin.
 */
export function contextHash(dockerfile: Uint8Array, entries: readonly ContextEntry[]): string {
  const hash = createHash("sha256").update(digest(dockerfile));
  const sorted = [...entries].sort((left, right) => (left.path < right.path ? -1 : 1));
  for (const entry of sorted) {
    hash.update(`${entry.link ? "link" : "file"} ${entry.path}\0`).update(digest(entry.content));
  }
  return hash.digest("hex");
}

function digest(content: Uint8Array): Buffer {
  return createHash("sha256").update(withoutCarriageReturns(content)).digest();
}

/** A file without a NUL byte counts as text, as it does for Git. */
function withoutCarriageReturns(content: Uint8Array): Uint8Array {
  if (content.includes(0) || !content.includes(carriageReturn)) return content;
  return content.filter(
    (byte, index) => byte !== carriageReturn || content[index + 1] !== lineFeed,
  );
}

const carriageReturn = 13;
const lineFeed = 10;
