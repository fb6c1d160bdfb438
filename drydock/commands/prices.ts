import { Command, InvalidArgumentError } from "commander";
import type { UpdateOptions } from "../cost/update";
import { withExamples } from "./options";
import type { Run } from "../surroundings";

/** The list prices behind a preview's estimate of cost. */
export function prices(run: Run): Command {
  return new Command("prices")
    .description("Keeps the list prices behind a preview's estimate of cost.")
    .addCommand(update(run));
}

function update(run: Run): Command {
  const command = new Command("update")
    .description(
      "Reads AWS's public price list and writes aws-prices.json, which a preview then uses. Needs the network, no AWS account. " +
        "Reads some hundred megabytes for each region.",
    )
    .option(
      "-r, --region <region>",
      "another region; may be given several times",
      (name: string, before: readonly string[]) => [...before, regionName(name)],
      [],
    )
    .action((options: UpdateOptions) =>
      run(async (surroundings) => {
        const { updatePrices } = await import("../cost/update");
        return updatePrices(options, surroundings);
      }),
    );
  return withExamples(command, ["prices update", "prices update --region eu-north-1"]);
}

function regionName(text: string): string {
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text)) return text;
  throw new InvalidArgumentError("Give a region, such as eu-north-1.");
}
