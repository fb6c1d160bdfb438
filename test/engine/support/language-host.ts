/**
 * Stands for `pulumi-language-nodejs`, which the official installer brings and no Go module has: it starts
 * the program the way that one does, with the SDK's own `cmd/run`.
 * https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/pulumi-language-nodejs/main.go
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
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
      join(folder, "node_modules", "@pulumi", "pulumi", "cmd", "run"),
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
