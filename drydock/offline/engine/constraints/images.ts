/** Images that were built and pushed. https://www.pulumi.com/registry/packages/docker-build/api-docs/image/ */
import { createHash } from "node:crypto";
import type { PropertyBag } from "../../capture/types";
import type { Constraints } from "./types";
import { textAt } from "../values";

export const imageType = "docker-build:index:Image";

export const images: Constraints = {
  [imageType]: {
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
    // Not the registry's password.
    kept: ({ inputs }) => recipeOf(inputs),
  },
};

const recipeOf = (inputs: PropertyBag): PropertyBag =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== "registries"));
