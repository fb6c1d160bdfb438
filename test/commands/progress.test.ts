import assert from "node:assert/strict";
import { mock } from "node:test";
import { progress, type Progress } from "../../drydock/progress";
import { clearingProgress, type Surroundings } from "../../drydock/surroundings";
import { stage } from "../operate/stage";
import { drydock } from "./support";

/** A terminal, or none, and what it received. */
function terminal(columns: number | undefined) {
  const written: string[] = [];
  const stream = {
    isTTY: columns !== undefined,
    columns: columns ?? 0,
    write: (text: unknown) => written.push(String(text)) > 0,
  };
  return { stream, written };
}

/** Records what a command says that it does. */
function heard() {
  const said: string[] = [];
  const line: Progress = {
    say: (doing) => said.push(doing),
    end: () => said.push("-"),
  };
  return { said, line };
}

const cleared = "\r\u001b[2K";

describe("progress", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it("shows the first work on a terminal at once, in its width, and takes it away", () => {
    const { stream, written } = terminal(16);
    const line = progress({}, stream);
    line.say("reading");
    line.say("running the program");
    line.end();
    assert.deepEqual(written, [`${cleared}reading ...`, `${cleared}running the pro`, cleared]);
  });

  it("lets a screen stand still until later work has lasted a second", () => {
    const { stream, written } = terminal(80);
    const line = progress({}, stream);
    line.end();
    line.say("first look");
    mock.timers.tick(999);
    line.end();
    line.say("second look");
    line.say("second look, call 2");
    mock.timers.tick(999);
    assert.deepEqual(written, []);
    mock.timers.tick(1);
    assert.deepEqual(written, [`${cleared}second look, call 2 ...`]);
    line.say("second look, call 3");
    line.end();
    assert.deepEqual(written.slice(1), [`${cleared}second look, call 3 ...`, cleared]);
  });

  it("writes one line in CI, and only of work that lasts", () => {
    const { stream, written } = terminal(undefined);
    const short = progress({ CI: "true" }, stream);
    short.say("reading");
    mock.timers.tick(999);
    short.end();
    mock.timers.tick(5000);
    assert.deepEqual(written, []);
    const long = progress({ CI: "true" }, stream);
    long.say("reading");
    mock.timers.tick(1000);
    long.say("running");
    long.end();
    long.say("running again");
    mock.timers.tick(5000);
    assert.deepEqual(written, ["reading ...\n"]);
  });

  it("is silent in a pipe and on a terminal of unknown width", () => {
    for (const columns of [undefined, 0]) {
      const { stream, written } = terminal(columns);
      const line = progress({}, stream);
      line.say("reading");
      mock.timers.tick(5000);
      line.end();
      assert.deepEqual(written, []);
    }
  });

  it("makes room for output, errors, questions and pauses", async () => {
    const { said, line } = heard();
    const surroundings: Surroundings = {
      folder: "",
      shell: {},
      isTerminal: true,
      progress: line,
      out: () => said.push("out"),
      err: () => said.push("err"),
      confirm: () => Promise.resolve(said.push("confirm") > 0),
      pause: () => {
        said.push("pause");
        return Promise.resolve("over");
      },
    };
    const { out, err, confirm, pause } = clearingProgress(surroundings);
    out("");
    err("");
    await confirm?.("?");
    await pause(0);
    assert.deepEqual(said, ["-", "out", "-", "err", "-", "confirm", "-", "pause"]);
  });
});

describe("the progress of commands", () => {
  const on = stage();

  it("names and counts the calls of AWS, and ends before the output", async () => {
    const { said, line } = heard();
    on.emulator.answers = { DescribeServices: { services: [] } };
    const { err } = await on.run(["deployments", "web"], { progress: line });
    assert.match(err, /has no service web: it was never created/);
    assert.deepEqual(said.slice(0, 3), ["asking AWS", "asking AWS: DescribeServices, call 1", "-"]);
    assert.equal(said.at(-1), "-");
  });

  it("is silent with --json, but not with a program's own argument of that name", async () => {
    const silent = heard();
    await on.run(["deployments", "web", "--json"], { progress: silent.line });
    assert.deepEqual(silent.said, []);
    const own = heard();
    await on.run(["run", "web", "--", "node", "a.js", "--json"], { progress: own.line });
    assert.equal(own.said[0], "asking AWS");
  });

  it("names the stack and the step of a preview and of a picture", async () => {
    const root = process.cwd();
    const previewed = heard();
    const { code } = await drydock(["preview", "--stack", "test"], root, {
      progress: previewed.line,
    });
    assert.equal(code, 0);
    assert.equal(previewed.said[0], "test: running the program as a preview");
    const drawn = heard();
    await drydock(["diagram", "--stack", "test", "--format", "mermaid"], root, {
      progress: drawn.line,
    });
    assert.equal(drawn.said[0], "test: running the program");
    assert.ok(drawn.said.includes("test: running the program: 100 resources"), drawn.said.join());
  });

  it("names what doctor asks", async () => {
    const { said, line } = heard();
    await on.run(["doctor"], { progress: line, shell: { PATH: "" } });
    assert.equal(said[0], "asking node, question 1");
    assert.match(said.join("\n"), /^asking AWS, question \d$/m);
  });
});
