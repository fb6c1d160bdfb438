import * as aws from "../internal/aws";
import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { unrecorded } from "../internal/arguments";
import { checkedArguments } from "../internal/checked-arguments";
import { getIdentity } from "../internal/identity";
import { outputsOf } from "../internal/outputs";
import { type ModelProblem, problemIf } from "../model/check/problem";
import type { DashboardArgs } from "./args";
import { mostLogGroups, queryText, savedQueries, type SavedQuery } from "./queries";
import { dashboardArgs } from "./shape";
import { dashboardWidgets, mostServices } from "./widgets";

export type { DashboardArgs, DashboardServiceArgs } from "./args";

type Settings = z.output<typeof dashboardArgs>;

/** A CloudWatch dashboard with a row for each service, and saved queries over the logs of all of them. */
export class Dashboard extends pulumi.ComponentResource {
  /** Where to look at it. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: DashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = checkedArguments({
      component: `Dashboard ${name}`,
      schema: dashboardArgs,
      rules: withoutLoadBalancer,
      args,
    });
    super("drydock:index:Dashboard", name, unrecorded, opts);
    const { dashboardName, region } = settings;

    for (const [index, services] of pages(settings.services).entries()) {
      const suffix = index === 0 ? "" : `-${index + 1}`;
      new aws.cloudwatch.Dashboard(
        `${name}${suffix}`,
        {
          dashboardName: `${dashboardName}${suffix}`,
          dashboardBody: dashboardBody(this, { ...settings, services }),
        },
        { parent: this },
      );
    }
    for (const query of savedQueries) {
      createQuery(`${name}-${query.name}`, this, { query, settings });
    }

    this.url = pulumi.output(
      `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboardName}`,
    );
    this.registerOutputs(outputsOf(this));
  }
}

function withoutLoadBalancer({ services, loadBalancerArnSuffix }: Settings): ModelProblem[] {
  return services.flatMap((service, index) =>
    problemIf(
      service.targetGroupArnSuffixes !== undefined &&
        (service.loadBalancerArnSuffix ?? loadBalancerArnSuffix) === undefined,
      {
        path: ["services", index, "targetGroupArnSuffixes"],
        related: [["loadBalancerArnSuffix"]],
        message: "The metrics of a target group are those of a load balancer as well.",
        allowed: "target groups together with loadBalancerArnSuffix",
        fix: "Add loadBalancerArnSuffix.",
      },
    ),
  );
}

/** The services of each dashboard. */
function pages(services: Settings["services"]): Settings["services"][] {
  const count = Math.ceil(services.length / mostServices);
  return Array.from({ length: count }, (_, page) =>
    services.slice(page * mostServices, (page + 1) * mostServices),
  );
}

function dashboardBody(parent: pulumi.Resource, settings: Settings): pulumi.Output<string> {
  const { region, clusterName, loadBalancerArnSuffix, furtherLoadBalancers, services } = settings;
  const widgets = pulumi
    .output({
      ...getIdentity(parent),
      clusterName,
      loadBalancers: [
        ...(loadBalancerArnSuffix === undefined ? [] : [["", loadBalancerArnSuffix] as const]),
        ...Object.entries(furtherLoadBalancers),
      ].map(([name, arnSuffix]) => ({ name, arnSuffix })),
      services: services.map((service) => ({
        serviceName: service.serviceName,
        loadBalancer: service.loadBalancerArnSuffix ?? loadBalancerArnSuffix ?? "",
        targetGroups: service.targetGroupArnSuffixes ?? [],
        alarmNames: service.alarmNames ?? [],
      })),
    })
    .apply(({ accountId, partition, ...known }) =>
      dashboardWidgets({
        ...known,
        region,
        alarmArns: known.services
          .flatMap(({ alarmNames }) => alarmNames)
          .map((name) => `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}`),
      }),
    );
  return pulumi.jsonStringify({ widgets });
}

function createQuery(
  name: string,
  parent: pulumi.Resource,
  { query, settings }: { readonly query: SavedQuery; readonly settings: Settings },
): void {
  const { dashboardName, services, flowLogGroupName } = settings;
  const groups =
    query.of === "services"
      ? services.map(({ logGroupName }) => logGroupName)
      : flowLogGroupName === undefined
        ? []
        : [flowLogGroupName];
  if (groups.length === 0) return;
  new aws.cloudwatch.QueryDefinition(
    name,
    {
      // CloudWatch shows what stands before the slash as a folder.
      name: `${dashboardName}/${query.name}`,
      queryString: queryText(query),
      logGroupNames: groups.length > mostLogGroups ? undefined : groups,
    },
    { parent },
  );
}
