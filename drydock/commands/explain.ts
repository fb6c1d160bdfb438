import { Argument, type Command } from "commander";
import type { ExplainOptions } from "../explain/run";
import { jsonOption, stackCommand, withExamples } from "./options";
import type { Run } from "../surroundings";

export function explain(run: Run): Command {
  const command = stackCommand(
    "explain",
    "Says of one thing why it exists, who uses it and which line decides it. Needs no AWS account.",
  )
    .addArgument(
      new Argument(
        "<thing>",
        "the name of a service, secret, bucket, log group, file system, role or endpoint, or a port",
      ),
    )
    .addOption(jsonOption())
    .action((thing: string, options: Omit<ExplainOptions, "thing">) =>
      run(async (surroundings) => {
        const { explainThing } = await import("../explain/run");
        return explainThing({ ...options, thing }, surroundings);
      }),
    );
  return withExamples(command, [
    "explain web",
    "explain ecs-demo --stack production",
    "explain secretsmanager",
    "explain 2049",
    "explain web-execution --json",
  ]);
}
