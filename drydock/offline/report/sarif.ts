import {
  SarifBuilder,
  SarifResultBuilder,
  SarifRuleBuilder,
  SarifRunBuilder,
} from "node-sarif-builder";
import type { PolicyInfo, Severity } from "../pack/types";
import {
  controlIds,
  isMandatory,
  isNote,
  nameOfUrn,
  type PolicyFinding,
  type PolicyReport,
  typeOfUrn,
} from "./types";

/**
 * GitHub sorts code-scanning alerts by this number
 * (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
 */
const securitySeverity: Readonly<Record<Severity, string>> = {
  unspecified: "0.0",
  low: "3.0",
  medium: "5.5",
  high: "7.5",
  critical: "9.5",
};

/** All reports as one SARIF 2.1.0 log, one run for each stack and mode. */
export function toSarif(reports: readonly PolicyReport[]): string {
  const builder = new SarifBuilder();
  for (const report of reports) builder.addRun(runOf(report));
  return `${JSON.stringify(builder.buildSarifOutput(), null, 2)}\n`;
}

function runOf(report: PolicyReport): SarifRunBuilder {
  const run = new SarifRunBuilder({
    automationDetails: { id: `${report.project}/${report.stack}/${report.mode}/` },
  }).initSimple({ toolDriverName: report.pack.name, toolDriverVersion: report.pack.version });
  for (const policy of report.policies) run.addRule(ruleOf(policy));
  // A note is about no fault: code scanning would show it as an alert.
  for (const finding of report.findings.filter((one) => !isNote(one))) {
    run.addResult(resultOf(finding, report));
  }
  return run;
}

function ruleOf(policy: PolicyInfo): SarifRuleBuilder {
  const title = policy.displayName === "" ? policy.name : policy.displayName;
  const help = [policy.description, policy.remediationSteps].filter((text) => text !== "");
  const builder = new SarifRuleBuilder({
    shortDescription: { text: title },
    fullDescription: { text: policy.description },
    help: { text: help.join("\n\n") },
    defaultConfiguration: {
      enabled: policy.enforcementLevel !== "disabled",
      level: policy.enforcementLevel === "advisory" ? "warning" : "error",
    },
    properties: {
      tags: ["security", ...controlIds(policy)],
      "security-severity": securitySeverity[policy.severity],
    },
  });
  builder.setRuleId(policy.name);
  if (policy.url !== "") builder.setHelpUri(policy.url);
  return builder;
}

function resultOf(finding: PolicyFinding, report: PolicyReport): SarifResultBuilder {
  const { urn } = finding;
  const location = finding.location ?? { file: report.stackFile, line: 1 };
  const builder = new SarifResultBuilder({
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: location.file },
          region: { startLine: location.line },
        },
        ...(urn === undefined
          ? {}
          : {
              logicalLocations: [
                { name: nameOfUrn(urn), kind: typeOfUrn(urn), fullyQualifiedName: urn },
              ],
            }),
      },
    ],
    // Lines move; the policy, the resource and the message do not.
    partialFingerprints: {
      "policyAndResource/v1": `${finding.policyName}|${urn ?? report.stack}|${finding.message}`,
    },
  });
  builder.setRuleId(finding.policyName);
  builder.setLevel(isMandatory(finding) ? "error" : "warning");
  builder.setMessageText(finding.message);
  return builder;
}
