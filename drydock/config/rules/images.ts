import { ecrImage } from "drydock-components/facts/ecr";
import { type ModelProblem, within } from "drydock-components/model/check/problem";
import { buildProblems, referenceProblems } from "drydock-components/model/image";
import { taskReachesInternet } from "../reach";
import type { StackConfig } from "../schema";
import { orAsk } from "./platform";
import { containers, type NamedContainer, type Rule, type RuleContext } from "./rule";

/** Images: that they can be built here, and pulled there. */
export const images: Rule = (config, context) =>
  containers(config).flatMap((container) => {
    const { image } = container.container;
    const path = [...container.path, "image"];
    if ("build" in image) return within([...path, "build"], buildProblems(image.build, context));
    return [
      ...within(path, referenceProblems(image)),
      ...reachFindings(container, config, context),
    ];
  });

/** Without a way to the internet a task reaches the ECR of its own region, through endpoints, and nothing else. */
function reachFindings(
  { container, path, owner }: NamedContainer,
  config: StackConfig,
  { region, contract }: RuleContext,
): ModelProblem[] {
  const { image } = container;
  const connected = taskReachesInternet(owner.task, config);
  if (!("reference" in image) || connected) return [];
  const imageRegion = ecrImage(image.reference)?.region;
  if (imageRegion !== undefined && (region === undefined || imageRegion === region)) return [];
  return [
    {
      path: [...path, "image", "reference"],
      related: [
        ["network", "natGateways"],
        [...owner.path, "placement"],
      ],
      message:
        imageRegion === undefined
          ? "A task in a private subnet without NAT cannot pull an image from a public registry."
          : `A task without NAT reaches the ECR of its own region only, and this image is in ${imageRegion}.`,
      allowed: `without NAT: an image built here, or one in ECR: <account>.dkr.ecr.${region ?? "<region>"}.amazonaws.com/...`,
      fix:
        "Copy the image into ECR (or use a pull-through cache), " +
        (contract === undefined
          ? "or set drydock:network.natGateways to single, "
          : `${orAsk("set drydock:network.natGateways to single", contract)}, `) +
        `or the ${owner.path[0] === "jobs" ? "job" : "service"}'s placement to public.`,
    },
  ];
}
