/** Application Auto Scaling of services. */
import {
  paginateDescribeScalableTargets,
  type ScalableTarget,
} from "@aws-sdk/client-application-auto-scaling";
import type { Aws } from "./aws";
import type { OperatedEnvironment } from "./environment";
import type { ServicePlace } from "./service-deployments";
import { placeOf } from "./services";

/** A service's name in Application Auto Scaling. */
export const resourceId = ({ cluster, service }: ServicePlace): string =>
  `service/${cluster}/${service}`;

/** Scalable targets by the service's key in the stack file; DescribeScalableTargets takes 50 ids at most. */
export async function scalableTargets(
  aws: Aws,
  environment: OperatedEnvironment,
  services: readonly string[],
): Promise<ReadonlyMap<string, ScalableTarget>> {
  const found = new Map<string, ScalableTarget>();
  const client = await aws.scaling();
  const keys = new Map(services.map((key) => [resourceId(placeOf(environment, key)), key]));
  const wanted = [...keys.keys()];
  for (let start = 0; start < wanted.length; start += 50) {
    const ids = wanted.slice(start, start + 50);
    const pages = paginateDescribeScalableTargets(
      { client },
      { ServiceNamespace: "ecs", ResourceIds: ids },
    );
    for await (const { ScalableTargets = [] } of pages) {
      for (const target of ScalableTargets) {
        const key = keys.get(target.ResourceId ?? "");
        if (key !== undefined) found.set(key, target);
      }
    }
  }
  return found;
}
