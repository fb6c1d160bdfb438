import { Argument, type Command } from "commander";
import { type LookOptions, lookKinds } from "../operate/look/kinds";
import type { Run } from "../surroundings";
import { stackCommand, withExamples } from "./options";

export function look(run: Run): Command {
  const command = stackCommand(
    "look",
    "Reads a VPC, cluster or load balancer that exists, and writes it into the stack file below `drydock:existing`.",
  )
    .addArgument(new Argument("<kind>", "what it is").choices(lookKinds))
    .addArgument(new Argument("<id>", "a VPC's id; the name or the ARN of the others"))
    .option("-f, --force", "change what the stack file says otherwise", false)
    .action((kind: LookOptions["kind"], id: string, options: Omit<LookOptions, "kind" | "id">) =>
      run(async (surroundings) => {
        const { look: lookAt } = await import("../operate/look/run");
        return lookAt({ ...options, kind, id }, surroundings);
      }),
    );
  return withExamples(command, [
    "look vpc vpc-0a1b2c3d4e5f60718",
    "look cluster shared --stack production",
    "look load-balancer shared --force",
  ]);
}
