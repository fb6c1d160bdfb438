import { CheckFailed } from "../failure";
import { lastLines } from "../pulumi";
import { deployed, type Step } from "../step";
import { shown } from "../site";
import { CHANGED } from "./change-rolls";

export const fixedVersionUpdates: Step = {
  name: "updates again after the rollback",
  proves: "A failed update leaves nothing that blocks the next.",
  async run(context) {
    const { folder, pulumi } = context;
    const { site } = await deployed(context);
    folder.change({ environment: CHANGED });
    const { succeeded, output } = await pulumi.up();
    if (!succeeded) throw new CheckFailed(`pulumi up failed. ${lastLines(output)}`);
    const page = await site.get("/healthz");
    if (page.status !== 200) throw new CheckFailed(`/healthz gave ${shown(page)}`);
    return ["with the start command removed again, pulumi up succeeds and the pages answer"];
  },
};
