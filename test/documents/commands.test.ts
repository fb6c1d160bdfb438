import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { drydock } from "../commands/support";
import { root } from "../program/run-program";

const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: root, encoding: "utf8" });

/** The arguments of each `npx drydock ...` in a text, up to what the shell takes. */
function commandsIn(text: string): string[][] {
  return [...text.matchAll(/npx drydock((?: (?![&|>#])[^\s`]+)*)/g)].map(([, words = ""]) =>
    words
      .trim()
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => word.replace(/[.,;:)]+$/, "")),
  );
}

const helps = new Map<string, Promise<string>>();

function helpOf(path: readonly string[]): Promise<string> {
  const key = path.join(" ");
  const known = helps.get(key) ?? ask(path);
  helps.set(key, known);
  return known;
}

async function ask(path: readonly string[]): Promise<string> {
  const { out, err } = await drydock([...path, "--help"]);
  return out + err;
}

/** That a command does what the document says is not shown here. */
describe("commands in documents", () => {
  for (const file of documents.trim().split("\n")) {
    it(`${file} names commands and options that exist`, async () => {
      for (const words of commandsIn(readFileSync(join(root, file), "utf8"))) {
        const path: string[] = [];
        for (const word of words) {
          const help = await helpOf(path);
          if (word.startsWith("-")) {
            const [option = ""] = word.split("=");
            assert.ok(
              new RegExp(`(^|[\\s,])${option}([\\s,=]|$)`, "m").test(help),
              `npx drydock ${words.join(" ")}: ${option}`,
            );
          } else if (new RegExp(`^  ${word}\\b`, "m").test(help.split("Commands:")[1] ?? "")) {
            path.push(word);
          } else {
            assert.ok(path.length > 0, `npx drydock ${words.join(" ")}: there is no such command`);
          }
        }
      }
    });
  }
});
