import * as aws from "../internal/aws";
import { tlsPolicy } from "../internal/tls-policy";
import type { ServiceRoute, ServiceRouteArgs } from "./route";
import { createTargetGroup } from "./target-group";

/** Creates the target group of a service behind a network load balancer, and the listener that leads to it. */
export function createNetworkRoute(args: ServiceRouteArgs): ServiceRoute {
  const { name, parent, service, balanced } = args;
  const { route, containerPort } = balanced;
  const { loadBalancerArn = "", protocol, port, certificateArn } = route;
  const targetGroup = createTargetGroup(name, args);
  const listener = new aws.lb.Listener(
    name,
    {
      loadBalancerArn,
      port,
      protocol: protocol.toUpperCase(),
      // A TLS listener keeps idle connections for 350 seconds, always.
      ...(protocol === "tls"
        ? { certificateArn, sslPolicy: tlsPolicy }
        : { tcpIdleTimeoutSeconds: route.idleTimeoutSeconds ?? 350 }),
      defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      tags: service.tags,
    },
    { parent },
  );
  return {
    targetGroup,
    targetGroups: [
      {
        loadBalancer: route.loadBalancerArnSuffix,
        targetGroup: targetGroup.arnSuffix,
        network: true,
      },
    ],
    loadBalancer: { targetGroupArn: targetGroup.arn, containerName: name, containerPort },
    needed: [listener],
  };
}
