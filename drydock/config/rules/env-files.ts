import { readEnvFile } from "drydock-components/model/env-file";
import { type Path } from "drydock-components/model/check/path";
import { type ModelProblem } from "drydock-components/model/check/problem";
import { secretShape } from "drydock-components/model/secret-shapes";
import { containers, type NamedService, type Rule, type RuleContext } from "./rule";

/**
 * ECS sets no limit; Linux does: a process gets at most 128 KiB in one variable and, with the usual 8 MiB stack,
 * 2 MiB in all. A file of half of that is a mistake.
 * https://man7.org/linux/man-pages/man2/execve.2.html
 */
const LARGEST_FILE = 1024 * 1024;
const LARGEST_VARIABLE = 128 * 1024;

/** Environment files: that they are there, can be read as ECS reads them, and hold no secret. Each file is reported once. */
export const envFiles: Rule = (config, context) => {
  const seen = new Map<string, NamedService>();
  return containers(config).flatMap(({ container, path, owner }) =>
    container.envFiles.flatMap((file, index): ModelProblem[] => {
      const at = [...path, "envFiles", index];
      if (container.envFiles.indexOf(file) !== index) {
        return [
          { path: at, message: "This file is in the list twice.", fix: "Remove one of the two." },
        ];
      }
      const first = seen.get(file);
      if (first !== undefined) return updateFindings(first, owner, at);
      seen.set(file, owner);
      return fileFindings(file, at, context);
    }),
  );
};

/** A file is one object in S3: with its content in the key, or without. */
function updateFindings(first: NamedService, second: NamedService, path: Path): ModelProblem[] {
  const [former, latter] = [first.service.envFileUpdates, second.service.envFileUpdates];
  if (former === latter) return [];
  return [
    {
      path,
      related: [
        [...first.path, "envFileUpdates"],
        [...second.path, "envFileUpdates"],
      ],
      message: `This file is ${former} in ${first.name} and ${latter} here; it is stored in one way only.`,
      allowed: "the same envFileUpdates in all services that name the file",
      fix: `Write envFileUpdates: ${former} here too, or give this service a file of its own.`,
    },
  ];
}

function fileFindings(
  file: string,
  path: readonly (string | number)[],
  context: RuleContext,
): ModelProblem[] {
  const bytes = context.files.read(file);
  if (bytes === undefined) {
    return [
      {
        path,
        message:
          context.files.kind(file) === "folder"
            ? "This is a folder, not a file."
            : "There is no such environment file.",
        allowed: "a file of NAME=VALUE lines, by its path from the stack file",
        fix: `Add ${context.shownFile(file)}, or correct the path.`,
      },
    ];
  }
  if (bytes.length > LARGEST_FILE) {
    return [
      {
        path,
        message: `The file has ${bytes.length} bytes, more than a process can take as its environment.`,
        allowed: `at most ${LARGEST_FILE} bytes`,
        fix: "Keep variables in it only; large data belongs into the image or a volume.",
      },
    ];
  }
  const { mistakes, variables } = readEnvFile(bytes);
  const place = (line: number) => ({ file: context.shownFile(file), line, column: 1 });
  return [
    ...mistakes.map(({ line, message, fix }) => ({
      path,
      message,
      fix,
      showValue: false,
      place: place(line),
    })),
    ...variables.flatMap(({ name, value, line }): ModelProblem[] => {
      const shape = secretShape(name, value);
      if (shape !== undefined) {
        return [
          {
            path,
            showValue: false,
            place: place(line),
            message: `${name} looks like a secret (${shape}); the file is in the repository and in S3.`,
            fix:
              "Change the secret at its origin, for a file has held it; put the new one under drydock:secrets " +
              "and name it under the service's secrets.",
          },
        ];
      }
      if (Buffer.byteLength(value) + name.length < LARGEST_VARIABLE) return [];
      return [
        {
          path,
          showValue: false,
          place: place(line),
          message: `${name} is longer than Linux lets a variable be.`,
          allowed: `less than ${LARGEST_VARIABLE} bytes`,
          fix: "Put the data into the image or a volume.",
        },
      ];
    }),
  ];
}
