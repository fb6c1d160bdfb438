import { securityHub } from "../../lib/links";
import { readString } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";

/** Runtimes without updates: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated */
const ended =
  /^(nodejs(|4\.3(-edge)?|6\.10|8\.10|1[02468]\.x)|python(2\.7|3\.[678])|ruby2\.[57]|java8|go1\.x|dotnet(core[123]\.[01]|[567])|provided)$/;

export const functionRuntimeSupported = resourceRule({
  name: "function-runtime-supported",
  row: 103,
  title: "A function runs on a runtime that still gets security updates",
  controls: ["Lambda.2", "CKV_AWS_363"],
  severity: "medium",
  levels: levels.mandatoryInProduction,
  why: "AWS does not patch a deprecated runtime, and later blocks updates of its functions.",
  fix: "Move to the newest runtime of the language.",
  url: securityHub("lambda-2"),
  kinds: ["function"],
  check(check) {
    decide(check, readString(check.resource.inputs, "runtime"), {
      property: "runtime",
      known: (runtime) => (ended.test(runtime) ? "runs on a deprecated runtime" : undefined),
    });
  },
});
