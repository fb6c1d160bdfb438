import { type EverydayChange, everydayChanges } from "../test/engine/support/everyday-changes";
import { formatted, type Generator } from "./generator";

const file = "docs/sandbox-changes.md";

const introduction = `# Effects of changes to a running environment

Written by \`npm run generate\` from the table of \`npm run test:engine\`, which applies each change to the running \`test\`
environment and finds exactly these steps, with nothing left to do. Resources that hold data are never replaced.

\`+\` created, \`~\` changed in place, \`-\` deleted, \`+-\` replaced: the new one is created first.
`;

function section({ name, how, steps, remark }: EverydayChange): string {
  const done = steps?.join("\n") ?? "~ everything that has tags";
  return [
    `## ${capitalized(name)}`,
    how,
    `\`\`\`text\n${done}\n\`\`\``,
    ...(remark === undefined ? [] : [remark]),
  ].join("\n\n");
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The document of each everyday change's steps, from the table that the tests run on the engine. */
export const sandboxChanges: Generator = {
  name: "sandbox-changes",
  files: async () => {
    const text = [introduction, ...everydayChanges.map(section)].join("\n\n");
    return { [file]: await formatted(file, text) };
  },
};
