import { z } from "zod";
import { taskArguments } from "../fargate-task";
import { id } from "../internal/common-arguments";
import { like } from "../internal/late";
import { workloadArguments } from "../internal/placement-arguments";
import { alarmArguments } from "../model/alarms";
import { argumentType, madeOf } from "../model/check/argument-type";
import { matching, several, strict, whole } from "../model/primitives";
import { routeShape } from "../model/route";
import { targetGroupName } from "../model/service-names";
import { scalingArguments } from "../model/scaling";
import { serviceShape, signInText, stackService } from "../model/service";
import { signInArguments } from "./sign-in-shape";

const route = argumentType(
  "RouteArgs",
  "Which requests the load balancer sends to the service.",
  strict({
    listenerArn: id.optional().describe("The listener that gets the rule; needed with http."),
    loadBalancerArn: id
      .optional()
      .describe("The network load balancer that gets a listener; needed with tcp and tls."),
    certificateArn: id.optional().describe("The certificate of the listener; needed with tls."),
    idleTimeoutSeconds: whole(60, 6000)
      .optional()
      .describe("Seconds that the listener keeps an idle connection, with tcp. Defaults to 350."),
    loadBalancerSecurityGroupId: id.describe("The load balancer's security group."),
    loadBalancerArnSuffix: id.describe(
      "The last part of the load balancer's ARN, such as app/name/0123456789abcdef.",
    ),
    sharedSecurityGroupId: id
      .optional()
      .describe(
        "A security group that the load balancer reaches, which the tasks get beside their own. Defaults to none: the two groups get rules for each other.",
      ),
    targetGroupName: targetGroupName
      .optional()
      .describe("The target group's name. Defaults to the component's name with a random end."),
    ...routeShape,
    signIn: signInArguments.optional().describe(signInText),
    priority: routeShape.priority.describe(
      "The order of the rule, lowest first. Defaults to after every other.",
    ),
  }),
);

/** The arguments of FargateService. */
export const serviceArguments = argumentType(
  "FargateServiceArgs",
  "Arguments of FargateService.",
  madeOf(
    [taskArguments, workloadArguments],
    strict({
      ...taskArguments.shape,
      serviceName: matching(
        /^[A-Za-z0-9_-]{1,255}$/,
        "1 to 255 letters, digits, hyphens and underscores",
      )
        .optional()
        .describe(
          "The service's name in the cluster, and its name for other services. Defaults to the component's name.",
        ),
      clusterName: id.describe("The cluster's name."),
      ...workloadArguments.shape,
      route: like(stackService.shape.route, route.optional()),
      scaling: like(stackService.shape.scaling, scalingArguments.optional()),
      ...serviceShape,
      alarms: alarmArguments
        .optional()
        .describe("Its alarms: {} for the default ones. Defaults to none."),
      waitsFor: z
        .record(z.string(), id)
        .optional()
        .describe(
          "Versions of jobs that run before the service changes, by the job's name. They are tags of the ECS service, drydock:job:<name>: another version changes it and deploys nothing. Defaults to none.",
        ),
      triggers: z
        .record(z.string().min(1), id)
        .optional()
        .describe(
          "Versions of what tasks read when they start, such as secrets, by a name of yours: another version deploys the service again. Defaults to none.",
        ),
      redeployOnRotationOf: several(
        id,
        "ARNs of secrets with whose rotations AWS deploys the service again, without an update.",
      ),
      dnsNamespaceId: id
        .optional()
        .describe("The Cloud Map private DNS namespace; needed for dnsA and dnsSrv."),
      dnsNamespaceName: z
        .string()
        .optional()
        .describe("That namespace's name, such as test.internal; needed for dnsA and dnsSrv."),
      serviceConnectNamespaceArn: id
        .optional()
        .describe(
          "The Service Connect namespace; needed for serviceConnect, and by every service that calls such a service.",
        ),
    }),
  ),
);
