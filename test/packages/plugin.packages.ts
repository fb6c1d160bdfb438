import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest, type GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { root } from "../program/run-program";

/**
 * The component package as a plugin, started as the Node language host starts it, from the build. That a language's SDK
 * compiles from its schema takes the Pulumi CLI and that language.
 */
describe("the component package as a plugin", () => {
  let plugin: ChildProcess;
  let port: number;

  before(async () => {
    const host = require.resolve("@pulumi/pulumi/cmd/run-plugin");
    plugin = spawn(process.execPath, [host, join(root, "components"), "127.0.0.1:1"], {
      cwd: join(root, "components"),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { stdout } = plugin;
    assert.ok(stdout !== null);
    port = await new Promise<number>((resolve) => {
      createInterface({ input: stdout }).once("line", (line) => {
        resolve(Number(line));
      });
    });
  });
  after(() => {
    plugin.kill();
  });

  it("serves the committed schema under the name of its types", async () => {
    const client = new ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
    const response = await new Promise<GetSchemaResponse>((resolve, reject) => {
      client.getSchema(new GetSchemaRequest(), (error, value) => {
        if (error === null) resolve(value);
        else reject(error);
      });
    });
    client.close();
    const served: unknown = JSON.parse(response.getSchema());
    const committed: unknown = JSON.parse(
      readFileSync(join(root, "components", "schema.json"), "utf8"),
    );
    assert.deepEqual(served, committed);
  });
}).timeout(60_000);
