import { matching, strict } from "./primitives";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export const targetGroupName = matching(
  /^(?!.*--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
  "1 to 32 letters, digits and single hyphens, such as legacy-web",
);

/** Physical names of a service's resources, in place of those that follow from project, stack and service. */
export const serviceNames = strict({
  service: matching(/^[A-Za-z0-9_-]{1,255}$/, "1 to 255 letters, digits, hyphens and underscores")
    .optional()
    .describe(
      "The ECS service's name. Defaults to the service's own; on a platform to <project>-<stack>-<service>.",
    ),
  targetGroup: targetGroupName
    .optional()
    .describe(
      "The target group's name. It can then not move to another load balancer or protocol while it has this name. Defaults to the service's name with a random end.",
    ),
  logGroup: matching(/^[A-Za-z0-9_/.#-]{1,512}$/, "1 to 512 letters, digits and _ / . # -")
    .optional()
    .describe("The log group's name. Defaults to /<project>/<stack>/<service>."),
})
  .prefault({})
  .describe(
    "Physical names, so that pulumi import can take over resources that exist. A change of one replaces the resource. Defaults to names of project, stack and service.",
  );
