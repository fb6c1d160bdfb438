import { containerPath } from "../../lib/containers";
import { containersOf } from "../../lib/model/ecs";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readBoolean, readString } from "../../lib/reading";
import { levels, stackRule } from "../../lib/rule";

export const taskImageFromManagedRepository = stackRule({
  name: "task-image-from-managed-repository",
  row: 84,
  title: "A task runs images of repositories that this stack manages, immutable and scanned",
  severity: "low",
  levels: levels.preference,
  why: "Of any other registry nobody here can say who may push to it, or whether it is scanned.",
  fix: "Push the image to an ecr.Repository of the program, or use a pull-through cache.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
  decidedBy: "drydock:services.{name}.image",
  kinds: ["taskDefinition", "repository"],
  check({ stack, report, defer }) {
    const byUrl = new Map(
      stack.ofKind("repository").flatMap((repository): [string, StackResource][] => {
        const url = known(readString(repository.properties, "repositoryUrl"));
        return url === undefined ? [] : [[url, repository]];
      }),
    );
    for (const definition of stack.ofKind("taskDefinition")) {
      const containers = containersOf(definition);
      if (containers === undefined) {
        const repositories = repositoriesBehind(definition);
        if (repositories.length === 0) defer(definition, "containerDefinitions");
        continue;
      }
      for (const container of containers) {
        const image = known(readString(container.definition, "image"));
        if (image === undefined) continue;
        const repository = byUrl.get(image.replace(/@.*$/, "").replace(/:[^/:]*$/, ""));
        const problem =
          repository === undefined
            ? "runs an image of a repository that this stack does not manage"
            : weakness(repository);
        if (problem === undefined) continue;
        report(definition, { problem, property: containerPath(container, "image") });
      }
    }
  },
});

/** In a preview: the repository is a dependency itself, or of the image that was built. */
function repositoriesBehind(definition: StackResource): readonly StackResource[] {
  const direct = definition.propertyDependencies.containerDefinitions ?? [];
  return [...direct, ...direct.flatMap((one) => one.dependencies)].filter(
    (one) => one.kind === "repository",
  );
}

function weakness({ properties }: StackResource): string | undefined {
  const scans = known(readBoolean(properties, "imageScanningConfiguration.scanOnPush"));
  const mutability = known(readString(properties, "imageTagMutability"));
  if (scans !== true) return "runs an image of a repository that does not scan";
  return mutability?.startsWith("IMMUTABLE") === true
    ? undefined
    : "runs an image of a repository whose tags move";
}
