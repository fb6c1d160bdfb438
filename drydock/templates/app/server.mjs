import { createServer } from "node:http";

const server = createServer((request, response) => {
  response.setHeader("content-type", "text/plain; charset=utf-8");
  response.end(`Hello from {{name}}: ${request.url}\n`);
});
server.listen({{port}});

// ECS sends SIGTERM before it stops a task: open requests are answered, new ones go elsewhere.
process.on("SIGTERM", () => server.close());
