import { securityHub } from "../../lib/links";
import { known, readBoolean, readString, readWord } from "../../lib/reading";
import { decide, type ResourceInputs, resourceRule } from "../../lib/rule";
import { checkProperty } from "../../lib/settings";

const safeModes: ReadonlySet<string> = new Set(["defensive", "strictest"]);

export const loadBalancerHeaderHandling = resourceRule({
  name: "load-balancer-header-handling",
  row: 87,
  title: "An application load balancer drops malformed headers and requests",
  controls: ["ELB.4", "ELB.12", "CKV_AWS_131", "CKV_AWS_328"],
  severity: "medium",
  why: "Requests that the load balancer and the program read differently smuggle others past it.",
  fix: "Set dropInvalidHeaderFields to true and desyncMitigationMode to defensive or strictest.",
  url: securityHub("elb-4"),
  kinds: ["loadBalancer"],
  check(check) {
    const { resource } = check;
    if (!isApplication(resource)) return;
    checkProperty(check, resource.inputs, {
      property: "dropInvalidHeaderFields",
      right: ["true"],
      problem: "passes malformed headers on",
    });
    decide(check, readString(resource.inputs, "desyncMitigationMode"), {
      property: "desyncMitigationMode",
      known: (mode) => (safeModes.has(mode) ? undefined : "passes ambiguous requests on"),
    });
  },
  remediate(resource) {
    if (!isApplication(resource)) return undefined;
    const { inputs } = resource;
    const drops = readBoolean(inputs, "dropInvalidHeaderFields");
    const mode = readString(inputs, "desyncMitigationMode");
    const changes = {
      ...(drops.state === "unknown" || known(drops) === true
        ? {}
        : { dropInvalidHeaderFields: true }),
      ...(mode.state === "known" && !safeModes.has(mode.value)
        ? { desyncMitigationMode: "defensive" }
        : {}),
    };
    return Object.keys(changes).length > 0 ? changes : undefined;
  },
});

function isApplication({ inputs }: ResourceInputs): boolean {
  return (known(readWord(inputs, "loadBalancerType")) ?? "APPLICATION") === "APPLICATION";
}
