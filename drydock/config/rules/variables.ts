import { within } from "drydock-components/model/check/problem";
import { readEnvFile } from "drydock-components/model/env-file";
import { type FileVariables, variableProblems } from "drydock-components/model/variables";
import { containers, type NamedContainer, type Rule, type RuleContext } from "./rule";

/** Environment variables: each from one source, and none of the plain ones a secret. */
export const variables: Rule = (config, context) =>
  containers(config).flatMap(({ container, path }) =>
    within(path, variableProblems(container, fileVariables(container, context))),
  );

function fileVariables(
  { envFiles }: NamedContainer["container"],
  { files, shownFile }: RuleContext,
): FileVariables[] {
  return envFiles.flatMap((file, index) => {
    const bytes = files.read(file);
    if (bytes === undefined || envFiles.indexOf(file) !== index) return [];
    const { variables } = readEnvFile(bytes);
    return [{ path: ["envFiles", index], file: shownFile(file), variables }];
  });
}
