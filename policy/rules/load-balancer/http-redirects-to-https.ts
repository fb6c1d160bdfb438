import { securityHub } from "../../lib/links";
import { known, readList, readString } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

export const httpRedirectsToHttps = resourceRule({
  name: "http-redirects-to-https",
  row: 85,
  title: "An HTTP listener does nothing but redirect to HTTPS",
  controls: ["ELB.1", "CKV2_AWS_20"],
  severity: "medium",
  // Without a domain there is no certificate, and so no HTTPS.
  levels: { test: "advisory", production: "mandatory", default: "mandatory" },
  why: "What is sent over plain HTTP, cookies and passwords among it, can be read on its way.",
  fix: "Give the listener one default action: redirect to HTTPS with HTTP_301.",
  url: securityHub("elb-1"),
  decidedBy: "drydock:ingress.domain",
  kinds: ["listener"],
  check(check) {
    const { inputs } = check.resource;
    // The provider's default for an application load balancer.
    if ((known(readString(inputs, "protocol")) ?? "HTTP") !== "HTTP") return;
    const problem = "serves plain HTTP";
    decide(check, readList(inputs, "defaultActions"), {
      property: "defaultActions",
      absent: problem,
      known: (actions) => (actions.length > 0 && actions.every(redirects) ? undefined : problem),
    });
  },
});

function redirects(action: unknown): boolean {
  return (
    known(readString(action, "type")) === "redirect" &&
    known(readString(action, "redirect.protocol")) === "HTTPS" &&
    known(readString(action, "redirect.statusCode")) === "HTTP_301"
  );
}
