/** Files of other kinds that people give in a stack file's place. */

/** The features by which a file is recognised: its text, and its keys at the top where it is a map. */
interface Looks {
  readonly text: string;
  readonly keys: readonly string[];
}

interface ForeignKind {
  /** As in "This is ...". */
  readonly what: string;
  readonly is: (looks: Looks) => boolean;
  /** What to do; `file` is how messages name the file. */
  readonly fix: (file: string) => string;
}

const has =
  (...names: readonly string[]) =>
  ({ keys }: Looks): boolean =>
    names.every((name) => keys.includes(name));

const looksLike =
  (pattern: RegExp) =>
  ({ text }: Looks): boolean =>
    pattern.test(text);

const stackFile = "a stack file is Pulumi.<stack>.yaml";

/** What to do where no command imports the file. */
const init = (mapping: string) => (): string =>
  `Run npx drydock init in a new folder for a stack file to start from; ${mapping}`;

const kinds: readonly ForeignKind[] = [
  {
    what: "a Docker Compose file",
    is: ({ keys, text }) =>
      keys.includes("services") &&
      !keys.some((key) => key.includes(":")) &&
      /^[ \t]+(?:image["']?\s*:\s*[^\s{]|(?:build|ports|command)["']?\s*:)/m.test(
        text.replaceAll("{", "\n "),
      ),
    fix: (file) => `Convert it:\nnpx drydock import compose ${file} --out Pulumi.shop.yaml`,
  },
  {
    what: "a Copilot manifest",
    is: ({ keys, text }) =>
      keys.includes("name") &&
      /^type:\s*["']?(?:Load Balanced Web Service|Backend Service|Worker Service|Scheduled Job|Request-Driven Web Service|Static Site|Environment)/m.test(
        text,
      ),
    fix: init(
      "image.port is containerPort, http is route, variables is environment, count is scaling, and memory is memoryMiB.",
    ),
  },
  {
    what: "a Kubernetes manifest",
    is: has("apiVersion", "kind"),
    fix: init(
      "a Deployment is an entry of drydock:services, replicas is desiredCount, resources are cpu and memoryMiB, and an Ingress is route.",
    ),
  },
  {
    what: "an Amazon ECS task definition",
    is: ({ keys }) =>
      keys.includes("containerDefinitions") ||
      keys.includes("taskDefinition") ||
      keys.includes("taskDefinitionArn"),
    fix: init(
      "the essential container is an entry of drydock:services, the others are its sidecars, memory is memoryMiB, and portMappings are containerPort.",
    ),
  },
  {
    what: "a CloudFormation template",
    is: ({ keys, text }) =>
      keys.includes("AWSTemplateFormatVersion") ||
      (keys.includes("Resources") && /Type["']?:\s*["']?(?:AWS|Custom)::/.test(text)),
    fix: init(
      "an AWS::ECS::Service is an entry of drydock:services with the size of its task definition.",
    ),
  },
  {
    what: "Terraform",
    is: looksLike(/^[ \t]*(?:resource\s+"|module\s+"|provider\s+"|variable\s+"|terraform\s*\{)/m),
    fix: init(
      "an aws_ecs_service is an entry of drydock:services with the size of its task definition.",
    ),
  },
  {
    what: "a program",
    is: looksLike(
      /^[ \t]*(?:import\s.+\sfrom\s|export\s+(?:default|const)\s|const\s+\w+\s*=\s|#!\/)/m,
    ),
    fix: init("a stack file names by keys the resources that a program creates with other tools."),
  },
  {
    what: "the project's file, as Pulumi.yaml is",
    is: has("name", "runtime"),
    fix: () =>
      `Leave it as it is, and write the environment's keys into another file: ${stackFile}.`,
  },
  {
    what: "a package.json or its lock file",
    is: ({ keys }) =>
      keys.includes("name") &&
      ["dependencies", "devDependencies", "scripts", "lockfileVersion"].some((key) =>
        keys.includes(key),
      ),
    fix: () => `Name another file: ${stackFile}.`,
  },
  {
    what: "a file of exemptions from policies",
    is: has("exemptions"),
    fix: () => `Keep it as policy-exemptions.yaml, and name another file: ${stackFile}.`,
  },
  {
    what: "a Dockerfile",
    is: looksLike(/^FROM\s+\S+/im),
    fix: () =>
      "Name its folder in a stack file: image: { build: { context: folder } } of a service builds it.",
  },
  {
    what: "an environment file",
    is: ({ keys, text }) =>
      keys.length === 0 &&
      text.split("\n").some((line) => /^\w+=/.test(line)) &&
      text.split("\n").every((line) => /^(?:[ \t\r]*|#.*|(?:export )?\w[\w.]*=.*)$/.test(line)),
    fix: () => "Name it in a stack file: envFiles: [file.env] of a service reads it.",
  },
];

/** Recognises a file of another kind and says what to do with it; undefined for a possible stack file. */
export function foreignFile(
  looks: Looks,
  file: string,
): { readonly message: string; readonly fix: string } | undefined {
  if (looks.keys.includes("config")) return undefined;
  const kind = kinds.find(({ is }) => is(looks));
  return kind && { message: `This is ${kind.what}, not a stack file.`, fix: kind.fix(file) };
}
