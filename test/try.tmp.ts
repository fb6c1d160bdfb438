import { reportOf } from "./config/support";
const one = (image: string, own = {}) => ({
  network: { natGateways: "single" },
  services: { web: { image: { reference: image }, ...own } },
});
for (const [image, own] of [
  ["httpd:2.4", { containerPort: 80 }],
  ["httpd:2.4", { containerPort: 80, user: "0" }],
  [
    "httpd:2.4",
    {
      containerPort: 8080,
      entryPoint: ["sh", "-c"],
      command: ["echo x > /usr/local/apache2/htdocs/index.html && httpd-foreground"],
    },
  ],
  ["nginx:1.27", { containerPort: 80 }],
  ["nginx:1.27", {}],
  ["nginx:1.27", { containerPort: 8080, user: "101:101", readonlyRootFilesystem: false }],
  ["nginxinc/nginx-unprivileged:1.27", { containerPort: 8080 }],
  ["nginxinc/nginx-unprivileged:1.27", { containerPort: 80, readonlyRootFilesystem: false }],
  ["postgres:17", {}],
  [
    "postgres:17-alpine",
    {
      user: "0",
      readonlyRootFilesystem: false,
      environment: { POSTGRES_HOST_AUTH_METHOD: "trust" },
    },
  ],
  ["mysql:8.4", { containerPort: 3306 }],
  ["redis:7.4", { user: "redis" }],
  ["mongo:8", {}],
  ["rabbitmq:4", {}],
  ["wordpress:6", { containerPort: 80 }],
  ["grafana/grafana:12.0.0", { containerPort: 3000 }],
  ["node:24", {}],
  ["python:3.13", { containerPort: 80, command: ["python", "-m", "http.server", "80"] }],
  ["caddy:2", {}],
  ["traefik:3", {}],
  ["memcached:1", {}],
  ["adminer:5", {}],
  ["php:8.4-apache", { containerPort: 80 }],
  ["tomcat:10", { containerPort: 8080 }],
  ["bitnami/redis:8.0", {}],
  [
    "postgres:17",
    {
      user: "postgres",
      readonlyRootFilesystem: false,
      environment: { POSTGRES_HOST_AUTH_METHOD: "trust" },
      volumes: { data: { fileSystem: "f", mountPath: "/var/lib/postgresql/data" } },
    },
  ],
  ["postgres:17", { command: ["psql", "-c", "select 1"] }],
] as const)
  console.log(
    "###",
    image,
    JSON.stringify(own),
    "\n" + (reportOf({ ...one(image, own), fileSystems: { f: {} } } as never) || "ok"),
    "\n",
  );
