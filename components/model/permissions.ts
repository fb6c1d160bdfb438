import { parse, validate } from "@aws-sdk/util-arn-parser";
import { z } from "zod";
import {
  actionNames,
  excesses,
  type Grant,
  namesNoResource,
  openActions,
  servicePrefixes,
} from "drydock-policy/permissions";
import { nearestName } from "./check/nearest";
import { withHint, withReading } from "./check/advice";
import type { Path } from "./check/path";
import { type ModelProblem, problemIf, within } from "./check/problem";
import { matching, strict } from "./primitives";
import { actionName } from "./readings";
import { looksLikeSecret } from "drydock-policy/secrets";

/** IAM actions of a statement. */
export const actions = z
  .array(
    withReading(
      matching(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, "service:Action, such as sqs:SendMessage"),
      actionName,
    ),
  )
  .min(1)
  .describe("IAM actions.");

/** Something that the code of a service may do in AWS, in a stack file. */
export const statement = withHint(
  strict({
    actions,
    resources: z.array(z.string().min(1)).min(1).describe("ARNs they apply to."),
    conditions: z
      .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
      .optional()
      .describe("IAM conditions: operator, key, values. Defaults to none."),
  }),
  ({ value }) => {
    const action =
      typeof value === "string" && /^[a-z0-9-]+:\w+$/.test(value) ? value : "s3:GetObject";
    return `Write { actions: ["${action}"], resources: ["arn:aws:..."] }, with the ARNs it is needed for.`;
  },
);

/** A statement, as far as its rules go. A resource that is no text comes later, so nothing can be said of it. */
export interface Statement extends Omit<Grant, "resources"> {
  readonly resources: readonly unknown[];
}

/** A grant with the findings of the policy pack. */
interface JudgedGrant {
  readonly grant: Grant;
  readonly excessive: ReturnType<typeof excesses>;
}

/** The code's permissions in AWS: named actions on named resources. */
export function permissionProblems(permissions: readonly Statement[]): ModelProblem[] {
  return permissions.flatMap((given, index) => {
    const resources = given.resources.map((one) => (typeof one === "string" ? one : ""));
    const grant = { ...given, resources: resources.filter((one) => one !== "") };
    const excessive = excesses(grant);
    const judged = { grant, excessive };
    return [
      ...within(["permissions", index], idleActions(given)),
      ...given.actions.flatMap((action, place) =>
        actionProblems(action, ["permissions", index, "actions", place]),
      ),
      ...excessive.flatMap((one) => excessProblems(one, given, ["permissions", index, "actions"])),
      ...resources.flatMap((resource, place) =>
        resource === ""
          ? []
          : resourceProblems(resource, judged, ["permissions", index, "resources", place]),
      ),
    ];
  });
}

/** Findings of the policy pack that no exemption should be needed for: they are refused where they are written. */
function excessProblems(
  { actions, problem }: JudgedGrant["excessive"][number],
  given: Statement,
  path: Path,
): ModelProblem[] {
  return actions.map((action) => ({
    path: [...path, given.actions.indexOf(action)],
    message: `This ${problem}.`,
    allowed: "this action on resources that are named, or not at all",
    fix: "Name the ARNs that the code needs; what only operators do belongs into a role of theirs.",
  }));
}

/** An action that grants everything, or nothing because AWS has no such action. */
function actionProblems(action: string, path: Path): ModelProblem[] {
  const [service = "", name = ""] = action.split(":");
  if (/^\*+$/.test(name)) {
    return [
      {
        path,
        message: `This allows everything that ${service} can do.`,
        allowed: `named actions, or groups such as ${service}:Get*`,
        fix: "Name the actions that the code needs.",
      },
    ];
  }
  const names = actionNames(service);
  if (names === undefined) {
    const near = nearestName(service, servicePrefixes());
    return [
      {
        path,
        message: `AWS has no service with the prefix ${service}.`,
        allowed: "the prefix of a service, such as sqs or dynamodb",
        fix: near === undefined ? "Correct the prefix." : `Did you mean ${near}:${name}?`,
      },
    ];
  }
  // A pattern may be meant for an action that is newer than the list.
  const known = names.some((one) => one.toLowerCase() === name.toLowerCase());
  if (known || name.includes("*")) return [];
  const near = nearestName(name, names);
  return [
    {
      path,
      message: `AWS has no action ${action}, so this would grant nothing.`,
      allowed: `an action of ${service}, or a group such as ${service}:${name.slice(0, 3)}*`,
      fix: near === undefined ? "Correct the name." : `Did you mean ${service}:${near}?`,
    },
  ];
}

/** Actions that can name no resource: IAM ignores a grant of them on an ARN. */
function idleActions({ actions, resources }: Statement): ModelProblem[] {
  if (resources.some((resource) => typeof resource !== "string" || /^\*+$/.test(resource))) {
    return [];
  }
  return actions.flatMap((action, index) =>
    problemIf(namesNoResource(action), {
      path: ["actions", index],
      related: [["resources"]],
      message: `${action} acts on no resource that a policy could name, so AWS ignores it with ARNs.`,
      allowed: `${action} with resources: ["*"]`,
      fix: `Move it into a separate statement: { actions: ["${action}"], resources: ["*"] }.`,
    }),
  );
}

function resourceProblems(resource: string, judged: JudgedGrant, path: Path): ModelProblem[] {
  if (/^\*+$/.test(resource)) return everyResource(judged, path);
  const pattern = resource.split(":").length >= 6 && /^arn:[a-z*-]+:/.test(resource);
  if (!pattern || (validate(resource) && parse(resource).resource === "")) {
    return [
      {
        path,
        message: "This is not an ARN.",
        allowed:
          "arn:<partition>:<service>:<region>:<account>:<resource>, in which * may replace a part of a name",
        fix: arnFix(resource, judged.grant.actions),
      },
    ];
  }
  return [];
}

/** An ARN with the name that was given, where the service's ARNs have neither region nor account. */
function arnFix(resource: string, actions: readonly string[]): string {
  const name = /^[\w.-]+(?:\/[\w.*/-]*)?$/.test(resource) && !looksLikeSecret("", resource);
  return name && actions.every((action) => action.startsWith("s3:"))
    ? `Write arn:aws:s3:::${resource}${resource.includes("/") ? "" : `, and for its objects arn:aws:s3:::${resource}/*`}.`
    : "Copy the ARN from the AWS console.";
}

function everyResource({ grant, excessive }: JudgedGrant, path: Path): ModelProblem[] {
  const reported = new Set(excessive.flatMap(({ actions }) => actions));
  const others = openActions({ ...grant, resources: ["*"] }).filter((one) => !reported.has(one));
  return problemIf(others.length > 0, {
    path,
    message: `This allows ${others.join(", ")} on everything in the account.`,
    allowed:
      "ARNs; * only with actions that AWS grants without naming a resource, such as cloudwatch:PutMetricData",
    fix: "Name the ARNs that the code needs.",
  });
}
