import assert from "node:assert/strict";
import { stringify } from "yaml";
import { loadStackFile, type LoadedStack, type Problem } from "../../drydock/config";
import type { FileReader } from "drydock-components/model/files";

type Tree = Readonly<Record<string, unknown>>;

/** An image that every network reaches. */
export const REACHABLE = { reference: "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop:1.0" };

/** A service that is right: what is given, over an image that can be pulled. */
function service(given: Tree = {}): Tree {
  return { image: REACHABLE, ...given };
}

/** Services by name, each right but for what is given. */
export function services(given: Readonly<Record<string, Tree>>): Tree {
  return {
    services: Object.fromEntries(Object.entries(given).map(([name, own]) => [name, service(own)])),
  };
}

/** Files by path; a path that ends in a slash is a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export function memoryFiles(files: Files): FileReader {
  const bytes = (path: string): Uint8Array | undefined => {
    const content = files[path];
    return typeof content === "string" ? new TextEncoder().encode(content) : content;
  };
  return {
    kind: (path) => {
      if (Object.hasOwn(files, path)) return "file";
      return Object.keys(files).some((file) => file.startsWith(`${path}/`)) ? "folder" : "missing";
    },
    read: bytes,
  };
}

/** A stack file as text, from keys without their namespace. */
export function stackText(tree: Tree, region = "us-east-2"): string {
  const keys = Object.entries(tree).map(([key, value]) => [`drydock:${key}`, value] as const);
  return stringify(
    { config: { "aws:region": region, ...Object.fromEntries(keys) } },
    { aliasDuplicateObjects: false },
  );
}

export function loadTree(tree: Tree, files: Files = {}, path = "Pulumi.test.yaml") {
  return loadStackFile(path, { text: stackText(tree), files: memoryFiles(files) });
}

export function problemsOf(tree: Tree, files: Files = {}): readonly Problem[] {
  const result = loadTree(tree, files);
  return "problems" in result ? result.problems : [];
}

export function loadedOf(tree: Tree, files: Files = {}): LoadedStack {
  const result = loadTree(tree, files);
  if ("problems" in result) return assert.fail(result.problems.map(problemText).join("\n"));
  return result;
}

/** A problem as one text, its place left out where it is in the stack file. */
export function problemText(problem: Problem): string {
  const place = problem.file === "Pulumi.test.yaml" ? "" : `${problem.file}:${problem.line ?? 0} `;
  const value = problem.value === undefined ? "" : ` = ${problem.value}`;
  return [
    `${place}${problem.path}${value}: ${problem.message}`,
    ...(problem.allowed === undefined ? [] : [`allowed: ${problem.allowed}`]),
    ...(problem.fix === undefined ? [] : [`fix: ${problem.fix}`]),
  ].join("\n");
}

/** The whole text of all problems. */
export function reportOf(tree: Tree, files: Files = {}): string {
  return problemsOf(tree, files).map(problemText).join("\n\n");
}

/** A test: the stack is refused with exactly this report. */
export function refuses(
  title: string,
  report: string,
  ...stack: [tree: Tree, files?: Files]
): void {
  it(`refuses ${title}`, () => {
    assert.equal(reportOf(...stack), report);
    for (const problem of problemsOf(...stack)) assert.notEqual(problem.line, undefined);
  });
}

/** A test: the stack is accepted. */
export function accepts(title: string, tree: Tree, files: Files = {}): void {
  it(`accepts ${title}`, () => {
    assert.equal(reportOf(tree, files), "");
  });
}
