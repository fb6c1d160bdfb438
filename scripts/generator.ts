import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { drydock } from "../test/commands/support";

export const root = join(__dirname, "..");

/** Files that follow from others in this repository. */
export interface Generator {
  readonly name: string;
  /** Returns the text of each file, by path from the root. */
  readonly files: () => Promise<Readonly<Record<string, string>>>;
}

/** Returns the generator's files whose text on disk differs, with the text they should have. */
export async function staleFiles({ files }: Generator): Promise<[string, string][]> {
  return Object.entries(await files()).filter(([file, text]) => textOf(file) !== text);
}

/** Formats a text as `prettier --write` formats a file of that path. */
export async function formatted(file: string, text: string): Promise<string> {
  const filepath = join(root, file);
  return await format(text, { ...(await resolveConfig(filepath)), filepath });
}

/** Returns the standard output of a command of Drydock. @throws Error with its standard error where it fails */
export async function outputOf(...words: readonly string[]): Promise<string> {
  const { code, out, err } = await drydock(words, root);
  if (code !== 0) throw new Error(`drydock ${words.join(" ")}: ${err}`);
  return out;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(join(root, file), "utf8");
  } catch {
    return undefined;
  }
}
