/** Refuses to change a load balancer first, where the guard of a service behind it would refuse what comes after. */
import * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";
import { boundHook } from "drydock-components/internal/bound-hook";
import { moveBackFirst } from "drydock-components/model/deployment-change";
import {
  type ShiftingService,
  shiftingService,
} from "drydock-components/internal/shifting-service";
import { routedTo } from "../config";
import { clusterName } from "./names";
import type { Environment } from "./settings";

/** The load balancer that is guarded. */
export interface Guarded {
  /** In the stack file. */
  readonly name: string;
  /** Whether its listener is to serve HTTPS. */
  readonly secure: boolean;
  readonly provider: pulumi.ProviderResource;
}

/** Another load balancer means another rule for every service. */
const balancer = "aws:lb/loadBalancer:LoadBalancer";

/** Parts of a load balancer that change before the rules of services. */
const parts = /^aws:(?:acm|ec2|lb|route53|vpc)\//;

/**
 * Options of a load balancer whose parts are created and changed only if no service behind it has its production on its alternate
 * target group, or if its rules stay. A new rule would lead to the first group, which has no tasks then. An update without a
 * preview meets a service's own guard only when listeners have changed.
 */
export function guarded(
  options: pulumi.ComponentResourceOptions,
  environment: Environment,
  balanced: Guarded,
): pulumi.ComponentResourceOptions {
  const { config, names } = environment;
  const cluster = clusterName(names, config);
  const services = routedTo(balanced.name, config).map(({ name }) => names.service(name));
  if (services.length === 0) return options;
  // Asked once: everything that changes waits for the same answer.
  let asked: Promise<readonly Moved[]> | undefined;
  const movedOf = () => (asked ??= movedServices(cluster, services, balanced.provider));
  const refuse = (lost: Moved | undefined): void => {
    if (lost !== undefined) throw new Error(moveBackFirst(lost));
  };
  const anotherListener = ({ secure }: Moved): boolean => secure !== balanced.secure;
  const refuseNew = async ({ type }: pulumi.ResourceHookArgs): Promise<void> => {
    refuse((await movedOf()).find((one) => type === balancer || anotherListener(one)));
  };
  const refuseUpdate = async (): Promise<void> => {
    refuse((await movedOf()).find(anotherListener));
  };
  const inPreviewsToo = { onDryRun: true };
  const hooks = {
    beforeCreate: [boundHook(`guard-new-${balanced.name}`, refuseNew, inPreviewsToo)],
    beforeUpdate: [boundHook(`guard-${balanced.name}`, refuseUpdate, inPreviewsToo)],
  };
  const transformation: pulumi.ResourceTransformation = ({ type, props, opts }) =>
    parts.test(type) ? { props, opts: { ...opts, hooks } } : undefined;
  return { ...options, transformations: [...(options.transformations ?? []), transformation] };
}

/** A service whose production is on its alternate target group. */
interface Moved extends ShiftingService {
  /** Whether its rule is one of an HTTPS listener. */
  readonly secure: boolean;
}

async function movedServices(
  cluster: string,
  services: readonly string[],
  provider: pulumi.ProviderResource,
): Promise<Moved[]> {
  const found = await Promise.all(
    services.map((serviceName) => shiftingService({ cluster, serviceName }, { provider })),
  );
  return Promise.all(
    found
      .filter((one) => one !== undefined)
      .filter(({ onAlternate }) => onAlternate)
      .map(async (one) => {
        const { protocol } = await lb.getListener({ arn: one.listenerArn }, { provider });
        return { ...one, secure: protocol === "HTTPS" };
      }),
  );
}
