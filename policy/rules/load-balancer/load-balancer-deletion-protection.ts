import { securityHub } from "../../lib/links";
import { isRetired } from "../../lib/retired";
import { settingsRule } from "../../lib/settings";

export const loadBalancerDeletionProtection = settingsRule({
  name: "load-balancer-deletion-protection",
  row: 89,
  title: "A load balancer is protected from deletion",
  controls: ["ELB.6", "CKV_AWS_150"],
  severity: "medium",
  // An environment for tests is there to be destroyed.
  levels: { test: "disabled", production: "mandatory", default: "advisory" },
  why: "A deleted load balancer takes its DNS name with it, and everybody who uses it.",
  fix: "Set enableDeletionProtection to true.",
  url: securityHub("elb-6"),
  decidedBy: "drydock:lifecycle",
  settings: [
    {
      kinds: ["loadBalancer"],
      property: "enableDeletionProtection",
      right: ["true"],
      isApart: isRetired,
      problem: "can be deleted",
    },
  ],
});
