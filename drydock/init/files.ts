/** The files of a new repository, from the templates of this package. */
import { isMap } from "drydock-components/model/check/path";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../offline/package-folder";
import { type Choices, productionStackFile, testStackFile } from "./stack-files";

/** File texts by their path in the new repository. */
export type Files = Readonly<Record<string, string>>;

const templates = join(packageFolder, "templates");

/**
 * Lists the files of a new repository, without package.json.
 *
 * @param folder where it will be: an application that is there already is left alone
 */
export function repositoryFiles(choices: Choices, folder: string): Files {
  const { source } = choices;
  const common = readdirSync(templates, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(templates.length + 1))
    .filter((path) => path !== "package.json" && !/^(?:app|bootstrap)\b/.test(path));
  const app =
    "build" in source && !existsSync(join(folder, source.build, "Dockerfile"))
      ? ["Dockerfile", "server.mjs"].map((file) => [join(source.build, file), join("app", file)])
      : [];
  const pairs = [...common.map((path) => [placeOf(path), path]), ...app];
  return {
    "Pulumi.test.yaml": testStackFile(choices),
    "Pulumi.production.yaml": productionStackFile(choices),
    ...Object.fromEntries(
      pairs.map(([place = "", template = ""]) => [place, filled(template, choices)]),
    ),
  };
}

/** Files of a project that has stack files. */
const project = ["Pulumi.yaml", "index.ts", "tsconfig.json", "tsconfig.run.json", "gitignore"];

/** Lists the files that turn a folder with stack files into a project, without package.json. */
export function projectFiles(name: string): Files {
  return Object.fromEntries(
    project.map((path) => [placeOf(path), filled(path, { name, port: 0 })]),
  );
}

/** npm leaves a file called .gitignore out of every package. */
const placeOf = (template: string): string => (template === "gitignore" ? ".gitignore" : template);

function filled(template: string, { name, port }: Pick<Choices, "name" | "port">): string {
  return readFileSync(join(templates, template), "utf8")
    .replaceAll("{{name}}", name)
    .replaceAll("{{port}}", String(port));
}

/**
 * A package.json for the repository: present entries win, missing ones are added.
 *
 * @param present the text of the one that is there
 * @param version of this package
 */
export function packageJson(
  present: string | undefined,
  { name, version }: { readonly name: string; readonly version: string },
): string {
  const ours = objectIn(readFileSync(join(templates, "package.json"), "utf8"));
  const theirs = present === undefined ? {} : objectIn(present);
  const merged: Record<string, unknown> = { name, ...ours, ...theirs };
  for (const key of ["scripts", "overrides", "devDependencies"]) {
    merged[key] = { ...mapIn(ours[key]), ...mapIn(theirs[key]) };
  }
  merged["dependencies"] = { drydock: version, ...mapIn(theirs["dependencies"]) };
  return `${JSON.stringify(merged, undefined, 2)}\n`;
}

function objectIn(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  return mapIn(value);
}

function mapIn(value: unknown): Record<string, unknown> {
  return isMap(value) ? value : {};
}
