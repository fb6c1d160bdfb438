/** What tasks of services cost: the fewest that run all month, and the most in peak hours. */
import type { CostAssumptions } from "drydock-components/model/cost";
import { isBag } from "../offline/capture/values";
import { scalableIdOf } from "../offline/cloud/aws/scalable-target";
import { textAt, valuesAt } from "../offline/cloud/values";
import type { SnapshotResource } from "../offline/preview/snapshot";
import { type Charge, hoursPerMonth, inputsOf, ofType, type Resources } from "./charges";

/** One service with its task's size and its numbers of tasks. */
export interface ServiceTasks {
  readonly name: string;
  readonly vcpu: number;
  readonly memoryGB: number;
  /** Beyond the 20 GiB that come with a task. */
  readonly storageGB: number;
  readonly arm: boolean;
  /** A task has an address of its own. */
  readonly publicAddress: boolean;
  readonly min: number;
  readonly max: number;
  /** What a number of tasks counts for, as Spot is cheaper. */
  readonly weighed: (tasks: number) => number;
}

export function servicesOf(resources: Resources, assumptions: CostAssumptions): ServiceTasks[] {
  const tasks = byText(ofType(resources, "ecs/taskDefinition:TaskDefinition"), "family");
  const targets = byText(ofType(resources, "appautoscaling/target:Target"), "resourceId");
  return ofType(resources, "ecs/service:Service").flatMap((service): ServiceTasks[] => {
    const family = familyOf(service);
    const task = family === undefined ? undefined : tasks.get(family);
    if (task === undefined) return [];
    const inputs = inputsOf(task);
    const [storage = 20] = valuesAt(inputs, "ephemeralStorage.sizeInGib");
    const { min, max } = numbersOf(service, targets);
    return [
      {
        name: service.name,
        vcpu: Number(inputs["cpu"]) / 1024,
        memoryGB: Number(inputs["memory"]) / 1024,
        storageGB: Math.max(0, Number(storage) - 20),
        arm: textAt(inputs, "runtimePlatform.cpuArchitecture") === "ARM64",
        publicAddress:
          valuesAt(inputsOf(service), "networkConfiguration.assignPublicIp")[0] === true,
        min,
        max,
        weighed: weighing(service, assumptions),
      },
    ];
  });
}

type ByText = ReadonlyMap<string, SnapshotResource>;

/** Resources by the text of one of their inputs; the first counts. */
const byText = (resources: readonly SnapshotResource[], path: string): ByText =>
  new Map(resources.toReversed().map((one) => [textAt(inputsOf(one), path), one]));

/** The family of the task definition that a service runs. */
export const familyOf = (service: SnapshotResource): string | undefined =>
  /task-definition\/([^:]+)/.exec(textAt(inputsOf(service), "taskDefinition"))?.[1];

function numbersOf(service: SnapshotResource, targets: ByText): Record<"min" | "max", number> {
  const inputs = inputsOf(service);
  const target = targets.get(scalableIdOf(inputs));
  const wanted = Number(inputs["desiredCount"] ?? 1);
  if (target === undefined) return { min: wanted, max: wanted };
  const { minCapacity = wanted, maxCapacity = wanted } = inputsOf(target);
  return { min: Number(minCapacity), max: Number(maxCapacity) };
}

/** Base tasks go to their provider first, the rest by weight: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html */
function weighing(
  service: SnapshotResource,
  { spotDiscountPercent }: CostAssumptions,
): (tasks: number) => number {
  const strategies = valuesAt(inputsOf(service), "capacityProviderStrategies.*")
    .filter(isBag)
    .map(({ capacityProvider, base = 0, weight = 0 }) => ({
      spot: capacityProvider === "FARGATE_SPOT",
      base: Number(base),
      weight: Number(weight),
    }));
  const total = strategies.reduce((sum, { weight }) => sum + weight, 0);
  return (tasks) => {
    const base = strategies.reduce((sum, one) => sum + one.base, 0);
    const rest = Math.max(0, tasks - base);
    const onSpot = strategies
      .filter(({ spot }) => spot)
      .reduce(
        (sum, one) =>
          sum + Math.min(one.base, tasks) + (total > 0 ? (rest * one.weight) / total : 0),
        0,
      );
    return tasks - (onSpot * spotDiscountPercent) / 100;
  };
}

export function taskCharges(resources: Resources, assumptions: CostAssumptions): Charge[] {
  const peakHours = (assumptions.peakHoursPerDay * hoursPerMonth) / 24;
  return servicesOf(resources, assumptions).flatMap((service): Charge[] => {
    const more = service.weighed(service.max) - service.weighed(service.min);
    return [
      ...chargesFor(service, service.weighed(service.min) * hoursPerMonth, false),
      ...chargesFor(service, Math.max(0, more) * peakHours, true),
    ];
  });
}

function chargesFor(service: ServiceTasks, hours: number, use: boolean): Charge[] {
  const { name, vcpu, memoryGB, storageGB, arm, publicAddress } = service;
  const part = `tasks of ${name}`;
  return [
    {
      part,
      key: arm ? "fargateArmVcpuHour" : "fargateVcpuHour",
      quantity: hours * vcpu,
      use,
    },
    {
      part,
      key: arm ? "fargateArmGbHour" : "fargateGbHour",
      quantity: hours * memoryGB,
      use,
    },
    { part, key: "taskStorageGbHour", quantity: hours * storageGB, use },
    { part, key: "publicAddressHour", quantity: publicAddress ? hours : 0, use },
  ];
}
