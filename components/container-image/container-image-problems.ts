import type { ArgumentProblem } from "../internal/arguments";

/** Processors, as Amazon ECS calls them, to the platforms an image is built for. */
const platforms = { ARM64: "linux/arm64", X86_64: "linux/amd64" } as const;

/** What decides which resources an image has, and may contradict. */
export interface ContainerImageChoice {
  readonly architecture?: string;
  readonly repositoryName?: string;
  readonly build?: object;
  readonly reference?: string;
  readonly pinDigest?: boolean;
}

/** What is wrong with the arguments of an image, without looking at files. */
export function containerImageProblems(choice: ContainerImageChoice): ArgumentProblem[] {
  const { build, reference, repositoryName, pinDigest } = choice;
  const problems: ArgumentProblem[] = [];
  const refuse = (propertyPath: string, reason: string) => {
    problems.push({ propertyPath, reason });
  };
  if (build === undefined && reference === undefined) {
    refuse("build", "is missing, and so is reference; give exactly one of the two.");
  }
  if (build !== undefined && reference !== undefined) {
    refuse("reference", `is "${reference}" beside build; give exactly one of the two.`);
  }
  if (build !== undefined && repositoryName === undefined) {
    refuse(
      "repositoryName",
      "is missing; a build needs the name of the repository it is pushed to.",
    );
  }
  if (build === undefined && repositoryName !== undefined) {
    refuse("repositoryName", `is "${repositoryName}" without build; leave it out.`);
  }
  if (build !== undefined && pinDigest === true) {
    refuse(
      "pinDigest",
      "is true beside build; leave it out, a build is deployed by digest anyway.",
    );
  }
  const { architecture } = choice;
  if (architecture !== undefined && !Object.hasOwn(platforms, architecture)) {
    refuse(
      "architecture",
      `is "${architecture}"; give one of ${Object.keys(platforms).join(", ")}.`,
    );
  }
  return problems;
}

/** The platform an image is built for; `linux/amd64` where nothing is said. */
export function platformOf(architecture: string | undefined) {
  return architecture === "ARM64" ? platforms.ARM64 : platforms.X86_64;
}
