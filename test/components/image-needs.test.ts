import assert from "node:assert/strict";
import { publicImages } from "drydock-components/facts/public-images";
import { imageNeeds } from "drydock-components/model/image-needs";

describe("public images", () => {
  for (const [reference, name] of [
    ["postgres", "postgres"],
    ["postgres:17", "postgres"],
    ["library/postgres:17", "postgres"],
    ["docker.io/postgres:17", "postgres"],
    ["docker.io/library/postgres:17", "postgres"],
    ["index.docker.io/library/postgres:17", "postgres"],
    [`postgres:17@sha256:${"a".repeat(64)}`, "postgres"],
    ["public.ecr.aws/docker/library/postgres:17", "postgres"],
    ["111122223333.dkr.ecr.us-east-2.amazonaws.com/docker-hub/library/postgres:17", "postgres"],
    ["111122223333.dkr.ecr.us-east-2.amazonaws.com/ecr-public/docker/library/redis:8", "redis"],
    ["111122223333.dkr.ecr.us-east-2.amazonaws.com/ecr-public/nginx/nginx:1.27", "nginx/nginx"],
    [
      "111122223333.dkr.ecr.us-east-2.amazonaws.com/docker-hub/grafana/grafana:12.0.0",
      "grafana/grafana",
    ],
    ["registry.example.com:5000/mirror/library/httpd:2.4", "httpd"],
    ["public.ecr.aws/nginx/nginx:1.27", "nginx/nginx"],
    ["nginxinc/nginx-unprivileged:1.27", "nginxinc/nginx-unprivileged"],
    ["quay.io/keycloak/keycloak:26.0", "keycloak/keycloak"],
    ["bitnami/redis:8.0", "bitnami/redis"],
    ["public.ecr.aws/bitnami/redis:8.0", "bitnami/redis"],
    ["php:8.4-apache", "php apache"],
    ["php:8.4-cli", "php"],
  ] as const) {
    it(`knows ${reference}`, () => {
      assert.equal(imageNeeds(reference)?.name, name);
    });
  }

  for (const reference of [
    "111122223333.dkr.ecr.us-east-2.amazonaws.com/postgres:17",
    "registry.example.com/postgres:17",
    "someone/postgres:17",
    "my-postgres:17",
    "ghcr.io/someone/postgres:17",
    "",
  ]) {
    it(`claims nothing about ${reference === "" ? "an empty reference" : reference}`, () => {
      assert.equal(imageNeeds(reference), undefined);
    });
  }

  it("gives the ids of the variant", () => {
    assert.deepEqual(imageNeeds("postgres:17")?.ids, { uid: 999, gid: 999 });
    assert.deepEqual(imageNeeds("postgres:17-alpine3.22")?.ids, { uid: 70, gid: 70 });
    assert.deepEqual(imageNeeds("redis:8-alpine")?.ids, { uid: 999, gid: 1000 });
  });

  it("gives the port of the variant", () => {
    assert.deepEqual(imageNeeds("wordpress:6")?.ports, [80]);
    assert.deepEqual(imageNeeds("wordpress:6-php8.3-fpm")?.ports, [9000]);
    assert.deepEqual(imageNeeds("php:8.4-fpm")?.ports, [9000]);
  });

  for (const [index, row] of publicImages.entries()) {
    it(`has a sound row for ${row.names.join(", ")} ${row.tag ?? ""}`, () => {
      assert.match(row.source, /^https:\/\//);
      for (const name of row.names) {
        assert.match(name, /^[a-z0-9-]+\/[a-z0-9-]+$/);
        const reached = publicImages.findIndex(
          (other) =>
            other.names.includes(name) && (other.tag === undefined || other.tag === row.tag),
        );
        assert.equal(reached, index, "another row answers for this name");
      }
      for (const folder of [row.volumes, row.rootWrites, row.userWrites].flatMap(
        (all) => all ?? [],
      )) {
        assert.match(folder, /^\/[a-z0-9_./-]*[a-z0-9]$/);
      }
      if (row.runsAs === "own") assert.ok(row.ids, "the user it runs as has ids");
    });
  }
});
