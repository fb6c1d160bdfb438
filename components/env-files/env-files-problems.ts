import type { ArgumentProblem } from "../internal/arguments";
import type { EnvFileArgs } from "./index";

/** What is wrong with the list of files, without reading them. */
export function envFilesProblems(files: readonly EnvFileArgs[]): ArgumentProblem[] {
  if (files.length === 0) {
    return [
      {
        propertyPath: "files",
        reason: "is empty; give at least one file, or leave the component out.",
      },
    ];
  }
  return files.flatMap((file, index) => {
    const propertyPath = `files[${index}].name`;
    if (!/^[^/].*\.env$/.test(file.name)) {
      return [
        {
          propertyPath,
          reason:
            `"${file.name}" is not a relative name that ends in .env, which Amazon ECS demands; ` +
            `rename the file, for example to env/test.env.`,
        },
      ];
    }
    if (files.findIndex((other) => other.name === file.name) !== index) {
      return [
        {
          propertyPath,
          reason: `"${file.name}" is there twice; give each file once, whatever number of containers reads it.`,
        },
      ];
    }
    return [];
  });
}
