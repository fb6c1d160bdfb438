import { eventually } from "../clock";
import { CheckFailed } from "../failure";
import { type Page, shown } from "../site";
import { deployed, patience, type Step } from "../step";

/** A page and texts that it shows only where the task has what the stack file gives it. */
interface Expected {
  readonly path: string;
  readonly shows: readonly string[];
  readonly because: string;
}

const pages: readonly Expected[] = [
  { path: "/healthz", shows: [], because: "the load balancer reaches the task" },
  { path: "/readyz", shows: [], because: "the task takes traffic and its volume works" },
  {
    path: "/env-vars",
    shows: ["TASK_DEF_SHARED_DEPLOY_ENVIRONMENT shared", "ENV_FILE_DEPLOY_ENVIRONMENT test"],
    because: "variables arrive from the task definition and from the file in S3",
  },
  {
    path: "/secrets",
    shows: ["Values are masked", "SECRET_KEY_3", "not in the previous version"],
    because: "the current and the previous version of the secret arrive",
  },
  { path: "/metadata", shows: ["FARGATE"], because: "the metadata endpoint answers" },
  { path: "/files", shows: ["Notes on the volume"], because: "the file system is mounted" },
];

export const pagesAnswer: Step = {
  name: "answers on every page",
  proves: "Load balancer, variables, environment file, secrets, metadata and volume work together.",
  async run(context) {
    const { site, url } = await deployed(context);
    const wait = patience(context, { what: `${url} answers`, minutes: 10 });
    await eventually(wait, async () => {
      const page = await site.get("/healthz");
      return page.status === 200 ? { found: page } : { waiting: `Last: ${shown(page)}` };
    });
    const answers: { readonly expected: Expected; readonly problem: string | undefined }[] = [];
    for (const expected of pages) {
      answers.push({ expected, problem: problemOf(expected, await site.get(expected.path)) });
    }
    const problems = answers.flatMap(({ problem }) => problem ?? []);
    if (problems.length > 0) throw new CheckFailed(problems.join("\n"));
    return answers.map(({ expected: { path, because } }) => `${path}: 200, ${because}`);
  },
};

function problemOf({ path, shows }: Expected, page: Page): string | undefined {
  if (page.status !== 200) return `${path} gave ${shown(page)}`;
  const missing = shows.filter((text) => !page.text.includes(text));
  return missing.length === 0
    ? undefined
    : `${path} does not show ${missing.map((text) => JSON.stringify(text)).join(", ")}`;
}
