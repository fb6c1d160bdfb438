import { securityHub } from "../../lib/links";
import type { StackResource } from "../../lib/model/stack-resource";
import { known, readList, readWord } from "../../lib/reading";
import { about, decide, stackRule } from "../../lib/rule";

export const httpRedirectsToHttps = stackRule({
  name: "http-redirects-to-https",
  row: 85,
  title: "An HTTP listener does nothing but redirect to HTTPS",
  controls: ["ELB.1", "CKV2_AWS_20"],
  severity: "medium",
  // Without a domain there is no certificate, and so no HTTPS.
  levels: { test: "advisory", production: "mandatory", default: "mandatory" },
  why: "Anyone on the network path can read plain HTTP, cookies and passwords included.",
  fix: "Give the listener one default action, redirect to HTTPS, and no other rules.",
  url: securityHub("elb-1"),
  decidedBy: "drydock:ingress.domain",
  kinds: ["listener", "listenerRule"],
  check(check) {
    const { stack } = check;
    for (const listener of stack.ofKind("listener").filter(isPlain)) {
      checkActions(about(check, listener), listener, "defaultActions");
    }
    for (const rule of stack.ofKind("listenerRule")) {
      const listener = stack.reference(rule, "listenerArn", "listener");
      if (listener === undefined || !isPlain(listener)) continue;
      // Where the listener itself serves plain HTTP, its rules say nothing new.
      if (!redirectsAll(known(readList(listener.properties, "defaultActions")))) continue;
      checkActions(about(check, rule), rule, "actions");
    }
  },
});

function checkActions(
  check: Parameters<typeof decide>[0],
  { properties }: StackResource,
  property: string,
): void {
  const problem = "serves plain HTTP";
  decide(check, readList(properties, property), {
    property,
    absent: problem,
    known: (actions) => (redirectsAll(actions) ? undefined : problem),
  });
}

/** The default protocol of an application load balancer's listener is HTTP. */
function isPlain({ properties }: StackResource): boolean {
  return (known(readWord(properties, "protocol")) ?? "HTTP") === "HTTP";
}

function redirectsAll(actions: readonly unknown[] | undefined): boolean {
  return actions !== undefined && actions.length > 0 && actions.every(redirects);
}

/** Permanent and temporary: no request is answered in the clear either way. */
const redirections: ReadonlySet<string | undefined> = new Set(["HTTP_301", "HTTP_302"]);

function redirects(action: unknown): boolean {
  return (
    known(readWord(action, "type")) === "REDIRECT" &&
    known(readWord(action, "redirect.protocol")) === "HTTPS" &&
    redirections.has(known(readWord(action, "redirect.statusCode")))
  );
}
