import { admitsAnybody, foreignReferences } from "../../lib/foreign-references";
import { stackRule } from "../../lib/rule";
import { shown } from "../../lib/shown";
import { worldOf } from "../../lib/world";

export const ownAccountOnly = stackRule({
  name: "own-account-only",
  row: 93,
  title: "Keys, roles, registries, log destinations and peers belong to this account",
  controls: ["CKV_AWS_123"],
  severity: "high",
  why: "The owner of the key or the destination can read the data sent there, and withdraw it.",
  fix: "Refer to a resource of this account. If the account is this environment's own, name it under drydock:account; if it is another that you trust, in trustedAccounts of pack-settings.",
  decidedBy: "drydock:account",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  kinds: [],
  check({ stack, report }) {
    const world = worldOf(stack);
    for (const resource of stack.resources) {
      // Whom a function's permission admits is for resource-policies-confined to say.
      if (!resource.type.startsWith("aws:") || resource.kind === "functionPermission") continue;
      for (const { property, account } of foreignReferences(resource, world)) {
        const whose = shown(account, "account");
        report(resource, { problem: `refers to the account ${whose}`, property });
      }
      const open = admitsAnybody(resource);
      if (open !== undefined) report(resource, { problem: "admits everybody", property: open });
    }
  },
});
