import { parse, validate } from "@aws-sdk/util-arn-parser";
import { wildcardOnlyActions } from "../wildcard-only-actions";
import { type Path } from "drydock-components/model/check/path";
import { type ModelProblem } from "drydock-components/model/check/problem";
import { services, type Rule } from "./rule";

/** What the code may do in AWS: named actions on named resources. */
export const permissions: Rule = (config) =>
  services(config).flatMap(({ service, path }) =>
    service.permissions.flatMap(({ actions, resources }, index) => [
      ...actions.flatMap((action, place) =>
        actionFindings(action, [...path, "permissions", index, "actions", place]),
      ),
      ...resources.flatMap((resource, place) =>
        resourceFindings(resource, actions, [...path, "permissions", index, "resources", place]),
      ),
    ]),
  );

function actionFindings(action: string, path: Path): ModelProblem[] {
  const [service = "", name = ""] = action.split(":");
  if (!/^\*+$/.test(name)) return [];
  return [
    {
      path,
      message: `This allows everything that ${service} can do.`,
      allowed: `named actions, or groups such as ${service}:Get*`,
      fix: "Name the actions that the code needs.",
    },
  ];
}

function resourceFindings(
  resource: string,
  actions: readonly string[],
  path: Path,
): ModelProblem[] {
  if (/^\*+$/.test(resource)) return everyResource(actions, path);
  const pattern = resource.split(":").length >= 6 && /^arn:[a-z*-]+:/.test(resource);
  if (!pattern || (validate(resource) && parse(resource).resource === "")) {
    return [
      {
        path,
        message: "This is not an ARN.",
        allowed:
          "arn:<partition>:<service>:<region>:<account>:<resource>, in which * may stand for a part of a name",
        fix: "Copy the ARN from the AWS console.",
      },
    ];
  }
  return [];
}

function everyResource(actions: readonly string[], path: Path): ModelProblem[] {
  const others = actions.filter((action) => !wildcardOnlyActions.has(action.toLowerCase()));
  if (others.length === 0) return [];
  return [
    {
      path,
      message: `This allows ${others.join(", ")} on everything in the account.`,
      allowed:
        "ARNs; * only with actions that AWS grants without naming a resource, such as cloudwatch:PutMetricData",
      fix: "Name the ARNs that the code needs.",
    },
  ];
}
