import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { isProperties, known, read, readString } from "../../lib/reading";
import { bucketName } from "../../lib/model/buckets";
import { envFilesOf } from "../../lib/model/env-files";
import { answeredOnce, type StackModel } from "../../lib/model/stack-model";
import type { StackResource } from "../../lib/model/stack-resource";
import { stackRule } from "../../lib/rule";
import { looksLikeSecret } from "../../lib/secrets";
import { shown } from "../../lib/shown";

export const envFileContentClean = stackRule({
  name: "env-file-content-clean",
  row: 67,
  title: "An environment file is managed, and holds no secret",
  severity: "high",
  why: "Everybody who may read the bucket or the repository reads the file in plain text.",
  fix: "Move the secret into Secrets Manager; upload each file that a task refers to.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",
  decidedBy: "drydock:services.{name}.envFiles",
  kinds: ["taskDefinition", "bucketObject", "bucket"],
  async check({ stack, report, defer }) {
    for (const object of stack.ofKind("bucketObject")) {
      if (known(readString(object.properties, "key"))?.endsWith(".env") !== true) continue;
      const text = await contentOf(object);
      if (text === undefined) {
        defer(object, "content");
        continue;
      }
      for (const [index, name] of secretNames(text)) {
        report(object, {
          problem: `has a line ${index} that looks like a secret: ${shown(name, "name")}`,
          property: "content",
        });
      }
    }
    for (const definition of stack.ofKind("taskDefinition")) {
      for (const file of envFilesOf(stack, definition) ?? []) {
        if (file.bucket === undefined || hasObject(stack, file.bucketName, file.key)) continue;
        report(definition, {
          problem: "refers to an environment file that the program does not upload",
          property: "containerDefinitions",
        });
      }
    }
  },
});

/** The text of an object: given as content, as an asset of text, or as a file that can be read from here. */
async function contentOf({ properties }: StackResource): Promise<string | undefined> {
  const content = known(readString(properties, "content"));
  if (content !== undefined) return content;
  const encoded = known(readString(properties, "contentBase64"));
  if (encoded !== undefined) return Buffer.from(encoded, "base64").toString("utf8");
  const source = known(read(properties, "source"));
  if (!isProperties(source)) return undefined;
  if (typeof source.text === "string") return source.text;
  // The SDK's FileAsset holds its path as a promise.
  const given: unknown = await source.path;
  const path = typeof given === "string" ? programPath(given) : undefined;
  return path === undefined ? undefined : await readFile(path, "utf8");
}

function programPath(path: string): string | undefined {
  const full = resolve(process.env.PWD ?? "..", path);
  return existsSync(full) ? full : undefined;
}

/** Line numbers and names of NAME=VALUE lines whose value looks like a secret. */
function secretNames(text: string): [number, string][] {
  return text.split(/\r?\n/).flatMap((line, index): [number, string][] => {
    const match = /^\s*([^#=\s][^=]*)=(.*)$/.exec(line);
    const [, name, value] = match ?? [];
    if (name === undefined || value === undefined) return [];
    return looksLikeSecret(name.trim(), value.trim()) ? [[index + 1, name.trim()]] : [];
  });
}

/** Keys of the managed objects, by the name of their bucket; `undefined` is a key that AWS computes. */
const objectKeys = answeredOnce((stack) => {
  const keys = new Map<string, Set<string | undefined>>();
  for (const object of stack.ofKind("bucketObject")) {
    const { targets, external } = stack.references(object, "bucket", "bucket");
    const names = [...targets.flatMap((one) => bucketName(one) ?? []), ...external];
    const key = known(readString(object.properties, "key"));
    for (const name of names) keys.set(name, (keys.get(name) ?? new Set()).add(key));
  }
  return keys;
});

function hasObject(stack: StackModel, name: string, key: string): boolean {
  const keys = objectKeys(stack).get(name);
  return keys !== undefined && (keys.has(key) || keys.has(undefined));
}
