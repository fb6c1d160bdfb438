import { type EverydayChange, everydayChanges } from "../test/engine/support/everyday-changes";
import { formatted, type Generator } from "./generator";

const file = "docs/sandbox-changes.md";

const introduction = `# What a change to a running environment does

Written by \`npm run generate\` from the table of \`npm run test:engine\`, which makes each change to the running \`test\`
environment, finds exactly these steps, and nothing left to do afterwards. What holds data is never replaced.

\`+\` made, \`~\` changed in place, \`-\` deleted, \`+-\` replaced: the new one is made first.
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

/** The document of what each everyday change does, from the table that the tests run on the engine. */
export const sandboxChanges: Generator = {
  name: "sandbox-changes",
  files: async () => {
    const text = [introduction, ...everydayChanges.map(section)].join("\n\n");
    return { [file]: await formatted(file, text) };
  },
};
