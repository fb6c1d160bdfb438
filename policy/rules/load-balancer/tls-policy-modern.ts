import { securityHub } from "../../lib/links";
import { known, read, readString, readWord } from "../../lib/reading";
import { decide, resourceRule } from "../../lib/rule";

const secured: ReadonlySet<string> = new Set(["HTTPS", "TLS"]);

export const tlsPolicyModern = resourceRule({
  name: "tls-policy-modern",
  row: 86,
  title: "An HTTPS listener speaks TLS 1.2 or later",
  controls: ["ELB.17", "ELB.18", "CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_74"],
  severity: "medium",
  why: "TLS 1.0 and 1.1, and the ciphers that came with them, are broken.",
  fix: "Set sslPolicy, for example to ELBSecurityPolicy-TLS13-1-2-2021-06.",
  url: securityHub("elb-17"),
  exemptible: false,
  options: {
    allowedPrefixes: {
      schema: {
        type: "array",
        items: { type: "string", pattern: "^ELBSecurityPolicy-" },
        default: [
          "ELBSecurityPolicy-TLS13-1-2-",
          "ELBSecurityPolicy-TLS13-1-3-",
          "ELBSecurityPolicy-FS-1-2-Res-",
          "ELBSecurityPolicy-TLS-1-2-",
        ],
        description: "Beginnings of the names of policies that may be used.",
      },
      stricter: "fewer",
    },
  },
  kinds: ["listener"],
  check(check) {
    const { inputs } = check.resource;
    if (!secured.has(known(readWord(inputs, "protocol")) ?? "")) return;
    if (read(inputs, "certificateArn").state === "absent") {
      check.report({ problem: "has no certificate", property: "certificateArn" });
    }
    const prefixes = check.options.strings("allowedPrefixes");
    decide(check, readString(inputs, "sslPolicy"), {
      property: "sslPolicy",
      absent: "uses AWS's oldest TLS policy, which is the default",
      known: (policy) =>
        prefixes.some((prefix) => policy.startsWith(prefix))
          ? undefined
          : "uses a TLS policy that is not allowed",
    });
  },
});
