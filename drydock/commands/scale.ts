import { Argument, type Command, Option } from "commander";
import type { ScaleOptions } from "../operate/scale/run";
import type { Run } from "../surroundings";
import { jsonOption, serviceCommand, wholeNumber, withExamples, yesOption } from "./options";

export function scale(run: Run): Command {
  const command = serviceCommand(
    "scale",
    "Changes how many tasks of a service run, or the range in which it scales. Says what the stack file needs to keep it.",
  )
    .addArgument(new Argument("[tasks]", "how many tasks, within the range").argParser(tasks))
    .addOption(new Option("--min <tasks>", "scale to no fewer").argParser(tasks))
    .addOption(new Option("--max <tasks>", "scale to no more").argParser(tasks))
    .addOption(yesOption())
    .addOption(jsonOption())
    .action(
      (
        service: string,
        count: number | undefined,
        options: Omit<ScaleOptions, "service" | "count">,
      ) =>
        run(async (surroundings) => {
          const { scaleService } = await import("../operate/scale/run");
          return scaleService({ ...options, service, count }, surroundings);
        }),
    );
  return withExamples(command, [
    "scale web 4",
    "scale web --stack production --min 4 --max 20",
    "scale worker 0 --min 0",
  ]);
}

/** The limit is ECS's own: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const tasks = wholeNumber(0, 5000);
