import { levels } from "../../lib/rule";
import { settingsRule } from "../../lib/settings";

export const scheduleEnabled = settingsRule({
  name: "schedule-enabled",
  row: 134,
  title: "A schedule is switched on",
  severity: "low",
  levels: levels.preference,
  why: "Nothing tells of a run that was not due: a backup or a clean-up that was switched off for a day stays off.",
  fix: "Leave state out, or remove the schedule.",
  url: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html",
  settings: [
    {
      kinds: ["schedule"],
      property: "state",
      right: ["enabled"],
      byDefault: "enabled",
      problem: "is switched off",
    },
  ],
});
