import { RegisterScalableTargetCommand } from "@aws-sdk/client-application-auto-scaling";
import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { count as countWords } from "../../offline/words";
import type { Surroundings } from "../../surroundings";
import { type Aws, withAws } from "../aws";
import { carryOut, type ChangeOptions, howToFollow } from "../changes";
import { environmentOf, type OperatedEnvironment } from "../environment";
import { placeText } from "../places";
import { resourceId, scalableTargets } from "../scaling";
import { describeService } from "../services";
import { type Capacity, type Wish, wanted } from "./wanted";

export type ScaleOptions = ChangeOptions & Wish;

/** @returns 1 if the user declined @throws UsageError */
export async function scaleService(
  options: ScaleOptions,
  surroundings: Surroundings,
): Promise<number> {
  const environment = environmentOf(options, surroundings.folder);
  const { service } = options;
  const { clusterName: cluster } = environment;
  return withAws(environment, async (aws) => {
    const live = await describeService(aws, environment, service);
    const target = (await scalableTargets(aws, cluster, [service])).get(service);
    const now: Capacity = {
      count: live.desiredCount ?? 0,
      ...(target === undefined
        ? {}
        : { range: { min: target.MinCapacity ?? 0, max: target.MaxCapacity ?? 0 } }),
    };
    const then = wanted(now, options);
    const change = {
      plan: planText(service, { now, then }),
      after: afterwards(environment, service, then),
      result: { service, ...then },
      act: () => apply(aws, { cluster, service, then }),
    };
    return carryOut(change, environment, { options, surroundings });
  });
}

function planText(
  service: string,
  { now, then }: { readonly now: Capacity; readonly then: Partial<Capacity> },
): string {
  const parts = [
    ...(then.range === undefined
      ? []
      : [
          `scales between ${then.range.min} and ${then.range.max} tasks in place of ${now.range?.min ?? 0} and ${now.range?.max ?? 0}`,
        ]),
    ...(then.count === undefined
      ? []
      : [
          `runs ${countWords(then.count, "task")} in place of ${now.count}${now.range === undefined ? "" : ", until its scaling says otherwise"}`,
        ]),
  ];
  return `${service}: ${parts.join("; ")}.`;
}

/** The range first: scaling would take a number outside it back at once. */
async function apply(
  aws: Aws,
  {
    cluster,
    service,
    then: { count, range },
  }: { readonly cluster: string; readonly service: string; readonly then: Partial<Capacity> },
): Promise<void> {
  if (range !== undefined) {
    const scaling = await aws.scaling();
    await scaling.send(
      new RegisterScalableTargetCommand({
        ServiceNamespace: "ecs",
        ResourceId: resourceId({ cluster, service }),
        ScalableDimension: "ecs:service:DesiredCount",
        MinCapacity: range.min,
        MaxCapacity: range.max,
      }),
    );
  }
  if (count !== undefined) {
    const ecs = await aws.ecs();
    await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: count }));
  }
}

/** How the stack file follows; what scaling decides is not in it. */
function afterwards(
  environment: OperatedEnvironment,
  service: string,
  { count, range }: Partial<Capacity>,
): string {
  const own = environment.loaded.config.services[service];
  const lines =
    range !== undefined
      ? [
          `scaling: { min: ${range.min}, max: ${range.max} }`,
          placeText(environment, ["services", service, "scaling"]),
        ]
      : own?.scaling === undefined && count !== undefined
        ? [`desiredCount: ${count}`, placeText(environment, ["services", service, "desiredCount"])]
        : undefined;
  const follow = `Done. ${howToFollow(environment, service)}`;
  if (lines === undefined) return follow;
  return `${follow}
The stack file does not say so: a \`pulumi up\` that refreshes first, or that changes this, sets its own number again. To keep
it, write \`${lines[0] ?? ""}\` (${lines[1] ?? ""}).`;
}
