/** New findings as GitHub's workflow commands, which a pull request shows at their lines. */
import { firstLine, isMandatory, isNote, type PolicyReport } from "./types";

/** GitHub shows ten of each level in a step: https://docs.github.com/en/actions/reference/limits */
const mostOfLevel = 10;

export function toAnnotations(reports: readonly PolicyReport[]): string {
  const fresh = reports.flatMap((report) =>
    report.findings
      .filter((finding) => finding.known !== true && !isNote(finding))
      .map((finding) => ({ finding, file: report.stackFile })),
  );
  return [true, false]
    .flatMap((mandatory) =>
      fresh.filter(({ finding }) => isMandatory(finding) === mandatory).slice(0, mostOfLevel),
    )
    .map(({ finding, file: stackFile }) => {
      const { file, line } = finding.location ?? { file: stackFile, line: 1 };
      const level = isMandatory(finding) ? "error" : "warning";
      const at = `file=${property(file)},line=${line},title=${property(finding.policyName)}`;
      return `::${level} ${at}::${data(firstLine(finding))}\n`;
    })
    .join("");
}

/** Escaped as GitHub's own toolkit does: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
