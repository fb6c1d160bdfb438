/** How files are named to people. */
import { relative } from "node:path";

/** Relative to the working directory for files below it, whole for others. */
export function displayPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
