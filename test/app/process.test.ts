import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, copyFile, cp, readdir } from "node:fs/promises";
import { Agent, get, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { startTask, type TaskOptions, type TaskProcess } from "../../app/dev/demo";
import { LOAD_AT_ONCE } from "../../app/src/load";
import { bundle, cleanUp, temporaryFolder } from "./support";

after(cleanUp);

// The start command of the image on the bundle of the image, as a process of its own. What this does not prove: that the
// image builds, and that its base brings a node that runs the bundle.

const tasks: TaskProcess[] = [];

/** Whatever a test left running, failed or not. */
function endTasks(): void {
  for (const { child } of tasks.splice(0)) {
    child.kill("SIGKILL");
  }
}

async function start(options: Partial<TaskOptions> = {}): Promise<TaskProcess> {
  const variables = { DATA_DIR: await temporaryFolder(), ...options.variables };
  const task = await startTask(await bundle(), { ...options, variables });
  tasks.push(task);
  return task;
}

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly bytes: number;
}

/** One request to its very end; fails where the answer is not complete. */
async function ask(port: number, path: string, agent?: Agent): Promise<Answer> {
  const request = get({ host: "127.0.0.1", port, path, agent: agent ?? false });
  const [answer]: [IncomingMessage] = await answerTo(request);
  let bytes = 0;
  for await (const part of answer) {
    bytes += Buffer.isBuffer(part) ? part.length : 0;
  }
  const announced = answer.headers["content-length"];
  if (announced !== undefined && Number(announced) !== bytes) {
    throw new Error(`${path}: ${bytes} of ${announced} bytes`);
  }
  return { status: answer.statusCode ?? 0, connection: answer.headers.connection, bytes };
}

function answerTo(request: ReturnType<typeof get>): Promise<[IncomingMessage]> {
  return new Promise((resolve, reject) => {
    request.on("response", (answer) => {
      resolve([answer]);
    });
    request.on("error", reject);
  });
}

async function exitOf(
  file: string,
  variables: Readonly<Record<string, string>>,
): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(await bundle(), file)], { env: variables });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      out += part.toString();
    });
  }
  const closed: unknown[] = await once(child, "close");
  return { code: typeof closed[0] === "number" ? closed[0] : null, out };
}

