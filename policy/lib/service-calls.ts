import type { Statement } from "./iam/document";
import { kindOf } from "./kinds";
import { known, type Properties, readString } from "./reading";

/** Services of AWS whose SDK has another name than their actions. */
const prefixes: Readonly<Record<string, string>> = {
  applicationautoscaling: "application-autoscaling",
  cloudwatchlogs: "logs",
  costexplorer: "ce",
  ecrpublic: "ecr-public",
  efs: "elasticfilesystem",
  eventbridge: "events",
  elasticloadbalancingv2: "elasticloadbalancing",
  sesv2: "ses",
  sfn: "states",
  ssoadmin: "sso",
};

const call = /\barn:[a-z-]+:(?:scheduler|states):::aws-sdk:(\w+):(\w+)/g;

/**
 * The calls of AWS's API that a schedule or a state machine makes by itself, as grants that are used: on what the call
 * names. https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html and
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
export function serviceCalls(type: string, inputs: Properties): readonly Statement[] {
  const kind = kindOf(type);
  if (kind !== "schedule" && kind !== "stateMachine") return [];
  const text = known(readString(inputs, kind === "schedule" ? "target.arn" : "definition")) ?? "";
  return [...text.matchAll(call)].map(([, sdk = "", operation = ""]) => ({
    effect: "Allow",
    actions: [`${prefixes[sdk] ?? sdk}:${operation}`],
    notActions: [],
    resources: ["arn:aws:named"],
    notResources: [],
    principals: [],
    notPrincipals: undefined,
    conditions: [],
    partlyUnknown: false,
  }));
}
