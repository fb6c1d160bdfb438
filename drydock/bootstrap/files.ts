/** The files of a new `bootstrap/`, from the templates of this package. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { configOf } from "../config/loader";
import { readDocument } from "../config/document";
import { UsageError } from "../errors";
import { packageFolder } from "../offline/package-folder";
import { projectSetting, stackFilesOf } from "../stack-files";

/** As `drydock init` writes `index.ts` for an environment. */
const program = `import { Bootstrap } from "drydock";

// Everything that Pulumi.<stack>.yaml describes.
export = new Bootstrap().outputs;
`;

/** What a new `bootstrap/` is created from. */
export interface NewBootstrap {
  readonly account?: string;
  readonly repository?: string;
}

/**
 * Lists the files of a new `bootstrap/` by their path in it.
 *
 * @param folder the repository's root, whose stacks become the environments
 * @throws UsageError where a choice is missing
 */
export function bootstrapFiles(
  folder: string,
  { account, repository }: NewBootstrap,
): Readonly<Record<string, string>> {
  const missing = [
    ...(account === undefined ? ["--account 111122223333"] : []),
    ...(repository === undefined ? ["--repository owner/name"] : []),
  ];
  if (account === undefined || repository === undefined) {
    throw new UsageError(
      `There is no bootstrap/ yet. To create it, give ${missing.join(" and ")}.`,
    );
  }
  const stacks = stackFilesOf(folder);
  const [first] = stacks.values();
  if (first === undefined) throw new UsageError(`${folder} has no stack file Pulumi.<stack>.yaml.`);
  const words: Readonly<Record<string, string>> = {
    account,
    repository,
    name: projectSetting(folder, "name") ?? basename(folder),
    region: regionIn(first),
    environments: [...stacks.keys()].map((stack) => `${stack}: {}`).join(", "),
  };
  const templates = join(packageFolder, "templates", "bootstrap");
  const filled = Object.fromEntries(
    readdirSync(templates).map((file) => [
      file,
      readFileSync(join(templates, file), "utf8").replace(
        /\{\{(\w+)\}\}/g,
        (_match, word: string) => words[word] ?? "",
      ),
    ]),
  );
  return { "index.ts": program, ...filled };
}

function regionIn(stackFile: string): string {
  const { document } = readDocument(stackFile, readFileSync(stackFile, "utf8"));
  const region = document === undefined ? undefined : configOf(document)["aws:region"];
  return typeof region === "string" ? region : "us-east-2";
}
