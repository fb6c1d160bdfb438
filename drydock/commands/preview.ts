import { Command, Option } from "commander";
import type { PreviewOptions } from "../offline/preview/run";
import { configOption, jsonOption, stacksOption, withExamples } from "./options";
import type { Run } from "../surroundings";

export function preview(run: Run): Command {
  const command = new Command("preview")
    .description(
      "Shows the resources and changes of each environment, and the policies it breaks. Needs no AWS account.",
    )
    .addOption(stacksOption())
    .addOption(configOption().conflicts("stack"))
    .option("-t, --tree", "every resource under its component", false)
    .addOption(jsonOption().conflicts("markdown"))
    .option("--markdown", "a pull-request comment", false)
    .option(
      "--html <file>",
      "also write one page for a browser: changes, policies, cost, a picture, who can read what",
    )
    .option("--sarif <file>", "also write policy findings as SARIF 2.1.0")
    .option("--junit <file>", "also write policy results as JUnit XML")
    .option(
      "--annotations",
      "also print new findings for GitHub, which shows them at their lines",
      false,
    )
    .option(
      "--rules-from <folder>",
      "a checkout whose policies, levels and exemptions decide, such as the base branch's; differences are named",
    )
    .addOption(
      new Option("--pack <where>", "run the policies here, or in a process as Pulumi starts it")
        .choices(["here", "process"])
        .default("here"),
    )
    .option("--accept", "accept the present state as the new baseline", false)
    .option("--check", "fail when the baseline is stale (the default where CI=true)", false)
    .addOption(
      new Option(
        "--watch",
        "stay, and show what every save changes; --json prints a line each time",
      )
        .default(false)
        .conflicts(["accept", "markdown", "html", "sarif", "junit"]),
    )
    .action((options: PreviewOptions) =>
      run(async (surroundings) => {
        const { previewStacks } = await import("../offline/preview/run");
        return previewStacks(options, surroundings);
      }),
    );
  return withExamples(command, [
    "preview",
    "preview --stack test --tree",
    "preview --config examples/first-service/Pulumi.example.yaml",
    "preview --rules-from ../base",
    "preview --html report.html",
    "preview --accept",
    "preview --stack test --watch",
  ]);
}
