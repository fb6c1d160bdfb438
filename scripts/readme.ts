import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Generator, outputOf, root } from "./generator";

const block = /(<!-- generated: preview -->\n)[\s\S]*?(<!-- end -->)/;

/** The output of a real preview in README.md. */
export const readmePreview: Generator = {
  name: "readme",
  files: async () => {
    const output = await previewOutput();
    const fresh = readFileSync(join(root, "README.md"), "utf8").replace(
      block,
      (_, start: string, end: string) => `${start}\n\`\`\`text\n${output}\n\`\`\`\n\n${end}`,
    );
    return { "README.md": fresh };
  },
};

/** Returns what a terminal without colors shows for the test environment, down to the number of findings. */
async function previewOutput(): Promise<string> {
  const output = await outputOf("preview", "--stack", "test");
  return output.slice(0, output.indexOf(" policies\n")) + " policies";
}
