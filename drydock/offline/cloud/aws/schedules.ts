/** EventBridge Scheduler and Step Functions. */
import type { ResourceModels } from "../types";
import { inRole } from "./iam";

const groupType = "aws:scheduler/scheduleGroup:ScheduleGroup";

export const schedules: ResourceModels = {
  [groupType]: {
    autoName: { property: "name", maxLength: 64 },
    replaceOn: ["name", "namePrefix"],
    outputs: (facts, id) => ({
      arn: facts.arn("scheduler", `schedule-group/${id}`),
      state: "ACTIVE",
    }),
    texts: { name: { most: 64, pattern: /^[0-9a-zA-Z_.-]+$/ } },
    unique: [{ by: ["name"], taken: "ConflictException: Schedule group {name} already exists." }],
  },
  "aws:scheduler/schedule:Schedule": {
    autoName: { property: "name", maxLength: 64 },
    defaults: {
      groupName: "default",
      scheduleExpressionTimezone: "UTC",
      state: "ENABLED",
      actionAfterCompletion: "NONE",
    },
    replaceOn: ["name", "namePrefix", "groupName"],
    id: (facts) => `${facts.text("groupName")}/${facts.text("name")}`,
    outputs: (facts, id) => ({ arn: facts.arn("scheduler", `schedule/${id}`) }),
    oneOf: { state: ["ENABLED", "DISABLED"], "flexibleTimeWindow.mode": ["OFF", "FLEXIBLE"] },
    texts: {
      name: { most: 64, pattern: /^[0-9a-zA-Z_.-]+$/ },
      scheduleExpression: { most: 256, pattern: /^(?:cron|rate|at)\(.+\)$/ },
    },
    references: [
      {
        path: "groupName",
        to: groupType,
        by: "name",
        missing: "ResourceNotFoundException: Schedule group {value} does not exist.",
      },
      inRole(
        "target.roleArn",
        "ValidationException: The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
      ),
    ],
  },
  "aws:sfn/stateMachine:StateMachine": {
    autoName: { property: "name", maxLength: 80 },
    defaults: { type: "STANDARD" },
    replaceOn: ["name", "namePrefix", "type"],
    id: (facts) => facts.arn("states", `stateMachine:${facts.text("name")}`),
    outputs: (_facts, id) => ({ arn: id, status: "ACTIVE" }),
    oneOf: { type: ["STANDARD", "EXPRESS"] },
    texts: { name: { most: 80 } },
    json: ["definition"],
    references: [
      inRole(
        "roleArn",
        "AccessDeniedException: Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.",
      ),
    ],
  },
};
