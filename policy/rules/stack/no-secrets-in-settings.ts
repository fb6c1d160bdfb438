import type { Kind } from "../../lib/kinds";
import { looseTexts } from "../../lib/loose-texts";
import { stackRule } from "../../lib/rule";

/** Kinds whose texts a rule of their own reads, or whose texts are secrets by purpose. */
const apart: ReadonlySet<Kind | undefined> = new Set([
  "bucketObject",
  "function",
  "secretVersion",
  "taskDefinition",
]);

export const noSecretsInSettings = stackRule({
  name: "no-secrets-in-settings",
  row: 111,
  title: "No secret is in the plain settings of a resource",
  controls: ["CodeBuild.2", "CKV_AWS_46"],
  severity: "high",
  why: "Whoever may describe the resource, or read the program's state, reads these texts.",
  fix: "Put the value into Secrets Manager or a SecureString parameter, and refer to it.",
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/hardcoded-db-creds.html",
  kinds: [],
  check({ stack, report }) {
    for (const resource of stack.resources) {
      const { type, kind } = resource;
      // DNS records are public, and their verifications look like secrets.
      if (!type.startsWith("aws:") || /^aws:route53\/record:/.test(type) || apart.has(kind)) {
        continue;
      }
      for (const property of looseTexts(resource)) {
        report(resource, { problem: "has a text that looks like a secret", property });
      }
    }
  },
});
