import type { LogEvent } from "../aws";
import { eventually } from "../clock";
import { deployed, patience, type Step } from "../step";

export const sessionIsRecorded: Step = {
  name: "records the session of the shell",
  proves: "Sessions of ECS Exec arrive in the log group that the output execLogGroup names.",
  async run(context) {
    const { execLogGroup } = await deployed(context);
    const what = `A session arrives in ${execLogGroup}`;
    const [session] = await eventually<readonly LogEvent[]>(
      patience(context, { what, minutes: 5 }),
      async () => {
        const events = await context.aws.logEvents(execLogGroup);
        return events.length > 0
          ? { found: events }
          : {
              waiting:
                "It is empty. ECS records a session with the programs script and cat of the image: " +
                "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
            };
      },
    );
    return [`${execLogGroup}: ${session?.stream ?? ""}`];
  },
};
