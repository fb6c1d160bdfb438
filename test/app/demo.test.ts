import assert from "node:assert/strict";
import { createServer } from "node:http";
import { listen } from "../../app/dev/metadata-server";
import { startDemo } from "../../app/dev/demo";
import { bundle, cleanUp } from "./support";

after(cleanUp);

describe("app: the demonstration on a laptop", () => {
  it("gives each request to the next task, and all see one volume", async () => {
    const folder = await bundle();
    const demo = await startDemo({ folder, environment: "test", port: 0, tasks: 2 });
    try {
      const tasks = [];
      for (let turn = 0; turn < 4; turn += 1) {
        const page = await (await fetch(`${demo.url}/files`)).text();
        tasks.push(/Answered by task <code title="([0-9a-f]{32})"/.exec(page)?.[1]);
        assert.ok(page.includes(demo.dataDir));
      }
      assert.notEqual(tasks[0], tasks[1]);
      assert.deepEqual(tasks.slice(0, 2), tasks.slice(2));
    } finally {
      await demo.close();
    }
  });

  it("leaves nothing running where its port is taken", async () => {
    const taken = createServer();
    const port = await listen(taken);
    const folder = await bundle();
    await assert.rejects(startDemo({ folder, environment: "test", port, tasks: 1 }), {
      code: "EADDRINUSE",
    });
    taken.close();
  });
});
