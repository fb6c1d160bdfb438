import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execute } from "./execute";
import { cleanUp, runIn, stage } from "./support";

const shell = (script: string) => ({ program: "sh", args: ["-c", script] });

describe("a program that the acceptance run starts", () => {
  after(cleanUp);

  it("gives its exit code and what it printed", async () => {
    const shown: string[] = [];
    const onOutput = (text: string) => shown.push(text);
    const variables = { GREETING: "hello" };
    const ended = await execute({
      ...shell('echo "$GREETING"; pwd; echo trouble >&2; exit 3'),
      folder: tmpdir(),
      variables,
      onOutput,
    });
    assert.deepEqual([ended.code, ended.missing], [3, false]);
    assert.match(ended.stdout, /^hello\n\/.*\n$/);
    assert.match(ended.output, /trouble/);
    assert.deepEqual(shown.join(""), ended.output);
  });

  it("is reported where it is not installed", async () => {
    const ended = await execute({ program: "no-such-program-here", args: [] });
    assert.deepEqual(ended, { code: null, stdout: "", output: "", missing: true });
  });

  it("gets one interrupt, and may finish", async () => {
    const { signal, abort } = interruptible();
    const ended = await execute({
      ...shell("trap 'echo asked to end; exit 7' INT; echo started; while :; do sleep 0.01; done"),
      signal,
      onOutput: (text) => {
        if (text.includes("started")) abort();
      },
    });
    assert.deepEqual([ended.code, ended.stdout], [7, "started\nasked to end\n"]);
  });

  it("is really started by the command, with the run's folder and variables", async () => {
    const bin = mkdtempSync(join(tmpdir(), "drydock-acceptance-bin-"));
    const on = await stage({ createFails: "creating ECS Service: no capacity" });
    const variables = {
      PATH: [bin, process.env["PATH"] ?? ""].join(delimiter),
      EMULATOR_URL: `${on.emulator.url}/programs`,
    };
    try {
      for (const name of ["pulumi", "docker", "session-manager-plugin"]) {
        symlinkSync(join(__dirname, "emulator", "fake-program.mjs"), join(bin, name));
      }
      const code = await runIn(
        {
          ...on,
          surroundings: {
            ...on.surroundings,
            execute: (command) =>
              execute({ ...command, variables: { ...command.variables, ...variables } }),
          },
        },
        "--yes",
      );
      assert.equal(code, 1);
      assert.match(on.printed.out, /ok {7}pulumi: 3\.259\.0/);
      assert.match(
        on.printed.out,
        /failed \(0 s\)\n {4}pulumi up failed\. error: creating ECS Service/,
      );
      assert.match(on.printed.out, /pulumi destroy deleted 104 resources/);
    } finally {
      rmSync(bin, { recursive: true });
    }
  });
});

function interruptible() {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => {
      controller.abort();
    },
  };
}
