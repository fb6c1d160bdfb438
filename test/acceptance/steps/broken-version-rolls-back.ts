import { CheckFailed } from "../failure";
import { lastLines } from "../pulumi";
import { deployed, type Step } from "../step";
import { watchWhile } from "../watch";
import { CHANGED, revision } from "./change-rolls";

/** A container that ends at once, as one with a fault in its start does. */
export const BROKEN = ["node", "--eval", "process.exit(1)"];

export const brokenVersionRollsBack: Step = {
  name: "rolls a broken version back",
  proves: "ECS goes back to the former version, and the update fails and says so.",
  async run(context) {
    const { aws, clock, folder, pulumi } = context;
    const { clusterName, serviceName, site } = await deployed(context);
    const place = { cluster: clusterName, service: serviceName };
    const before = await aws.liveTaskDefinition(place);
    folder.change({ environment: CHANGED, command: BROKEN });
    const { result, asked, failed } = await watchWhile({ site, clock }, () => pulumi.up());
    const problems = [
      result.succeeded && "pulumi up succeeded with a container that ends at once.",
      !result.succeeded &&
        !result.output.includes("was not deployed") &&
        `pulumi up failed, but not with the reason: ${lastLines(result.output)}`,
    ].filter((problem) => problem !== false);
    const after = await aws.liveTaskDefinition(place);
    if (after !== before) {
      problems.push(`The service runs ${revision(after)}, not ${revision(before)}.`);
    }
    if (failed.length > 0) {
      problems.push(
        `${failed.length} of ${asked} requests failed meanwhile:\n${failed.join("\n")}`,
      );
    }
    if (problems.length > 0) throw new CheckFailed(problems.join("\n"));
    return [
      `pulumi up failed: ${lastLines(result.output)}`,
      `${revision(before)} still runs; ${asked} requests meanwhile, none failed`,
    ];
  },
};
