import { get } from "node:http";

/**
 * The container health check, run by the node binary of the image since there is no curl in it: exit code 0 when
 * `/healthz` answers 200 within two seconds, 1 otherwise.
 */
const request = get(
  { host: "127.0.0.1", port: process.env["PORT"] ?? "8080", path: "/healthz", timeout: 2000 },
  (response) => {
    response.resume();
    process.exitCode = response.statusCode === 200 ? 0 : 1;
  },
);
request.on("timeout", () => request.destroy(new Error("no answer within 2 seconds")));
request.on("error", (error) => {
  process.stderr.write(`/healthz: ${error.message}\n`);
  process.exitCode = 1;
});
