/** Application Auto Scaling of services. */
import {
  paginateDescribeScalableTargets,
  type ScalableTarget,
} from "@aws-sdk/client-application-auto-scaling";
import type { Aws } from "./aws";
import type { OperatedEnvironment } from "./environment";
import { allOf, inBatches } from "./pages";
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
  const client = await aws.scaling();
  const keys = new Map(services.map((key) => [resourceId(placeOf(environment, key)), key]));
  const found = await inBatches([...keys.keys()], 50, (ResourceIds) =>
    allOf(
      paginateDescribeScalableTargets({ client }, { ServiceNamespace: "ecs", ResourceIds }),
      ({ ScalableTargets }) => ScalableTargets,
    ),
  );
  return new Map(
    found.flatMap((target) => {
      const key = keys.get(target.ResourceId ?? "");
      return key === undefined ? [] : [[key, target]];
    }),
  );
}
