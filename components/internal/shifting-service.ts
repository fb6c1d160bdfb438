import type * as pulumi from "@pulumi/pulumi";
import { getsRequests, sharesOf } from "../model/deployment-change";
import * as aws from "./aws";
import { unlessAbsent } from "./unless-absent";

/** A service of which ECS moves the requests from one target group to the other, as it is at AWS. */
export interface ShiftingService {
  readonly serviceName: string;
  readonly clusterArn: string;
  /** The listener of its rule. */
  readonly listenerArn: string;
  /** Whether production is on its second target group. */
  readonly onAlternate: boolean;
}

/** Where a service is, or may be. */
export interface ServicePlace {
  readonly serviceName: string;
  /** The ARN or the name of its cluster. */
  readonly cluster: string;
}

/**
 * Asks AWS for a service and its rule.
 *
 * @returns undefined where there is no such service, where ECS does not move its requests, or where somebody deleted its rule
 * @throws the provider's error, unless it says that there is no such thing: without an answer nothing is guarded
 */
export async function shiftingService(
  place: ServicePlace,
  options: pulumi.InvokeOptions,
): Promise<ShiftingService | undefined> {
  const service = await existingService(place, options);
  const [advanced] = service?.loadBalancers[0]?.advancedConfigurations ?? [];
  if (service === undefined || advanced === undefined) return undefined;
  const { serviceName, clusterArn } = service;
  const rule = await unlessAbsent(
    noSuchRule,
    aws.lb.getListenerRule({ arn: advanced.productionListenerRule }, options),
  );
  if (rule === undefined) return undefined;
  const onAlternate = getsRequests(sharesOf(rule.actions), advanced.alternateTargetGroupArn);
  return { serviceName, clusterArn, listenerArn: rule.listenerArn, onAlternate };
}

/** The provider's words, https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/tfresource/not_found_error.go. */
const noSuchService = /no matching ECS Service found/;
/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeRules.html */
const noSuchRule = /RuleNotFound/;

/** The service, which may not exist yet, nor its cluster; ECS also describes a deleted service for a while, as inactive. */
async function existingService(
  { cluster, serviceName }: ServicePlace,
  options: pulumi.InvokeOptions,
): Promise<aws.ecs.GetServiceResult | undefined> {
  const asked = aws.ecs.getService({ clusterArn: cluster, serviceName }, options);
  const service = await unlessAbsent(noSuchService, asked);
  return service?.status === "ACTIVE" ? service : undefined;
}