describe("app: the process", () => {
  afterEach(endTasks);

  it("says where it listens, as a line of JSON", async () => {
    const task = await start();
    assert.match(
      task.lines[0] ?? "",
      /^{"time":"[^"]+","level":"info","message":"listening","port":\d+,"startMilliseconds":\d+,"node":"[\d.]+"}$/,
    );
  });

  it("ends with every wrong setting in its log, and no stack", async () => {
    const { code, out } = await exitOf("server.js", { PORT: "x", STOP_TIMEOUT_SECONDS: "1" });
    assert.equal(code, 1);
    const lines = out.trim().split("\n");
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? "", /"message":"wrong setting","problem":"PORT is \\"x\\":/);
    assert.match(lines[1] ?? "", /"problem":"STOP_TIMEOUT_SECONDS is \\"1\\":/);
  });

  it("ends where its port is taken, and says so in its log", async () => {
    const taken = createServer().listen(0);
    const address = taken.address();
    assert.ok(typeof address === "object" && address !== null);
    const { code, out } = await exitOf("server.js", { PORT: String(address.port) });
    taken.close();
    assert.equal(code, 1);
    assert.match(out, /^{[^\n]*"message":"cannot listen","problem":"listen EADDRINUSE[^\n]*}\n$/);
  });

  it("has a health check that passes while it answers and fails when nothing does", async () => {
    const task = await start();
    const port = String(task.port);
    assert.deepEqual(await exitOf("healthcheck.js", { PORT: port }), { code: 0, out: "" });
    task.child.kill("SIGKILL");
    await task.ended;
    const { code, out } = await exitOf("healthcheck.js", { PORT: port });
    assert.equal(code, 1);
    assert.match(out, /^\/healthz: connect ECONNREFUSED/);
  });

  it("gives a place of /load back when its client goes away", async () => {
    const task = await start();
    const requests = Array.from({ length: LOAD_AT_ONCE }, () =>
      get({ host: "127.0.0.1", port: task.port, path: "/load?seconds=20&kib=1", agent: false }),
    );
    await Promise.all(requests.map(answerTo));
    assert.equal((await ask(task.port, "/load?seconds=1&kib=1")).status, 429);
    for (const request of requests) {
      request.destroy();
    }
    // How soon the server hears of it is up to the operating system.
    let status: number | undefined = 429;
    while (status === 429) {
      const request = get({ host: "127.0.0.1", port: task.port, path: "/load?seconds=9&kib=1" });
      status = (await answerTo(request))[0].statusCode;
      request.destroy();
    }
    assert.equal(status, 200);
  });
});

describe("app: SIGTERM", () => {
  afterEach(endTasks);

  it("loses no request under load: what runs finishes, what comes meanwhile is answered, and it ends with 0", async () => {
    const task = await start({ variables: { STOP_TIMEOUT_SECONDS: "10" } }); // lingers for one second
    const agent = new Agent({ keepAlive: true });
    const paths = ["/", "/metadata", "/files", "/secrets", "/assets/style.css"];
    const state = { stopping: false, deregistered: false, answered: 0, closing: 0 };
    const client = async (at: number): Promise<void> => {
      for (let turn = at; !state.deregistered; turn += 1) {
        const answer = await ask(task.port, paths[turn % paths.length] ?? "/", agent);
        assert.equal(answer.status, 200);
        state.answered += 1;
        state.closing += answer.connection === "close" ? 1 : 0;
      }
    };
    // Like a load balancer, which sends nothing more once the task says that it is not ready.
    const healthChecker = async (): Promise<void> => {
      while ((await ask(task.port, "/readyz")).status === 200) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.ok(state.stopping, "not ready only after SIGTERM");
      state.deregistered = true;
    };
    const clients = Promise.all([
      healthChecker(),
      ...Array.from({ length: 8 }, (_, at) => client(at)),
    ]);
    // Longer than the lingering, so it is still running when the server no longer listens.
    const long = ask(task.port, "/load?seconds=2&kib=64");
    while (state.answered < 100) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    state.stopping = true;
    task.child.kill("SIGTERM");
    await clients;
    assert.equal((await long).bytes, 2 * 64 * 1024);
    assert.ok(state.closing > 0, "answers while stopping end their connections");
    assert.equal(await task.ended, 0);
    agent.destroy();
    assert.match(task.lines.at(-1) ?? "", /"message":"stopped","code":0/);
  });

  it("cuts off what does not finish before SIGKILL would come, says so and ends with 1", async () => {
    const task = await start({ variables: { STOP_TIMEOUT_SECONDS: "2" } });
    const request = get({ host: "127.0.0.1", port: task.port, path: "/load?seconds=1&kib=8192" });
    const [answer] = await answerTo(request); // and never read
    answer.on("error", () => undefined);
    task.child.kill("SIGTERM");
    assert.equal(await task.ended, 1);
    assert.match(task.lines.join("\n"), /"level":"error","message":"stop limit reached/);
    request.destroy();
  });
});

describe("app: as an unprivileged user on a read-only folder", () => {
  afterEach(endTasks);

  const NOBODY = 65534;
  const root = process.getuid?.() === 0;
  // Where the tests do not run as root, their own user is unprivileged enough.
  const user = root ? { uid: NOBODY, gid: NOBODY } : {};

  /** The bundle as the image has it, with a node that any user may run. */
  async function readOnlyBundle(): Promise<{ folder: string; node: string }> {
    const folder = await temporaryFolder();
    await cp(await bundle(), folder, { recursive: true });
    const node = join(folder, "node");
    await copyFile(process.execPath, node);
    await chmod(node, 0o555);
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.name !== "node") {
        await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444);
      }
    }
    await chmod(folder, 0o555);
    return { folder, node };
  }

  it("starts with the image's command, writes to the volume and nowhere else, and stops", async () => {
    const { folder, node } = await readOnlyBundle();
    const dataDir = await temporaryFolder();
    if (root) {
      await chown(dataDir, NOBODY, NOBODY);
    }
    const task = await startTask(folder, {
      ...user,
      command: [node, join(folder, "server.js")],
      variables: { DATA_DIR: dataDir, STOP_TIMEOUT_SECONDS: "2" },
    });
    tasks.push(task);
    const url = `http://127.0.0.1:${task.port}`;
    const sent = await fetch(`${url}/files`, {
      method: "POST",
      headers: { origin: url },
      body: new URLSearchParams({ text: "written by an unprivileged user" }),
    });
    assert.equal(sent.status, 200); // after the redirect
    assert.match(await sent.text(), /written by an unprivileged user/);
    assert.deepEqual(await readdir(dataDir), ["notes"]);
    assert.deepEqual((await readdir(folder)).sort(), [
      "healthcheck.js",
      "node",
      "public",
      "server.js",
    ]);
    task.child.kill("SIGTERM");
    assert.equal(await task.ended, 0);
  });

  it("says so where the volume is not its own, and lives", async function () {
    const { folder, node } = await readOnlyBundle();
    const dataDir = await temporaryFolder();
    await chmod(dataDir, root ? 0o755 : 0o555);
    const task = await startTask(folder, {
      ...user,
      command: [node, join(folder, "server.js")],
      variables: { DATA_DIR: dataDir },
    });
    tasks.push(task);
    const url = `http://127.0.0.1:${task.port}`;
    const ready = await fetch(`${url}/readyz`);
    assert.equal(ready.status, 503);
    assert.match(await ready.text(), /may not be used by this container's user/);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });
});
