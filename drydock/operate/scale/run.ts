import { RegisterScalableTargetCommand } from "@aws-sdk/client-application-auto-scaling";
import { UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { count as countWords } from "../../offline/words";
import type { Surroundings } from "../../surroundings";
import type { Aws } from "../aws";
import { changeService, type ChangeOptions, howToFollow } from "../changes";
import { type OperatedEnvironment, placeText } from "../environment";
import { resourceId, scalableTargets } from "../scaling";
import type { ServicePlace } from "../service-deployments";
import { type Capacity, type Wish, wanted } from "./wanted";

export type ScaleOptions = ChangeOptions & Wish;

/** @returns 1 if the user declined @throws UsageError */
export async function scaleService(
  options: ScaleOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { service } = options;
  return changeService(options, surroundings, async ({ aws, environment, place, live }) => {
    const target = (await scalableTargets(aws, environment, [service])).get(service);
    const now: Capacity = {
      count: live.desiredCount ?? 0,
      range: target && { min: target.MinCapacity ?? 0, max: target.MaxCapacity ?? 0 },
    };
    const then = wanted(now, options);
    return {
      plan: planText(service, { now, then }),
      after: afterwards(environment, service, then),
      result: { service, ...then },
      act: () => apply(aws, place, then),
    };
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
  place: ServicePlace,
  { count, range }: Partial<Capacity>,
): Promise<void> {
  if (range !== undefined) {
    const scaling = await aws.scaling();
    await scaling.send(
      new RegisterScalableTargetCommand({
        ServiceNamespace: "ecs",
        ResourceId: resourceId(place),
        ScalableDimension: "ecs:service:DesiredCount",
        MinCapacity: range.min,
        MaxCapacity: range.max,
      }),
    );
  }
  if (count !== undefined) {
    const ecs = await aws.ecs();
    await ecs.send(new UpdateServiceCommand({ ...place, desiredCount: count }));
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
The stack file does not say so: a \`pulumi up\` that refreshes first, or that changes this, sets its own number again. To keep it, write \`${lines[0] ?? ""}\` (${lines[1] ?? ""}).`;
}
