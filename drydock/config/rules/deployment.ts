import { type ModelProblem, within } from "drydock-components/model/check/problem";
import { ulimitProblems } from "drydock-components/model/container";
import { containersOf, type NamedService, services, type Rule } from "./rule";

/** That tasks can run at all, and that a new version can replace the old. */
export const deployments: Rule = (config) =>
  services(config).flatMap((owner) => [
    ...noCapacity(owner),
    ...deadlock(owner),
    ...containersOf(owner).flatMap(({ container, path }) =>
      within(path, ulimitProblems(container)),
    ),
  ]);

function noCapacity({ service: { capacity }, path }: NamedService): ModelProblem[] {
  if (capacity.onDemandWeight > 0 || capacity.spotWeight > 0) return [];
  return [
    {
      path: [...path, "capacity"],
      at: "key",
      showValue: false,
      message: "Both weights are 0, so no task beyond the base would have a place to run.",
      allowed: "onDemandWeight or spotWeight above 0",
      fix: "Set onDemandWeight: 1, or spotWeight: 1 for Spot.",
    },
  ];
}

/**
 * ECS rounds the fewest healthy tasks up and the most tasks down; where that leaves no task to stop and none to start, a
 * deployment never moves.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
function deadlock({ service, path }: NamedService): ModelProblem[] {
  const { minimumHealthyPercent, maximumPercent } = service.deployment;
  const fewest = Math.max(service.scaling?.min ?? service.desiredCount ?? 1, 1);
  const most = Math.max(service.scaling?.max ?? fewest, fewest);
  for (let count = fewest; count <= most; count += 1) {
    const kept = Math.ceil((count * minimumHealthyPercent) / 100);
    const limit = Math.floor((count * maximumPercent) / 100);
    if (kept >= count && limit <= count) {
      return [
        {
          path: [...path, "deployment"],
          at: "key",
          showValue: false,
          related: [
            [...path, "scaling"],
            [...path, "desiredCount"],
          ],
          message:
            `With ${count === 1 ? "one task" : `${count} tasks`}, ${minimumHealthyPercent} percent is ${kept} that must stay and ` +
            `${maximumPercent} percent is ${limit} at most: a deployment could neither stop a task nor start one.`,
          allowed: "limits that leave room for one task more or one less",
          fix: "Set maximumPercent: 200, or minimumHealthyPercent: 0.",
        },
      ];
    }
  }
  return [];
}
