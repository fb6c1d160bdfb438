import { wrapped } from "../offline/preview/render/wrap";

/** A command to copy, which a shell would run line by line, and what programs print. */
const asItIs = /^\s*(?:npx |pulumi |aws |\|)/;

/** Fits what a command says to the terminal; where its width is not known, every line stays whole. */
export async function fitted(text: string, columns: number | undefined): Promise<string> {
  if (columns === undefined) return text;
  const lines = text
    .split("\n")
    .map(async (line) => (asItIs.test(line) ? line : wrapped(line, columns)));
  return (await Promise.all(lines)).join("\n");
}
