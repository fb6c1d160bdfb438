import { securityHub } from "../../lib/links";
import { readWord } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";

export const stateMachineLogged = resourceRule({
  name: "state-machine-logged",
  row: 104,
  title: "A state machine logs its executions",
  controls: ["StepFunctions.1", "CKV_AWS_285", "AwsSolutions-SF1"],
  severity: "medium",
  levels: levels.advisory,
  why: "An express workflow leaves no other trace, and the history of a standard one ends after 90 days.",
  fix: "Set loggingConfiguration with a level other than OFF and a log group.",
  url: securityHub("stepfunctions-1"),
  kinds: ["stateMachine"],
  check(check) {
    decide(check, readWord(check.resource.inputs, "loggingConfiguration.level"), {
      property: "loggingConfiguration.level",
      absent: "logs nothing",
      known: (level) => (level === "OFF" ? "logs nothing" : undefined),
    });
  },
});
