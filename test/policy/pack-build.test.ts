import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { changedSources } from "../../policy/lib/stale-build";

const pack = join(__dirname, "../../policy");
const built = join(pack, "dist");

/** The engine runs the compiled pack: a stale one would guard with yesterday's rules. */
describe("The compiled pack", () => {
  const configuration = ts.getParsedCommandLineOfConfigFile(
    join(pack, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => undefined,
    },
  );
  const sources = (configuration?.fileNames ?? []).map((file) => relative(pack, file));

  it("is what the sources compile to", () => {
    assert.ok(configuration !== undefined && sources.length > 100);
    const stale = sources.filter((file) => {
      const output = file.replace(/\.ts$/, ".js");
      const { outputText } = ts.transpileModule(readFileSync(join(pack, file), "utf8"), {
        compilerOptions: configuration.options,
        fileName: join(pack, file),
      });
      return outputText !== read(join(built, output));
    });
    assert.deepEqual(stale, [], "run npm run prepare");
  });

  it("knows by itself that it is current", () => {
    const record = readFileSync(join(built, "tsconfig.tsbuildinfo"), "utf8");
    assert.ok(record.includes("../index.ts"));
    assert.deepEqual(changedSources(built), []);
  });

  it("holds nothing else", () => {
    const outputs = readdirSync(built, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".js"),
    );
    const expected = sources.map((file) => file.replace(/\.ts$/, ".js"));
    assert.deepEqual(
      outputs.filter((file) => !expected.includes(file)),
      [],
      "remove policy/dist and run npm run prepare",
    );
  });
});

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
