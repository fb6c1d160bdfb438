import { CheckFailed } from "../failure";
import { lastLines } from "../pulumi";
import { deployed, type Step } from "../step";
import { watchWhile } from "../watch";

/** The variable that a change sets, which the page of variables shows. */
export const CHANGED = { TASK_DEF_ACCEPTANCE_DEPLOY_ENVIRONMENT: "rolled" };

export const changeRolls: Step = {
  name: "rolls a change out",
  proves: "An update replaces tasks without a failed request, and ends with the new version.",
  async run(context) {
    const { aws, clock, folder, pulumi } = context;
    const { clusterName, serviceName, site } = await deployed(context);
    const place = { cluster: clusterName, service: serviceName };
    const before = await aws.liveTaskDefinition(place);
    folder.change({ environment: CHANGED });
    const { result, asked, failed } = await watchWhile({ site, clock }, () => pulumi.up());
    if (!result.succeeded) {
      throw new CheckFailed(`pulumi up failed. ${lastLines(result.output)}`);
    }
    const after = await aws.liveTaskDefinition(place);
    if (after === before) {
      throw new CheckFailed(`The service still runs ${before} after the update.`);
    }
    const [[name, value] = ["", ""]] = Object.entries(CHANGED);
    const { text } = await site.get("/env-vars");
    if (!text.includes(`${name} ${value}`)) {
      throw new CheckFailed(`/env-vars does not show ${name} with the value ${value}.`);
    }
    if (failed.length > 0) {
      throw new CheckFailed(
        `${failed.length} of ${asked} requests failed during the update:\n${failed.join("\n")}`,
      );
    }
    return [
      `${revision(before)} was replaced by ${revision(after)}, and /env-vars shows the change`,
      `${asked} requests during the update, none failed`,
    ];
  },
};

/** `family:revision` of a task definition's ARN. */
export const revision = (arn: string): string => arn.split("/").at(-1) ?? arn;
