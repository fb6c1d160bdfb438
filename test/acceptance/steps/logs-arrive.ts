import type { LogEvent } from "../aws";
import { eventually } from "../clock";
import { deployed, patience, type Step } from "../step";
import { namesOf } from "../run-settings";

export const logsArrive: Step = {
  name: "delivers logs",
  proves: "Lines of the application and the network's flow logs arrive in their log groups.",
  async run(context) {
    const { aws, run, random } = context;
    const { logGroup, site } = await deployed(context);
    // Nothing has this path, so the only line with it is that of this request.
    const path = `/acceptance-${random()}`;
    await site.get(path);
    const arrives = {
      what: `The line of the request for ${path} arrives in ${logGroup}`,
      minutes: 5,
    };
    await eventually(patience(context, arrives), async () => {
      const lines = await aws.logEvents(logGroup, path);
      return lines.length > 0 ? { found: lines } : { waiting: "No line holds the path." };
    });
    const { flowLogGroup } = namesOf(run);
    const flows = { what: `Flow logs arrive in ${flowLogGroup}`, minutes: 20, everySeconds: 30 };
    const [flow] = await eventually<readonly LogEvent[]>(patience(context, flows), async () => {
      const events = await aws.logEvents(flowLogGroup);
      return events.length > 0 ? { found: events } : { waiting: "It is empty." };
    });
    return [`${logGroup}: the request for ${path}`, `${flowLogGroup}: ${flow?.stream ?? ""}`];
  },
};
