import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { isProperties } from "./reading";

/** The record that the compiler writes beside its output: the files it read, each with the SHA-256 of its text. */
const record = "tsconfig.tsbuildinfo";

/**
 * Sources that changed since the pack was compiled, relative to the pack. Compares contents: a checkout changes the times
 * of files. A published pack has neither sources nor the compiler's record, so it has none.
 *
 * @param built the folder of the compiled pack
 */
export function changedSources(built: string): string[] {
  const file = resolve(built, record);
  const pack = dirname(built);
  if (basename(built) !== "dist" || !existsSync(file)) return [];
  return compiledFiles(readFileSync(file, "utf8"))
    .map(({ path, hash }) => ({ path: resolve(built, path), hash }))
    .filter(({ path }) => isOwnSource(pack, path))
    .filter(({ path, hash }) => hashOf(path) !== hash)
    .map(({ path }) => relative(pack, path));
}

function isOwnSource(pack: string, path: string): boolean {
  const name = relative(pack, path);
  return name.endsWith(".ts") && !name.startsWith("..") && !name.includes(`node_modules${sep}`);
}

function hashOf(path: string): string | undefined {
  return existsSync(path)
    ? createHash("sha256").update(readFileSync(path, "utf8")).digest("hex")
    : undefined;
}

function compiledFiles(text: string): { readonly path: string; readonly hash: string }[] {
  const content: unknown = JSON.parse(text);
  if (!isProperties(content)) return [];
  const { fileNames, fileInfos } = content;
  if (!Array.isArray(fileNames) || !Array.isArray(fileInfos)) return [];
  const infos: readonly unknown[] = fileInfos;
  return fileNames.flatMap((path: unknown, index) => {
    const info = infos[index];
    const hash = isProperties(info) ? info.version : info;
    return typeof path === "string" && typeof hash === "string" ? [{ path, hash }] : [];
  });
}
