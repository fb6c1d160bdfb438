import { settingsRule } from "../../lib/settings";

export const functionUrlAuthenticated = settingsRule({
  name: "function-url-authenticated",
  row: 101,
  title: "A function URL requires authentication",
  controls: ["CKV_AWS_258"],
  severity: "high",
  why: "With authorization type NONE, anyone can run the function with its role.",
  fix: "Set authorizationType to AWS_IAM, or put a load balancer or CloudFront in front.",
  url: "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  settings: [
    {
      kinds: ["functionUrl"],
      property: "authorizationType",
      right: ["aws_iam"],
      problem: "can be called by everybody",
      absent: "has no authorization type",
    },
  ],
});
