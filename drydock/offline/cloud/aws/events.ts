/** EventBridge rules and what they call. */
import type { ResourceModels } from "../types";

const ruleType = "aws:cloudwatch/eventRule:EventRule";

export const events: ResourceModels = {
  [ruleType]: {
    autoName: { property: "name", maxLength: 64 },
    defaults: { eventBusName: "default", forceDestroy: false, state: "ENABLED" },
    replaceOn: ["eventBusName", "name", "namePrefix"],
    outputs: (facts, id) => ({ arn: facts.arn("events", `rule/${id}`) }),
    exclusive: [["name", "namePrefix"]],
    texts: { name: { most: 64, pattern: /^[A-Za-z0-9._-]+$/ } },
    json: ["eventPattern"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    autoName: { property: "targetId", maxLength: 64 },
    defaults: { eventBusName: "default", forceDestroy: false },
    replaceOn: ["eventBusName", "rule", "targetId"],
    id: (facts) => `${facts.text("rule")}-${facts.text("targetId")}`,
    exclusive: [["input", "inputPath", "inputTransformer"]],
    references: [
      {
        path: "rule",
        to: ruleType,
        by: "name",
        missing: "ResourceNotFoundException: Rule {value} does not exist on EventBus default.",
        inUse: "ValidationException: Rule can't be deleted since it has targets.",
      },
    ],
  },
};
