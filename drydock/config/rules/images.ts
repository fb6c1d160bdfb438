import { ecrImage } from "drydock-components/facts/ecr";
import { type ModelProblem } from "drydock-components/model/check/problem";
import { type StackConfig } from "../schema";
import { containers, type NamedContainer, type Rule, type RuleContext } from "./rule";
import { secretShape } from "drydock-components/model/secret-shapes";
import { nameList, nearestName } from "drydock-components/model/check/nearest";

/** Images: that they can be built here, and pulled there. */
export const images: Rule = (config, context) =>
  containers(config).flatMap((container) => [
    ...buildFindings(container, context),
    ...referenceFindings(container),
    ...reachFindings(container, config, context),
  ]);

function buildFindings({ container, path }: NamedContainer, context: RuleContext): ModelProblem[] {
  if (!("build" in container.image)) return [];
  const { build } = container.image;
  const buildPath = [...path, "image", "build"];
  const secretArgs = Object.entries(build.args).flatMap(([name, value]): ModelProblem[] => {
    const shape = secretShape(name, value);
    if (shape === undefined) return [];
    return [
      {
        path: [...buildPath, "args", name],
        at: "key",
        message: `This build argument looks like a secret (${shape}); arguments stay readable in the image.`,
        allowed: "values that anyone who has the image may read",
        fix: "Remove it; give the running container the secret under secrets.",
      },
    ];
  });
  const kind = context.files.kind(build.context);
  if (kind !== "folder") {
    return [
      ...secretArgs,
      {
        path: [...buildPath, "context"],
        message: kind === "missing" ? "There is no such folder." : "This is a file, not a folder.",
        allowed: "a folder, by its path from the stack file",
        fix: "Correct the path, or add the folder.",
      },
    ];
  }
  return [...secretArgs, ...dockerfileFindings(container.image, buildPath, context)];
}

function dockerfileFindings(
  { build }: Extract<NamedContainer["container"]["image"], { build: unknown }>,
  buildPath: readonly (string | number)[],
  context: RuleContext,
): ModelProblem[] {
  const dockerfile = build.dockerfile ?? `${build.context}/Dockerfile`;
  const bytes = context.files.read(dockerfile);
  if (bytes === undefined) {
    return [
      {
        path: [...buildPath, ...(build.dockerfile === undefined ? ["context"] : ["dockerfile"])],
        message:
          build.dockerfile === undefined
            ? "This folder holds no file named Dockerfile."
            : "There is no such Dockerfile.",
        allowed: "a Dockerfile, by its path from the stack file",
        fix: "Correct the path, or add the file.",
      },
    ];
  }
  if (build.target === undefined) return [];
  const stages = [...new TextDecoder().decode(bytes).matchAll(STAGE)].map(([, name]) => name ?? "");
  if (stages.some((stage) => stage.toLowerCase() === build.target?.toLowerCase())) return [];
  const near = nearestName(build.target, stages);
  return [
    {
      path: [...buildPath, "target"],
      message: `${context.shownFile(dockerfile)} has no stage of this name.`,
      allowed: nameList(stages),
      fix:
        near === undefined
          ? "Write the name of a stage (FROM ... AS name)."
          : `Did you mean ${near}?`,
    },
  ];
}

/** https://docs.docker.com/reference/dockerfile/#from */
const STAGE = /^\s*FROM\s.*\sAS\s+([A-Za-z0-9_.-]+)\s*$/gim;

function referenceFindings({ container, path }: NamedContainer): ModelProblem[] {
  const { image } = container;
  if (!("reference" in image)) return [];
  const imagePath = [...path, "image"];
  const name = image.reference.slice(image.reference.lastIndexOf("/") + 1);
  const digest = image.reference.includes("@");
  const findings: ModelProblem[] = [];
  if (!digest && !name.includes(":")) {
    findings.push({
      path: [...imagePath, "reference"],
      message: "This names neither a tag nor a digest, so it would be whatever is newest.",
      allowed: "registry/repository:tag, or registry/repository@sha256:digest",
      fix: "Add the tag or the digest you have tested.",
    });
  }
  if (image.pinDigest && digest) {
    findings.push({
      path: [...imagePath, "pinDigest"],
      related: [[...imagePath, "reference"]],
      message: "The reference names a digest already, so there is nothing to look up.",
      allowed: "pinDigest: true with a tag",
      fix: "Remove pinDigest.",
    });
  }
  if (image.pinDigest && image.credentialsSecret !== undefined) {
    findings.push({
      path: [...imagePath, "pinDigest"],
      related: [[...imagePath, "credentialsSecret"]],
      message:
        "The look-up has no credentials: only the running task gets those of credentialsSecret.",
      allowed: "pinDigest: true for images anyone may pull",
      fix: "Remove pinDigest and write the digest into reference.",
    });
  }
  return findings;
}

/** Without a way to the internet a task reaches the ECR of its own region, through endpoints, and nothing else. */
function reachFindings(
  { container, path, owner }: NamedContainer,
  { network }: StackConfig,
  { region }: RuleContext,
): ModelProblem[] {
  const { image } = container;
  const connected = network.natGateways !== "none" || owner.service.placement === "public";
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
        "Copy the image into ECR (or use a pull-through cache), or set drydock:network.natGateways to single, " +
        "or the service's placement to public.",
    },
  ];
}
