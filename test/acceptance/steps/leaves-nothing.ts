import { eventually } from "../clock";
import { namesOf, RUN_TAG } from "../run-settings";
import { stateOf } from "../leftovers";
import { type Context, patience, type Step } from "../step";

export const leavesNothing: Step = {
  name: "leaves nothing",
  proves: "No resource with the run's tag and no log group with its name is left.",
  async run(context) {
    const { aws, run } = context;
    const listed = await aws.tagged(RUN_TAG, run.stack);
    const what = "Nothing is left";
    // AWS deletes some things in the background, such as network interfaces of endpoints.
    const wait = patience(context, { what, minutes: 10, everySeconds: 30 });
    await eventually(wait, async () => {
      const left = (
        await Promise.all([resourcesLeft(context), logGroupsLeft(context), alarmsLeft(context)])
      ).flat();
      return left.length === 0 ? { found: true } : { waiting: `Left over:\n${left.join("\n")}` };
    });
    return [
      listed.length === 0
        ? "the tag search finds nothing"
        : `the tag search still lists ${listed.length} resources; each was asked for and is gone`,
      `no log group starts with ${logGroupPrefixes(context).join(", ")}`,
      "no alarm of the service's scaling",
    ];
  },
};

async function logGroupsLeft(context: Context): Promise<readonly string[]> {
  const { aws } = context;
  const groups = await Promise.all(
    logGroupPrefixes(context).map((prefix) => aws.logGroups(prefix)),
  );
  return groups
    .flat()
    .map(
      (group) =>
        `log group ${group}: aws logs delete-log-group --region ${aws.region} --log-group-name ${group}`,
    );
}

function logGroupPrefixes({ run }: Context): readonly string[] {
  const { project, stack, environment } = namesOf(run);
  return [
    `/${project}/${stack}/`,
    `/${environment}/`,
    `/aws/ecs/containerinsights/${environment}/`,
  ];
}

/** Scaling policies create alarms, which have no tags. */
async function alarmsLeft({ aws, run }: Context): Promise<readonly string[]> {
  const alarms = await aws.alarms(`TargetTracking-service/${namesOf(run).environment}/`);
  return alarms.map((name) => `alarm ${name}`);
}

/** The tag search lists what was deleted hours ago, so each resource is asked for by its own kind. */
async function resourcesLeft({ aws, run }: Context): Promise<readonly string[]> {
  const left: string[] = [];
  for (const arn of await aws.tagged(RUN_TAG, run.stack)) {
    const state = await stateOf(aws, arn);
    if (state !== "gone") left.push(state === "there" ? arn : `${arn} (${state})`);
  }
  return left;
}
