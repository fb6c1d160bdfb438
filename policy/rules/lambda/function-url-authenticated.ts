import { readWord } from "../../lib/reading";
import { decide, levels, resourceRule } from "../../lib/rule";

export const functionUrlAuthenticated = resourceRule({
  name: "function-url-authenticated",
  row: 101,
  title: "A function URL requires authentication",
  controls: ["CKV_AWS_258"],
  severity: "high",
  levels: levels.mandatory,
  why: "With authorization type NONE, anyone can run the function with its role.",
  fix: "Set authorizationType to AWS_IAM, or put a load balancer or CloudFront in front.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  kinds: ["functionUrl"],
  check(check) {
    decide(check, readWord(check.resource.inputs, "authorizationType"), {
      property: "authorizationType",
      absent: "has no authorization type",
      known: (type) => (type === "AWS_IAM" ? undefined : "can be called by everybody"),
    });
  },
});
