import { type ModelProblem } from "drydock-components/model/check/problem";
import { type Rule } from "./rule";
import { repeated } from "drydock-components/model/check/lists";
import { hostBits } from "./lists";

/** Domain, hosted zone and certificate go together: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html */
export const ingressNames: Rule = ({ ingress }) => {
  if (ingress === undefined) return [];
  const { domain, hostedZoneId, certificateArn, allowedCidrs } = ingress;
  const findings: ModelProblem[] = [];
  if (domain !== undefined && hostedZoneId === undefined && certificateArn === undefined) {
    findings.push({
      path: ["ingress", "domain"],
      related: [
        ["ingress", "hostedZoneId"],
        ["ingress", "certificateArn"],
      ],
      message:
        "A domain needs a certificate, and there is no hosted zone to prove that it is yours.",
      allowed: "domain with hostedZoneId, with certificateArn, or with both",
      fix: "Add hostedZoneId (a certificate is made), or certificateArn (an existing one is used).",
    });
  }
  for (const key of ["hostedZoneId", "certificateArn"] as const) {
    if (ingress[key] !== undefined && domain === undefined) {
      findings.push({
        path: ["ingress", key],
        related: [["ingress", "domain"]],
        message: `${key} has no use without the name that users reach the load balancer by.`,
        allowed: `${key} together with domain`,
        fix: "Add domain, such as domain: shop.example.com, or remove this.",
      });
    }
  }
  return [
    ...findings,
    ...repeated(allowedCidrs, ["ingress", "allowedCidrs"]),
    ...allowedCidrs.flatMap((cidr, index) => hostBits(cidr, ["ingress", "allowedCidrs", index])),
  ];
};
