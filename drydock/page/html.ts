/** A preview as one page that needs nothing beside itself: for a browser, or paper. */
import type { Readable } from "../explain/readers";
import { escaped as html } from "../markup";
import type { Change } from "../offline/preview/changes";
import type { EnvironmentPreview } from "../offline/preview/environment";
import { impactsOf } from "../offline/preview/impact";
import { byBadness, valuesText, warningOf } from "../offline/preview/render/changes";
import {
  assumptionText,
  differenceText,
  shownParts,
  sumText,
  usd,
} from "../offline/preview/render/cost";
import { legend, pictureText } from "../offline/preview/render/picture";
import { changeCounts, shortType } from "../offline/preview/render/style";
import { inOrderText, staleTexts } from "../offline/preview/render/verdict";
import type { EnvironmentResult } from "../offline/preview/results";
import { firstLine, isMandatory, isNote, type PolicyFinding } from "../offline/report";
import { count } from "../offline/words";
import { script, style } from "./look";

/** What the page shows of an environment besides its preview. */
export interface Detail {
  readonly stack: string;
  /** An SVG. */
  readonly picture: string;
  readonly readables: readonly Readable[];
  readonly resources: readonly ShownResource[];
}

/** One row of the table of all resources. */
export interface ShownResource {
  readonly name: string;
  readonly type: string;
  readonly parent: string;
  readonly protected: boolean;
}

export interface PageInput {
  readonly results: readonly EnvironmentResult[];
  readonly failures: readonly string[];
  readonly details: readonly Detail[];
}

export function pageText({ results, failures, details }: PageInput): string {
  const title = `Preview of ${results.map(({ stack }) => stack).join(", ")}`;
  const verdict =
    failures.length === 0
      ? `<p class="good">${html(inOrderText(results))}</p>`
      : `<ul class="bad">${failures.map((one) => `<li>${html(one)}</li>`).join("")}</ul>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<title>${html(title)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${html(title)}</h1>${verdict}
<nav aria-label="Environments"><ul>${results.map(({ stack }) => `<li><a href="#${html(stack)}">${html(stack)}</a></li>`).join("")}</ul></nav></header>
<main>
${results
  .map((result) =>
    section(
      result,
      details.find(({ stack }) => stack === result.stack),
    ),
  )
  .join("\n")}
</main>
<script>${script}</script>
</body>
</html>
`;
}

function section(result: EnvironmentResult, detail: Detail | undefined): string {
  const { stack } = result;
  const start = `<section id="${html(stack)}" aria-label="${html(stack)}"><h2>${html(stack)}</h2>`;
  if ("refused" in result) return `${start}<pre>${html(result.refused)}</pre></section>`;
  if ("failed" in result) return `${start}<pre>${html(result.failed)}</pre></section>`;
  const { summary, stackFile, resourceCount } = result;
  const about = [stackFile, summary.region, summary.lifecycle, count(resourceCount, "resource")];
  return [
    start,
    `<p>${html(about.join(", "))}</p>`,
    changes(result),
    policies(result),
    cost(result),
    ...(detail === undefined ? [] : [picture(detail, result), readers(detail), resources(detail)]),
    "</section>",
  ].join("\n");
}

function changes(preview: EnvironmentPreview): string {
  const { changes: all, baseline, picture: drawn } = preview;
  if (baseline === "none" || baseline === "missing") {
    return "<h3>Changes</h3><p>No accepted baseline: all resources are new.</p>";
  }
  const impacts = impactsOf(all, drawn?.opened).map(
    ({ kind, text }) => `<li class="${kind}">${html(text)}</li>`,
  );
  const sorted = [...all].sort(byBadness);
  return `<h3>Changes</h3><p>${[changeCounts(all), ...staleTexts(preview)].map(html).join("<br>")}</p>${
    impacts.length === 0 ? "" : `<ul class="impacts">${impacts.join("")}</ul>`
  }${sorted.length === 0 ? "" : `<ul class="changes">${sorted.map(changeItem).join("")}</ul>`}`;
}

function changeItem(change: Change): string {
  const { operation, name, type, properties } = change;
  const warning = warningOf(change);
  const rows = properties.map(
    (property) =>
      `<li><code>${html(property.path)}</code>: ${html(valuesText(property))}${property.forcesReplacement ? " <strong>forces replacement</strong>" : ""}</li>`,
  );
  return `<li class="${operation}"><strong>${operation}</strong> ${html(name)} <small>${html(shortType(type))}</small>${warning === undefined ? "" : ` <em>${html(warning)}</em>`}${rows.length === 0 ? "" : `<ul>${rows.join("")}</ul>`}</li>`;
}

