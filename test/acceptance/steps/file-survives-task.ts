import { eventually } from "../clock";
import { CheckFailed } from "../failure";
import { type Page, shown } from "../site";
import { deployed, patience, type Step } from "../step";

export const fileSurvivesTask: Step = {
  name: "keeps a file when its task stops",
  proves: "A new task mounts the same file system, and the service replaces a stopped task.",
  async run(context) {
    const { aws, random } = context;
    const { clusterName, serviceName, site } = await deployed(context);
    const place = { cluster: clusterName, service: serviceName };
    const note = `note ${random()}`;
    const written = await site.post("/files", { text: note });
    if (written.status !== 303) throw new CheckFailed(`Writing a file gave ${shown(written)}`);
    const before = (await aws.tasks(place)).map(({ arn }) => arn);
    if (before.length === 0) throw new CheckFailed("The service has no running task to stop.");
    for (const task of before) await aws.stopTask(clusterName, task);
    const what = "A new task runs and answers";
    const page = await eventually<Page>(patience(context, { what, minutes: 10 }), async () => {
      const tasks = await aws.tasks(place);
      const running = tasks.filter(
        ({ arn, status }) => status === "RUNNING" && !before.includes(arn),
      );
      if (running.length === 0) {
        return { waiting: `Tasks: ${tasks.map(({ status }) => status).join(", ") || "none"}.` };
      }
      const page = await site.get("/files");
      return page.status === 200 ? { found: page } : { waiting: `/files gave ${shown(page)}` };
    });
    if (!page.text.includes(note)) {
      throw new CheckFailed(
        `The new task does not show the file "${note}" that the stopped one wrote.`,
      );
    }
    return [
      `wrote "${note}", stopped ${before.length === 1 ? "the only task" : `all ${before.length} tasks`}`,
      "a new task shows the file",
    ];
  },
};
