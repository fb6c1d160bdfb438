import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { quotas } from "../facts/quotas";
import { taskArgumentProblems } from "../fargate-task";
import { checkedArguments } from "../internal/checked-arguments";
import { type ModelProblem, problemIf } from "../model/check/problem";
import { serviceProblems } from "../model/service";
import type { FargateServiceArgs } from "./args";
import { serviceArguments } from "./shape";

/** A service's arguments with every default filled in. */
export interface ServiceSettings extends z.output<typeof serviceArguments> {
  serviceName: string;
}

/** Inputs for a part of a service. */
export interface ServicePart {
  /** The name of the service's resources. */
  readonly name: string;
  readonly parent: pulumi.Resource;
  readonly service: ServiceSettings;
}

/** Checks the arguments of the service that a component of this name creates, and fills in the defaults. */
export function serviceSettings(name: string, args: FargateServiceArgs): ServiceSettings {
  const settings = checkedArguments({
    component: `FargateService "${name}"`,
    schema: serviceArguments,
    rules: (service, declared) => [
      ...serviceProblems(name, service, declared),
      ...taskArgumentProblems(name, service),
      ...targetGroupName(name, service),
      ...missingNamespaces(service),
      ...missingEntrance(service),
      ...noAlarms(service),
      ...noPriority(service),
      ...privateEgress(service),
    ],
    args,
  });
  return { ...settings, serviceName: settings.serviceName ?? name };
}

type Settings = z.output<typeof serviceArguments>;

function targetGroupName(name: string, { route }: Settings): ModelProblem[] {
  // Pulumi makes a physical name unique by a hyphen and seven characters.
  const most = quotas.loadBalancer.targetGroupNameLength - 8;
  return problemIf(
    route !== undefined && !new RegExp(`^[A-Za-z0-9][A-Za-z0-9-]{0,${most - 1}}$`).test(name),
    {
      path: ["route"],
      message: `The component's name "${name}" begins the name of its target group.`,
      allowed: `letters, digits and hyphens, at most ${most} of them`,
      fix: "Give the component a shorter or plainer name.",
    },
  );
}

function missingEntrance({ route }: Settings): ModelProblem[] {
  if (route === undefined) return [];
  const needed = {
    http: ["listenerArn"],
    tcp: ["loadBalancerArn"],
    tls: ["loadBalancerArn", "certificateArn"],
  } as const;
  return needed[route.protocol]
    .filter((argument) => route[argument] === undefined)
    .map((argument) => ({
      path: ["route", argument],
      message: `A route of ${route.protocol} needs it.`,
      fix: `Add ${argument}, which Ingress has as an output.`,
    }));
}

const namespaces = {
  none: [],
  dnsA: ["dnsNamespaceId", "dnsNamespaceName"],
  dnsSrv: ["dnsNamespaceId", "dnsNamespaceName"],
  serviceConnect: ["serviceConnectNamespaceArn"],
} as const;

function missingNamespaces(service: Settings): ModelProblem[] {
  return namespaces[service.discovery]
    .filter((argument) => service[argument] === undefined)
    .map((argument) => ({
      path: [argument],
      message: `Discovery ${service.discovery} needs a namespace.`,
      fix: `Add ${argument}, which Cluster has as an output, or its name.`,
    }));
}

function noAlarms({ deployment: { rollbackOn }, alarms }: Settings): ModelProblem[] {
  return problemIf(rollbackOn.length > 0 && alarms === undefined, {
    path: ["deployment", "rollbackOn"],
    message: "The service has no alarms.",
    fix: "Add alarms: {}, or name existing ones in alarmNames.",
  });
}

/** AWS would put the rule of test requests behind that of all requests, where it gets none. */
function noPriority({ route, deployment: { test } }: Settings): ModelProblem[] {
  return problemIf(test !== undefined && route !== undefined && route.priority === undefined, {
    path: ["route", "priority"],
    message: "The rule of test requests comes just before that of the route, which has no place.",
    allowed: "a whole number from 2 to 50000",
    fix: "Add a priority.",
  });
}

/** Ports to the internet without a public address. */
export function privateEgress({
  publicEgressPorts,
  assignPublicIp,
}: Pick<Settings, "publicEgressPorts" | "assignPublicIp">): ModelProblem[] {
  return problemIf(publicEgressPorts !== undefined && !assignPublicIp, {
    path: ["publicEgressPorts"],
    message: "Only a task with a public address has its own way to the internet.",
    fix: "Set assignPublicIp: true, or remove publicEgressPorts.",
  });
}
