import { readWord } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";

export const functionUrlAuthenticated = resourceRule({
  name: "function-url-authenticated",
  row: 101,
  title: "A function's URL asks who calls it",
  controls: ["CKV_AWS_258"],
  severity: "high",
  levels: levels.mandatory,
  why: "A URL with authorization type NONE runs the function, with its role, for everybody.",
  fix: "Set authorizationType to AWS_IAM, or put a load balancer or CloudFront in front.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  kinds: ["functionUrl"],
  check(check) {
    decide(check, readWord(check.resource.inputs, "authorizationType"), {
      property: "authorizationType",
      absent: "does not say who may call it",
      known: (type) => (type === "AWS_IAM" ? undefined : "can be called by everybody"),
    });
  },
});
