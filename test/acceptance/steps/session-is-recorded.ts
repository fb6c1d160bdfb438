import { eventually } from "../clock";
import { deployed, patience, type Step } from "../step";

export const sessionIsRecorded: Step = {
  name: "records the session of the shell",
  proves: "Sessions of ECS Exec arrive in the log group that the output execLogGroup names.",
  async run(context) {
    const { execLogGroup } = await deployed(context);
    const what = `A session arrives in ${execLogGroup}`;
    const streams = await eventually(patience(context, { what, minutes: 5 }), async () => {
      const filled = await context.aws.filledStreams(execLogGroup);
      return filled > 0
        ? { found: filled }
        : {
            waiting:
              "No stream has received anything. ECS records a session with the programs script and cat of the image: " +
              "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
          };
    });
    return [`${execLogGroup}: ${streams} recorded`];
  },
};
