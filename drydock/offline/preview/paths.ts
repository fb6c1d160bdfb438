/** File names for people. */
import { relative } from "node:path";

/** Relative to the working directory for files below it, absolute for others. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
