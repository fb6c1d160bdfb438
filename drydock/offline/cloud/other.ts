/** Resource types of other providers, and the provider resources. */
import { createHash } from "node:crypto";
import type { PropertyBag } from "../capture/types";
import type { Facts, ResourceModel, ResourceModels } from "./types";
import { textAt } from "./values";

export const imageType = "docker-build:index:Image";

/** A value that looks random but depends only on the URN. Never a real secret. */
const generated = (facts: Facts): string => {
  const length = Number(facts.text("length")) || 16;
  return facts.base36(length, "result");
};

export const random: ResourceModels = {
  "random:index/randomPassword:RandomPassword": {
    replaceOn: [
      "keepers",
      "length",
      "lower",
      "minLower",
      "minNumeric",
      "minSpecial",
      "minUpper",
      "number",
      "numeric",
      "overrideSpecial",
      "special",
      "upper",
    ],
    id: () => "none",
    outputs: (facts) => ({
      result: generated(facts),
      bcryptHash: `$2a$10$${facts.base36(53, "bcrypt")}`,
    }),
  },
  "random:index/randomString:RandomString": {
    replaceOn: ["keepers", "length", "lower", "number", "numeric", "special", "upper"],
    id: generated,
    outputs: (_facts, id) => ({ result: id }),
  },
  "random:index/randomId:RandomId": {
    replaceOn: ["keepers", "byteLength", "prefix"],
    id: (facts) => facts.hex(11),
    outputs: (facts) => ({ hex: facts.hex(2 * Number(facts.text("byteLength"))) }),
  },
};

/**
 * Inputs that decide an image's content. The build folder differs between machines:
 * the hash in the labels represents its content.
 */
const imageContent = ["buildArgs", "labels", "platforms", "target"];

/** Other content gives another digest, which changes the image's dependents. */
const imageDigest = (facts: Facts): string => {
  const content = imageContent.map((key) => [key, facts.inputs[key] ?? null]);
  return `sha256:${facts.hex(64, JSON.stringify(content))}`;
};

/** Excludes the registry's password. */
const recipeOf = (inputs: PropertyBag): PropertyBag =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== "registries"));

export const dockerBuild: ResourceModels = {
  [imageType]: {
    // A build runs again in place; only the registry sees a new digest.
    replaceOn: [],
    id: imageDigest,
    outputs: (facts) => {
      const digest = imageDigest(facts);
      const tags = facts.inputs["tags"];
      const tag: unknown = Array.isArray(tags) ? tags[0] : undefined;
      return {
        contextHash: facts.hex(64, "context"),
        digest,
        ref: `${typeof tag === "string" ? tag : facts.name}@${digest}`,
      };
    },
    renewed: ["digest", "ref", "contextHash"],
    live: ({ object: { inputs } }) => {
      const digest = `sha256:${createHash("sha256")
        .update(JSON.stringify(recipeOf(inputs)))
        .digest("hex")}`;
      const repository = textAt(inputs, "exports.*.registry.names.*") || textAt(inputs, "tags.*");
      return {
        digest,
        contextHash: digest.slice("sha256:".length),
        ref: `${repository}@${digest}`,
      };
    },
    kept: ({ inputs }) => recipeOf(inputs),
  },
};

const provider: ResourceModel = {
  replaceOn: [],
  id: (facts) => facts.uuid(),
};

export const providers: ResourceModels = {
  // A provider of another region is another provider, and replaces its resources.
  "pulumi:providers:aws": { ...provider, replaceOn: ["region"] },
  "pulumi:providers:awsx": provider,
  "pulumi:providers:docker": provider,
  "pulumi:providers:docker-build": provider,
  "pulumi:providers:random": provider,
};