function policies({ policies: reports, policyProblem }: EnvironmentPreview): string {
  const start = "<h3>Policies</h3>";
  if (policyProblem !== undefined) return `${start}<p class="bad">${html(policyProblem)}</p>`;
  const findings = reports
    .flatMap((report) => report.findings)
    .filter((finding) => !isNote(finding))
    .sort((a, b) => rank(a) - rank(b));
  if (findings.length === 0) return `${start}<p>Nothing to report.</p>`;
  const headings = ["Level", "Rule", "Finding", "Line"];
  return `${start}${table({ label: "Findings", headings, rows: findings.map(findingRow) })}`;
}

const rank = (finding: PolicyFinding): number =>
  (isMandatory(finding) ? 0 : 2) + (finding.known === true ? 1 : 0);

function findingRow(finding: PolicyFinding): string {
  const { location, policyName, known } = finding;
  const level = isMandatory(finding) ? "mandatory" : known === true ? "known" : "advisory";
  const line = location === undefined ? "" : `${location.file}:${location.line}`;
  return row([level, policyName, firstLine(finding), line], level);
}

function cost({ cost: estimate }: EnvironmentPreview): string {
  if ("refused" in estimate) return `<h3>Cost</h3><p>${html(estimate.refused)}.</p>`;
  const since = differenceText(estimate);
  const rows = shownParts(estimate).map(({ part, fixedUsd, useUsd }) =>
    row([part, usd(fixedUsd), usd(useUsd)]),
  );
  return `<h3>Cost</h3><p>${html(sumText(estimate))}${since === "" ? "" : `; <strong>${html(since)}</strong>`}.</p>
${table({ label: "Cost", headings: ["Part", "USD a month", "with use up to"], rows })}
<ul>${estimate.remarks.map(({ text, savingUsd }) => `<li>${usd(savingUsd)} USD less: ${html(text)}</li>`).join("")}</ul>
<p><small>With use: ${html(assumptionText(estimate.assumptions))}. Not counted: ${html(estimate.notCounted.join(", "))}. List prices of ${html(estimate.region)}, ${html(estimate.pricesOf)}.</small></p>`;
}

/** As an image, so that no style of one picture meets another's. */
const picture = (
  { stack, picture: svg }: Detail,
  { picture: changed }: EnvironmentPreview,
): string =>
  `<h3>Picture</h3>${changed === undefined ? "" : `<p>${html(pictureText(changed))}. ${legend}</p>`}${wide("Picture", `<img alt="Parts of ${html(stack)} and who may connect to whom" src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}">`)}`;

function readers({ readables }: Detail): string {
  const rows = readables.map(({ kind, name, readers: all }) =>
    row([
      `${kind} ${name}`,
      all.length === 0
        ? "nobody, by this environment's policies"
        : all
            .map(
              ({ who, by, conditional }) => `${who} (${by}${conditional ? ", on conditions" : ""})`,
            )
            .join("; "),
    ]),
  );
  return `<h3>Who can read</h3><p><small>By the policies that this environment creates. Administrators of the account may do more.</small></p>
${table({ label: "Who can read", headings: ["What", "Who, by which policy"], rows })}`;
}

function resources({ stack, resources: all }: Detail): string {
  const id = `find-${stack}`;
  const rows = all.map(({ name, type, parent, protected: kept }) =>
    row([name, type, parent, kept ? "yes" : ""]),
  );
  return `<h3>Resources</h3><p class="find"><label for="${html(id)}">Find</label> <input id="${html(id)}" type="search" data-finds="${html(id)}-rows"> <output for="${html(id)}">${all.length}</output></p>
${table({ label: "Resources", headings: ["Name", "Type", "In", "Protected"], rows, id: `${id}-rows` })}`;
}

/** Something that scrolls for itself where it is wider than the page. */
const wide = (label: string, content: string): string =>
  `<div class="wide" tabindex="0" role="region" aria-label="${label}">${content}</div>`;

interface Table {
  readonly label: string;
  readonly headings: readonly string[];
  readonly rows: readonly string[];
  /** Of the element around the rows. */
  readonly id?: string;
}

function table({ label, headings, rows, id }: Table): string {
  const head = headings.map((one) => `<th>${one}</th>`).join("");
  const body = `<tbody${id === undefined ? "" : ` id="${html(id)}"`}>${rows.join("")}</tbody>`;
  return wide(label, `<table><thead><tr>${head}</tr></thead>${body}</table>`);
}

const row = (cells: readonly string[], kind = ""): string =>
  `<tr${kind === "" ? "" : ` class="${kind}"`}>${cells.map((cell) => `<td>${html(cell)}</td>`).join("")}</tr>`;
