import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PackResource } from "../../drydock/offline/pack";
import { kinds } from "../../policy/lib/kinds";
import { uncoveredTypes } from "../../policy/lib/uncovered-types";
import { rules } from "../../policy/rules";
import { environmentResources, stackFileResources } from "./mutation/environment";
import { evaluate } from "./mutation/evaluate";

const examples = join(__dirname, "../../examples");

function exampleFiles(): string[] {
  return readdirSync(examples, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)Pulumi\.[\w-]+\.yaml$/.test(file))
    .sort();
}

const graphOf = (resources: readonly PackResource[]) =>
  new Map(resources.map((resource) => [resource.urn, resource]));

/** The resources of the environments and the examples, without the rules' findings on the examples. */
describe("Every type of resource", () => {
  const programs: readonly (readonly [string, () => Promise<PackResource[]>])[] = [
    ...["test", "production"].map(
      (stack) => [stack, () => environmentResources(stack, false)] as const,
    ),
    ...exampleFiles().map(
      (file) =>
        [
          `examples/${file}`,
          () => stackFileResources(join(examples, file), { stack: "example", preview: false }),
        ] as const,
    ),
  ];

  for (const [name, resources] of programs) {
    it(`of ${name} is looked at by a rule, or has a reason not to be`, async () => {
      const { findings } = await evaluate(rules, graphOf(await resources()));
      const gaps = findings.filter(({ rule }) => rule === "coverage-gate");
      assert.deepEqual(gaps, []);
    });
  }

  it("that is left out has a reason", () => {
    for (const [, because] of uncoveredTypes) assert.match(because, /^[a-zA-Z].{15,}$/);
  });
});

describe("The table of kinds", () => {
  const provider = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));
  /** Modules of versions 5 and 6 of the provider, which the installed one no longer has. */
  const formerModules = ["applicationloadbalancing", "elasticloadbalancingv2"];

  for (const [kind, tokens] of Object.entries(kinds)) {
    it(`names types of the AWS provider for ${kind}`, () => {
      for (const token of tokens.filter((one) => one.startsWith("aws:"))) {
        const file = token.split(":")[1] ?? "";
        const isFormer = formerModules.some((module) => file.startsWith(`${module}/`));
        assert.ok(isFormer || existsSync(join(provider, `${file}.d.ts`)), token);
      }
    });
  }

  it("has every spelling that the installed provider has", () => {
    const spellings: readonly (readonly [readonly string[], string, string])[] = [
      [kinds.loadBalancer, "aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"],
      [kinds.listener, "aws:lb/listener:Listener", "aws:alb/listener:Listener"],
      [kinds.targetGroup, "aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"],
      [kinds.bucket, "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
      [
        kinds.bucketObject,
        "aws:s3/bucketObject:BucketObject",
        "aws:s3/bucketObjectv2:BucketObjectv2",
      ],
    ];
    for (const [tokens, ...wanted] of spellings) {
      for (const token of wanted) assert.ok(tokens.includes(token), token);
    }
  });
});
