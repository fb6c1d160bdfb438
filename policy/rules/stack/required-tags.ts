import type { Kind } from "../../lib/kinds";
import { isProperties, known, readObject } from "../../lib/reading";
import { resourceRule } from "../../lib/rule";

const taggable: readonly Kind[] = [
  "taskDefinition",
  "service",
  "cluster",
  "vpc",
  "subnet",
  "securityGroup",
  "vpcEndpoint",
  "fileSystem",
  "accessPoint",
  "bucket",
  "secret",
  "role",
  "policy",
  "key",
  "logGroup",
  "repository",
  "loadBalancer",
  "targetGroup",
];

export const requiredTags = resourceRule({
  name: "required-tags",
  row: 93,
  title: "A resource carries the tags that say whose it is",
  severity: "low",
  levels: { test: "advisory", production: "mandatory", default: "disabled" },
  why: "Without tags nobody can tell whose cost and whose alarm it is.",
  fix: "Set defaultTags on the provider.",
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  decidedBy: "drydock:tags",
  convention: true,
  options: {
    tags: {
      schema: {
        type: "array",
        items: { type: "string", minLength: 1, maxLength: 128 },
        default: [],
        description: "Keys of the tags that must be there.",
      },
      test: ["project", "environment", "managed-by"],
      production: ["project", "environment", "managed-by"],
      stricter: "none",
    },
  },
  kinds: taggable,
  judges: [],
  check({ resource, options, report, defer }) {
    const own = readObject(resource.inputs, "tags");
    const all = readObject(resource.inputs, "tagsAll");
    if (own.state === "unknown" || all.state === "unknown") {
      defer("tags");
      return;
    }
    const present = new Set(
      [known(own), known(all), resource.defaultTags].flatMap((tags) =>
        isProperties(tags) ? Object.keys(tags) : [],
      ),
    );
    const missing = options.strings("tags").filter((tag) => !present.has(tag));
    if (missing.length === 0) return;
    report({ problem: `lacks the tags ${missing.join(", ")}`, property: "tags" });
  },
});
