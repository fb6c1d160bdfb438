import { Command, Option } from "commander";
import type { ComposeOptions } from "../import/run";
import { withExamples } from "./options";
import type { Run } from "../surroundings";

export function importFiles(run: Run): Command {
  return new Command("import")
    .description("Creates a stack file from another tool's files.")
    .addCommand(compose(run));
}

function compose(run: Run): Command {
  const command = new Command("compose")
    .description(
      "Creates a stack file from a Docker Compose file, and from the parameter file of the retired ECS CLI where there is one. " +
        "Lists settings without an equivalent on Fargate, with the reason, in the file and here.",
    )
    .argument("<compose-file>", "such as docker-compose.yml")
    .argument(
      "[ecs-params-file]",
      "such as ecs-params.yml; all services then run in one task, as they did",
    )
    .option(
      "-o, --out <file>",
      "write the stack file here, such as Pulumi.shop.yaml, not to standard output",
    )
    .option("-f, --force", "replace the file that is there", false)
    .option(
      "-r, --region <region>",
      "the AWS region; defaults to one that the files name, else us-east-2",
    )
    .option(
      "-p, --profile <name>",
      "services of this profile too; may be given several times",
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .addOption(
      new Option(
        "-l, --lifecycle <lifecycle>",
        "disposable: for trying it, `pulumi destroy` deletes the data; protected: for data that matters",
      )
        .choices(["disposable", "protected"])
        .default("disposable"),
    )
    .action((file: string, ecsParams: string | undefined, options: ComposeOptions) =>
      run(async (surroundings) => {
        const { importComposeFile } = await import("../import/run");
        return importComposeFile({ compose: file, ecsParams }, options, surroundings);
      }),
    );
  return withExamples(command, [
    "import compose docker-compose.yml --out Pulumi.shop.yaml",
    "import compose docker-compose.yml ecs-params.yml --profile jobs",
  ]);
}
