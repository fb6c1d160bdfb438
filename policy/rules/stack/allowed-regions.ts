import { known, readString } from "../../lib/reading";
import { stackRule } from "../../lib/rule";

/** Off until regions are named: which are allowed is for each organization to say. */
export const allowedRegions = stackRule({
  name: "allowed-regions",
  row: 93,
  title: "Resources are created in allowed regions",
  severity: "medium",
  why: "A resource in a forgotten region is watched by nobody and may break a promise about where data is.",
  fix: "Set the region of the provider or of the resource to an allowed one.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html",
  decidedBy: "aws:region",
  options: {
    regions: {
      schema: {
        type: "array",
        items: { type: "string", pattern: "^[a-z]{2}(-[a-z]+)+-\\d$" },
        default: [],
        description: "Regions that may be used. Empty allows all.",
      },
      stricter: "none",
    },
  },
  kinds: [],
  check({ stack, options, report }) {
    const allowed = new Set(options.strings("regions"));
    if (allowed.size === 0) return;
    for (const resource of stack.resources) {
      if (!resource.type.startsWith("aws:")) continue;
      const region = known(readString(resource.properties, "region"));
      if (region === undefined || allowed.has(region)) continue;
      report(resource, { problem: "is in a region that is not allowed", property: "region" });
    }
  },
});
