import { notSaid } from "../components/model/not-said";
import { MISTAKES } from "../test/config/newcomer/mistakes";
import { half, mean, type Score, scoreOf } from "../test/config/newcomer/score";
import { formatted, type Generator } from "./generator";

/** The page about what has no key, from the table that messages are made from, and the scores of the messages. */
export const messages: Generator = {
  name: "messages",
  files: async () => ({
    "docs/cannot-say.md": await formatted("docs/cannot-say.md", cannotSay()),
    "docs/messages.md": await formatted("docs/messages.md", scores()),
  }),
};

const NOTE = (source: string) =>
  `<!-- Written by \`npm run generate\` from ${source}. Do not edit. -->`;

/** The map in which people try a key, by a key that it has. */
const PLACES: Readonly<Record<string, string>> = {
  route: "a service",
  image: "a container",
  natGateways: "`drydock:network`",
  containerInsights: "`drydock:cluster`",
  allowedCidrs: "`drydock:ingress`",
  actions: "a permission",
};

function cannotSay(): string {
  const rows = notSaid.filter(({ elsewhere }) => elsewhere !== true);
  const places = [...new Set(rows.map(({ beside }) => beside))];
  return [
    "# What a stack file cannot say, and what to do instead",
    NOTE("components/model/not-said.ts"),
    "A stack file has a key for what services on Fargate usually need. What has none is listed here with the keys that people try for it. " +
      "Whoever writes one of them gets the same answer, with its line. Code beside the environment is ordinary Pulumi code in `index.ts`.",
    ...places.flatMap((place) => [
      `## In ${PLACES[place] ?? place}`,
      [
        "| wanted | keys that people try | instead |",
        "| --- | --- | --- |",
        ...rows
          .filter(({ beside }) => beside === place)
          .map(
            ({ what, names, instead }) =>
              `| ${what} | ${names.map((name) => `\`${name}\``).join(", ")} | ${escaped(instead)} |`,
          ),
      ].join("\n"),
    ]),
    "",
  ].join("\n\n");
}

function scores(): string {
  const all = MISTAKES.map(scoreOf);
  return [
    "# Messages about mistakes",
    NOTE("test/config/newcomer/mistakes.ts"),
    `${MISTAKES.length} mistakes that people make in their first stack files, with habits from Compose, Copilot, Kubernetes, CDK, SST, Terraform ` +
      "and awsx, units, forms, names of nothing, wrong nesting, slips of YAML and files of other kinds. Each message has three points: one is lost for " +
      "each of _located_ (path and line), _allowed_ (names the allowed values), _fix_ (contains the text to write, which then loads) " +
      "and _no noise_ (one problem, no list that nobody reads, no value that could be a secret) that it lacks.",
    "The list was written first. The messages were tuned on every second mistake; the others show whether that helped in general. " +
      "Before the tuning the tuned half had a mean of 1.76 and the other 1.76, and 21 mistakes had no point; when the tuned half had 3.00, " +
      "the other had 2.93 and one mistake without a point, which was fixed then.",
    [
      "| half | mistakes | mean | 3 | 2 | 1 | 0 |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      summary("tuned", half(MISTAKES, "odd").map(scoreOf)),
      summary("not tuned", half(MISTAKES, "even").map(scoreOf)),
      summary("all", all),
    ].join("\n"),
    [
      "| mistake | points | lacks |",
      "| --- | --- | --- |",
      ...all.map(
        ({ mistake, points, lacks }) =>
          `| ${escaped(mistake.title)} | ${points} | ${lacks.map((lack) => (lack === "noNoise" ? "no noise" : lack)).join(", ")} |`,
      ),
    ].join("\n"),
    "",
  ].join("\n\n");
}

function summary(name: string, list: readonly Score[]): string {
  const counts = [3, 2, 1, 0].map(
    (points) => list.filter((score) => score.points === points).length,
  );
  return `| ${[name, list.length, mean(list).toFixed(2), ...counts].join(" | ")} |`;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("*", "\\*");
}
