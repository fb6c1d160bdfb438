import type { Step } from "../step";
import { brokenVersionRollsBack } from "./broken-version-rolls-back";
import { changeRolls } from "./change-rolls";
import { createsEnvironment } from "./creates-environment";
import { destroys } from "./destroys";
import { fileSurvivesTask } from "./file-survives-task";
import { fixedVersionUpdates } from "./fixed-version-updates";
import { hasNothingToDo } from "./has-nothing-to-do";
import { leavesNothing } from "./leaves-nothing";
import { logsArrive } from "./logs-arrive";
import { metricsArrive } from "./metrics-arrive";
import { pagesAnswer } from "./pages-answer";
import { sessionIsRecorded } from "./session-is-recorded";
import { shellOpens } from "./shell-opens";

/** The steps of an environment's life, in order. All but the first need the first to pass. */
export const lifeSteps: readonly Step[] = [
  createsEnvironment,
  hasNothingToDo,
  pagesAnswer,
  shellOpens,
  sessionIsRecorded,
  fileSurvivesTask,
  logsArrive,
  metricsArrive,
  changeRolls,
  brokenVersionRollsBack,
  fixedVersionUpdates,
];

/** The steps of its end, which are always taken. */
export const endSteps: readonly Step[] = [destroys, leavesNothing];
