/** Application Auto Scaling of services. */
import {
  paginateDescribeScalableTargets,
  type ScalableTarget,
} from "@aws-sdk/client-application-auto-scaling";
import type { Aws } from "./aws";
import type { ServicePlace } from "./service-deployments";

/** A service's name in Application Auto Scaling. */
export const resourceId = ({ cluster, service }: ServicePlace): string =>
  `service/${cluster}/${service}`;

/** Scalable targets by service; DescribeScalableTargets takes 50 ids at most. */
export async function scalableTargets(
  aws: Aws,
  cluster: string,
  services: readonly string[],
): Promise<ReadonlyMap<string, ScalableTarget>> {
  const found = new Map<string, ScalableTarget>();
  const client = await aws.scaling();
  for (let start = 0; start < services.length; start += 50) {
    const ids = services
      .slice(start, start + 50)
      .map((service) => resourceId({ cluster, service }));
    const pages = paginateDescribeScalableTargets(
      { client },
      { ServiceNamespace: "ecs", ResourceIds: ids },
    );
    for await (const { ScalableTargets = [] } of pages) {
      for (const target of ScalableTargets) {
        found.set(target.ResourceId?.split("/").at(-1) ?? "", target);
      }
    }
  }
  return found;
}
