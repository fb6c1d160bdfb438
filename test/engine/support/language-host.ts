/**
 * Stands for `pulumi-language-nodejs`, which the official installer brings and no Go module has: it starts
 * a program or a plugin the way that one does, with the SDK's own `cmd/run` or `cmd/run-plugin`.
 * https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/pulumi-language-nodejs/main.go
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  type InstallDependenciesRequest,
  InstallDependenciesResponse,
  LanguageHandshakeResponse,
  type RunPluginRequest,
  RunPluginResponse,
  type RunRequest,
  RunResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";

export interface LanguageHost {
  readonly port: number;
  stop(): void;
}

/** The engine tells its address once it has connected. */
export async function startLanguageHost(): Promise<LanguageHost> {
  let engine = "";
  const server = new grpc.Server();
  const unary =
    <Request, Response>(work: (request: Request) => Response | Promise<Response>) =>
    (
      call: grpc.ServerUnaryCall<Request, Response>,
      callback: grpc.sendUnaryData<Response>,
    ): void => {
      Promise.resolve(work(call.request)).then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({ code: grpc.status.UNKNOWN, details: String(error) });
        },
      );
    };
  server.addService(LanguageRuntimeService, {
    handshake: unary((request: { getEngineAddress(): string }) => {
      engine = request.getEngineAddress();
      return new LanguageHandshakeResponse();
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion("1.0.0")),
    getRequiredPlugins: unary(() => new GetRequiredPluginsResponse()),
    getRequiredPackages: unary(() => new GetRequiredPackagesResponse()),
    run: unary((request: RunRequest) => run(request, engine)),
    installDependencies,
    runPlugin,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}

function run(request: RunRequest, engine: string): Promise<RunResponse> {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() ?? request.getPwd();
  const options = info?.getOptions()?.toJavaScript() ?? {};
  const config = Object.fromEntries(request.getConfigMap().entries());
  const tsconfig = options["tsconfig"];
  const child = spawn(
    process.execPath,
    [
      // Of the program's own packages, which may be in a folder above.
      createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run"),
      `--monitor=${request.getMonitorAddress()}`,
      `--engine=${engine}`,
      `--organization=${request.getOrganization()}`,
      `--project=${request.getProject()}`,
      `--root-directory=${info?.getRootDirectory() ?? folder}`,
      `--stack=${request.getStack()}`,
      `--pwd=${request.getPwd()}`,
      `--parallel=${request.getParallel()}`,
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() ?? ".",
    ],
    {
      cwd: folder,
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: "true",
        ...(typeof tsconfig === "string" ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const response = new RunResponse();
      if (code !== 0) response.setError(`the program ended with code ${String(code)}: ${output}`);
      resolve(response);
    });
  });
}

/** Installs what a package.json names, without the settings that npm hands on to the commands it runs. */
function installDependencies(
  call: grpc.ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
): void {
  const settings = /^npm_config_/i;
  const child = spawn("npm", ["install", "--loglevel=error", "--no-audit", "--no-fund"], {
    cwd: call.request.getInfo()?.getProgramDirectory() ?? call.request.getDirectory(),
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name))),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let problems = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (problems += text));
  child.stdout.on("data", (text: Uint8Array) => {
    call.write(new InstallDependenciesResponse().setStdout(text));
  });
  child.once("close", (code) => {
    if (code === 0) call.end();
    else call.emit("error", { code: grpc.status.UNKNOWN, details: `npm install: ${problems}` });
  });
}

/** Runs until the engine ends the call; the first line of output is the plugin's port. */
function runPlugin(call: grpc.ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
  const folder = call.request.getInfo()?.getProgramDirectory() ?? call.request.getPwd();
  const host = createRequire(join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-plugin");
  const environment = call.request.getEnvList().map((one): [string, string] => {
    const [name = "", ...value] = one.split("=");
    return [name, value.join("=")];
  });
  const child = spawn(process.execPath, [host, folder, ...call.request.getArgsList()], {
    cwd: call.request.getPwd(),
    env: { ...process.env, ...Object.fromEntries(environment) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (text: Uint8Array) =>
    call.write(new RunPluginResponse().setStdout(text)),
  );
  child.stderr.on("data", (text: Uint8Array) =>
    call.write(new RunPluginResponse().setStderr(text)),
  );
  child.once("close", (code) => {
    call.write(new RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
  call.once("cancelled", () => child.kill());
}
