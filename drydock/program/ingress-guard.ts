/** Refuses to change a load balancer first, where the guard of a service behind it would refuse what comes after. */
import { AsyncResource } from "node:async_hooks";
import * as ecs from "@pulumi/aws/ecs";
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import {
  getsEverything,
  moveBackFirst,
  sharesOf,
} from "drydock-components/model/deployment-change";
import { routedTo } from "../config";
import type { Environment } from "./settings";

/** The load balancer that is guarded. */
export interface Guarded {
  /** In the stack file. */
  readonly name: string;
  /** Whether its listener is to serve HTTPS. */
  readonly secure: boolean;
  readonly provider: pulumi.ProviderResource;
}

/** Another load balancer or another listener means another rule for every service. */
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
  const services = routedTo(balanced.name, environment.config).map(({ name }) =>
    environment.names.service(name),
  );
  if (services.length === 0) return options;
  // Asked once: everything that changes waits for the same answer.
  let asked: Promise<readonly Moved[]> | undefined;
  const check = async ({ type }: pulumi.ResourceHookArgs): Promise<void> => {
    asked ??= movedServices(environment.names.environment, services, balanced.provider);
    const lost = (await asked).find((one) => type === balancer || one.secure !== balanced.secure);
    if (lost !== undefined) throw new Error(moveBackFirst(lost));
  };
  // The engine calls outside the program's context, in which an invoke has no monitor.
  const hook = new pulumi.ResourceHook(`guard-${balanced.name}`, AsyncResource.bind(check), {
    onDryRun: true,
  });
  const hooks = { beforeCreate: [hook], beforeUpdate: [hook] };
  const transformation: pulumi.ResourceTransformation = ({ type, props, opts }) =>
    parts.test(type) ? { props, opts: { ...opts, hooks } } : undefined;
  return { ...options, transformations: [...(options.transformations ?? []), transformation] };
}

/** A service whose production is on its alternate target group. */
interface Moved {
  readonly serviceName: string;
  readonly clusterArn: string;
  /** Whether its rule is one of an HTTPS listener. */
  readonly secure: boolean;
}

async function movedServices(
  cluster: string,
  services: readonly string[],
  provider: pulumi.ProviderResource,
): Promise<Moved[]> {
  const found = await Promise.all(
    services.map((service) => movedService(cluster, service, provider)),
  );
  return found.filter((one) => one !== undefined);
}

async function movedService(
  cluster: string,
  serviceName: string,
  provider: pulumi.ProviderResource,
): Promise<Moved | undefined> {
  const service = await existingService(cluster, serviceName, provider);
  const [loadBalancer] = service?.loadBalancers ?? [];
  const [advanced] = loadBalancer?.advancedConfigurations ?? [];
  if (service === undefined || loadBalancer === undefined || advanced === undefined) {
    return undefined;
  }
  const rule = await lb.getListenerRule({ arn: advanced.productionListenerRule }, { provider });
  if (getsEverything(sharesOf(rule.actions), loadBalancer.targetGroupArn)) return undefined;
  const listener = await lb.getListener({ arn: rule.listenerArn }, { provider });
  const { clusterArn } = service;
  return { serviceName, clusterArn, secure: listener.protocol === "HTTPS" };
}

/** The provider's words, https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/tfresource/not_found_error.go. */
const noSuchService = /no matching ECS Service found/;

/**
 * The service, which may not exist yet, nor its cluster; ECS also describes a deleted service for a while, as inactive. By the
 * names: the program may be about to create both.
 *
 * @throws the provider's error, unless it says that there is no such service: without an answer nothing is guarded
 */
async function existingService(
  clusterArn: string,
  serviceName: string,
  provider: pulumi.ProviderResource,
): Promise<ecs.GetServiceResult | undefined> {
  try {
    const service = await ecs.getService({ clusterArn, serviceName }, { provider });
    return service.status === "ACTIVE" ? service : undefined;
  } catch (error) {
    if (error instanceof Error && noSuchService.test(error.message)) return undefined;
    throw error;
  }
}
