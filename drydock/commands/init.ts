import { Command, InvalidArgumentError, Option } from "commander";
import type { InitOptions } from "../init/run";
import { wholeNumber, withExamples } from "./options";
import type { Run } from "../surroundings";

export function init(run: Run): Command {
  const command = new Command("init")
    .description(
      "Writes a repository into this folder: two environments with one service. Asks, or takes options.",
    )
    .addOption(
      new Option("-n, --name <name>", "the project's name; defaults to the folder's").argParser(
        projectName,
      ),
    )
    .option("-r, --region <region>", "the AWS region; defaults to us-east-2")
    .addOption(
      new Option(
        "--image <reference>",
        "run an image that exists, such as ghcr.io/acme/web:1.4.2",
      ).conflicts("build"),
    )
    .option(
      "--build <folder>",
      "build the image from this folder's Dockerfile; defaults to app, with a small server where there is none",
    )
    .addOption(
      new Option("-p, --port <number>", "the port it listens on; defaults to 8080").argParser(
        wholeNumber(1, 65535),
      ),
    )
    .option("--internal", "reachable from the VPC only")
    .option("-y, --yes", "ask nothing", false)
    .action((options: InitOptions) =>
      run(async (surroundings) => {
        const { initRepository } = await import("../init/run");
        return initRepository(options, surroundings);
      }),
    );
  return withExamples(command, [
    "init",
    "init --yes --name shop --region eu-central-1",
    "init --yes --image ghcr.io/acme/web:1.4.2 --port 3000 --internal",
  ]);
}

/** It starts the names of clusters, roles and repositories, so AWS's narrowest limits hold. */
function projectName(text: string): string {
  if (/^[a-z][a-z0-9-]{0,19}$/.test(text)) return text;
  throw new InvalidArgumentError(
    "Give 1 to 20 lower-case letters, digits and hyphens, a letter first.",
  );
}
