import { levels, stackRule } from "../../lib/rule";
import { tellingSettings } from "../../lib/telling-settings";

/** For types that no other rule knows, and for settings of known ones that no other rule reads. */
export const settingsKeepProtection = stackRule({
  name: "settings-keep-protection",
  row: 110,
  title: "No setting of any type turns a protection off or opens a resource to everybody",
  controls: ["EC2.8", "CloudFront.3", "CloudFront.9", "CloudFront.10", "Cognito.2", "Transfer.2"],
  severity: "high",
  levels: levels.mandatoryInProduction,
  why: "Most services of AWS name the same protections alike, so a type without a rule can be judged as well.",
  fix: "Set the property to its protecting value, or leave it out where AWS protects by default.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html",
  kinds: [],
  check({ stack, report }) {
    for (const resource of stack.resources) {
      if (!resource.type.startsWith("aws:")) continue;
      for (const finding of tellingSettings(resource)) {
        report(resource, finding);
      }
    }
  },
});
