import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { contextHash, type ContextEntry } from "./context-hash";
import { ignoreRules, isIgnored, type IgnoreRule } from "./ignore-rules";

/** Where a build reads: as given, or relative to the folder the program runs in. */
export interface BuildSource {
  readonly context: string;
  /** Defaults to `Dockerfile` in the context. */
  readonly dockerfile?: string | undefined;
}

/** The file a build is described in. */
export function dockerfilePath(source: BuildSource): string {
  return source.dockerfile ?? path.join(source.context, "Dockerfile");
}

/** Hashes the input of a build: the Dockerfile and every file that `.dockerignore` lets through. */
export function readContextHash(source: BuildSource): string {
  const dockerfile = dockerfilePath(source);
  const rules = readIgnoreRules([
    // https://docs.docker.com/build/concepts/context/#filename-and-location
    `${dockerfile}.dockerignore`,
    path.join(source.context, ".dockerignore"),
  ]);
  return contextHash(readFileSync(dockerfile), readEntries(source.context, "", rules));
}

function readIgnoreRules(candidates: readonly string[]): IgnoreRule[] {
  const file = candidates.find((candidate) => existsSync(candidate));
  return file === undefined ? [] : ignoreRules(readFileSync(file, "utf8"));
}

function readEntries(root: string, folder: string, rules: readonly IgnoreRule[]): ContextEntry[] {
  const mayReturn = rules.some((rule) => rule.exception);
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((found) => {
    const relative = folder === "" ? found.name : `${folder}/${found.name}`;
    const ignored = isIgnored(relative, rules);
    const absolute = path.join(root, relative);
    if (found.isDirectory()) {
      // Without exceptions nothing below an ignored folder is sent: do not walk node_modules.
      return ignored && !mayReturn ? [] : readEntries(root, relative, rules);
    }
    if (ignored) return [];
    if (found.isSymbolicLink()) {
      return [{ path: relative, content: Buffer.from(readlinkSync(absolute)), link: true }];
    }
    return found.isFile() ? [{ path: relative, content: readFileSync(absolute), link: false }] : [];
  });
}
