import assert from "node:assert/strict";
import { made } from "./support";

const CANARY = "canary-7f3a";

describe("import: secrets", () => {
  it("copies no value that looks like a secret, into the stack file or a note", () => {
    const result = made(
      `
services:
  app:
    image: a/b:1
    environment:
      DB_PASSWORD: ${CANARY}
      DATABASE_URL: postgres://user:${CANARY}@db/app
      API_TOKEN: ${CANARY}
      PLAIN: fine
    env_file: app.env
    command: serve --password ${CANARY} --url=redis://:${CANARY}@cache --token=$$TOKEN
    healthcheck: { test: "ping --requirepass ${CANARY}" }
    build: { context: ./src, args: { NPM_TOKEN: ${CANARY} } }
  db:
    image: c/d:1
    environment: [ "POSTGRES_PASSWORD=${CANARY}" ]
`,
      {
        files: { "app.env": `SMTP_PASSWORD=${CANARY}\nMODE=test\n`, "src/Dockerfile": "FROM a\n" },
      },
    );
    assert.ok(!JSON.stringify(result.imported).includes(CANARY));
    assert.deepEqual(result.at("services.app.environment"), { MODE: "test", PLAIN: "fine" });
    assert.equal(result.at("services.app.image.build.args"), undefined);
  });

  it("puts a mark in the place of a secret in a command", () => {
    const result = made(`
services:
  app:
    image: a/b:1
    command: [ serve, --password, abc, "--token=abc", --url, "redis://u:abc@cache", "--secret=$$SECRET" ]
`);
    assert.deepEqual(result.at("services.app.command"), [
      "serve",
      "--password",
      "not-copied",
      "--token=not-copied",
      "--url",
      "not-copied",
      "--secret=$SECRET",
    ]);
    assert.match(result.note("services.app.command"), /^5: The command contained a secret/);
  });

  it("gives equal values the same key, and other values their own", () => {
    const result = made(`
services:
  app:
    image: a/b:1
    environment: { DB_PASSWORD: same, SESSION_SECRET: "\${UNKNOWN:-same}" }
  db:
    image: c/d:1
    environment: { POSTGRES_PASSWORD: same, ADMIN_PASSWORD: another }
`);
    assert.deepEqual(result.at("services.app.secrets"), {
      DB_PASSWORD: { secret: "app", key: "DB_PASSWORD" },
      SESSION_SECRET: { secret: "app", key: "DB_PASSWORD" },
    });
    assert.deepEqual(result.at("services.db.secrets"), {
      POSTGRES_PASSWORD: { secret: "app", key: "DB_PASSWORD" },
      ADMIN_PASSWORD: { secret: "app", key: "ADMIN_PASSWORD" },
    });
  });

  it("hides a secret value under every name, and no name that is the same by chance", () => {
    const result = made(`
services:
  app:
    image: a/b:1
    environment: { ITEM_PASSPORT: n3wc4stle, STORE: n3wc4stle, DB_USER: shop, SHOP_KEYWORD: shop, TITLE: shop }
  db:
    image: c/d:1
    environment: { POSTGRES_PASSWORD: n3wc4stle, ROOT_PASSWORD: shop }
`);
    assert.deepEqual(result.at("services.app.secrets"), {
      ITEM_PASSPORT: { secret: "app", key: "POSTGRES_PASSWORD" },
      STORE: { secret: "app", key: "POSTGRES_PASSWORD" },
      SHOP_KEYWORD: { secret: "app", key: "ROOT_PASSWORD" },
    });
    assert.deepEqual(result.at("services.app.environment"), { DB_USER: "shop", TITLE: "shop" });
  });

  it("asks for a password and for the URL that contains it together", () => {
    const result = made(`
services:
  app: { image: "a/b:1", environment: { DATABASE_URL: "postgres://shop:s3cret@db/shop" } }
  db: { image: "c/d:1", environment: { POSTGRES_PASSWORD: s3cret } }
`);
    assert.match(result.text, /DATABASE_URL: \{ generate: 32 \} # set the real value\n/);
    assert.match(
      result.text,
      /POSTGRES_PASSWORD: \{ generate: 32 \} # set what DATABASE_URL contains\n/,
    );
    assert.match(
      result.note("services.db.environment.POSTGRES_PASSWORD"),
      /that app\.DATABASE_URL contains: before the first deployment set both/,
    );
  });

  it("keeps an unset password out of the URL that contains it", () => {
    const result = made(`
services:
  app: { image: "a/b:1", environment: [ "MODE=\${MODE}", "DATABASE_URL=postgres://shop:\${DB_PASSWORD}@db/shop" ] }
  db: { image: "c/d:1", environment: { POSTGRES_PASSWORD: "\${DB_PASSWORD}" } }
`);
    assert.deepEqual(result.at("services.app.environment"), { MODE: "" });
    assert.deepEqual(result.at("services.app.secrets"), {
      DATABASE_URL: { secret: "app", key: "DATABASE_URL" },
    });
    assert.match(result.text, /POSTGRES_PASSWORD: .* # set what DATABASE_URL contains\n/);
  });

  const commands: readonly (readonly [title: string, command: string, expected: string])[] = [
    [
      "an option of the image's own program",
      "--requirepass s3cret",
      'docker-entrypoint.sh --requirepass "${REDIS_PASSWORD}"',
    ],
    [
      "a program",
      "redis-server --requirepass=s3cret --save ''",
      "docker-entrypoint.sh redis-server --requirepass=\"${REDIS_PASSWORD}\" --save ''",
    ],
  ];
  for (const [title, command, expected] of commands) {
    it(`lets the server read the secret of its clients: ${title}`, () => {
      const result = made(`
services:
  app: { image: "a/b:1", environment: { REDIS_PASSWORD: s3cret } }
  cache: { image: "redis:8", command: "${command}" }
`);
      assert.deepEqual(result.at("services.cache.command"), ["sh", "-c", `exec ${expected}`]);
      assert.deepEqual(result.at("services.cache.secrets"), {
        REDIS_PASSWORD: { secret: "app", key: "REDIS_PASSWORD" },
      });
    });
  }

  const scripts: readonly (readonly [test: string, expected: string])[] = [
    ["mysqladmin ping -uroot -ps3cret", 'mysqladmin ping -uroot -p"${ROOT_PASSWORD}"'],
    [
      "mysql --password='s3cret' -e 'SELECT 1'",
      "mysql --password=''\"${ROOT_PASSWORD}\"'' -e 'SELECT 1'",
    ],
    ['mysql --password=\\"s3cret\\"', 'mysql --password="${ROOT_PASSWORD}"'],
    [
      'mysql --password=\\"$$ROOT_PASSWORD\\" -p$$OTHER',
      'mysql --password="$ROOT_PASSWORD" -p$OTHER',
    ],
  ];
  for (const [test, expected] of scripts) {
    it(`keeps the quotes and variables of a health check: ${test}`, () => {
      const result = made(`
services:
  db: { image: "c/d:1", environment: { ROOT_PASSWORD: s3cret }, healthcheck: { test: "${test}" } }
`);
      assert.deepEqual(result.at("services.db.healthCheck.command"), ["sh", "-c", expected]);
      assert.deepEqual(result.at("services.db.secrets"), {
        ROOT_PASSWORD: { secret: "app", key: "ROOT_PASSWORD" },
      });
    });
  }

  it("keeps apart two secrets of one name", () => {
    const result = made(`
services:
  one: { image: "a/b:1", environment: { API_SECRET: x } }
  two: { image: "a/b:1", environment: { API_SECRET: y } }
`);
    assert.deepEqual(result.at("services.two.secrets.API_SECRET"), {
      secret: "app",
      key: "TWO_API_SECRET",
    });
  });

  it("marks what no random text can stand for", () => {
    const { text } = made(`
services:
  app:
    image: a/b:1
    environment: { MAIL_TOKEN: abc, SHOP_PASSWORD: def, SHOP_PASSWORD_SHA2: ${"0123456789abcdef".repeat(4)} }
`);
    assert.match(text, /- MAIL_TOKEN: \{ generate: 32 \} # set the real value\n/);
    assert.match(text, /SHOP_PASSWORD: \{ generate: 32 \}\n/);
    assert.match(text, /SHOP_PASSWORD_SHA2: \{ generate: 32 \} # set the real value\n/);
    assert.match(
      text,
      /# pulumi config set --secret --path 'drydock:secrets.app.versions\[0\].<KEY>'\n/,
    );
  });

  it("makes a secret of a password that is not set", () => {
    const result = made(`
services:
  app:
    image: a/b:1
    environment: [ "DB_PASSWORD=\${DB_PASSWORD}", "MODE=\${MODE}" ]
`);
    assert.deepEqual(result.at("services.app.secrets"), {
      DB_PASSWORD: { secret: "app", key: "DB_PASSWORD" },
    });
    assert.deepEqual(result.at("services.app.environment"), { MODE: "" });
  });

  it("turns secrets that were files into variables", () => {
    const result = made(`
services:
  db:
    image: c/d:1
    environment: { POSTGRES_PASSWORD_FILE: /run/secrets/db-password, PGDATA: /data }
    secrets: [ db-password ]
  app:
    image: a/b:1
    secrets: [ { source: db-password, target: password.txt } ]
secrets:
  db-password: { file: password.txt }
`);
    assert.deepEqual(result.at("services.db.secrets"), {
      POSTGRES_PASSWORD: { secret: "app", key: "DB_PASSWORD" },
    });
    assert.deepEqual(result.at("services.db.environment"), { PGDATA: "/data" });
    assert.deepEqual(result.at("services.app.secrets"), {
      PASSWORD_TXT: { secret: "app", key: "DB_PASSWORD" },
    });
    assert.match(result.note("services.app.secrets[0]"), /must read the variable PASSWORD_TXT/);
  });
});

describe("import: environment files", () => {
  const compose =
    "services: { web: { image: a/b:1, env_file: [web.env], environment: { A: own } } }";

  it("keeps a file that ECS reads as Compose does", () => {
    const result = made(compose, { files: { "web.env": "B=1\n" } });
    assert.deepEqual(result.at("services.web.envFiles"), ["web.env"]);
  });

  const inlined: readonly (readonly [title: string, content: string, reason: RegExp])[] = [
    ["with quotes", 'B="x y"\n', /lines of NAME=VALUE only/],
    ["whose variables are set again", "A=1\nB=x y\n", /allows each only once/],
    ["with a secret", "B=x y\nB_TOKEN=abc\n", /holds secrets/],
  ];
  for (const [title, content, reason] of inlined) {
    it(`writes out a file ${title}`, () => {
      const result = made(compose, { files: { "web.env": content } });
      assert.equal(result.at("services.web.envFiles"), undefined);
      assert.deepEqual(result.at("services.web.environment"), { A: "own", B: "x y" });
      assert.match(result.note("services.web.env_file"), reason);
    });
  }

  it("resolves the variables in the values of .env, but for single quotes", () => {
    const env = [
      "HOST=db",
      "URL=http://${HOST}:${PORT:-80}/$NAME",
      "RAW='${HOST}'",
      'QUOTED="$HOST-1"',
      'PRICE="\\$5"',
      "BROKEN=a${HOST",
    ];
    const names = ["URL", "RAW", "QUOTED", "PRICE", "BROKEN"];
    const text = `services: { web: { image: "a/b:1", environment: [${names.join()}] } }`;
    const result = made(text, { files: { ".env": env.join("\n") }, shell: { NAME: "shop" } });
    assert.deepEqual(result.at("services.web.environment"), {
      URL: "http://db:80/shop",
      RAW: "${HOST}",
      QUOTED: "db-1",
      PRICE: "$5",
      BROKEN: "a${HOST",
    });
  });

  it("writes out a file whose values name variables, which ECS would not replace", () => {
    const files = { "web.env": "B=${C:-x}/y\n" };
    const result = made(compose, { files });
    assert.deepEqual(result.at("services.web.environment"), { A: "own", B: "x/y" });
    assert.match(result.note("services.web.env_file"), /does not replace the variables/);
  });

  it("says that a file is missing", () => {
    assert.match(made(compose).note("services.web.env_file"), /The file web\.env does not exist/);
  });

  it("takes variables from .env, and those of the shell before them", () => {
    const text = "services: { web: { image: 'a/b:${TAG}', environment: [ NAME, 'X=${X}' ] } }";
    const files = { ".env": 'TAG="1.0"\nX=file\nNAME=n\n' };
    const result = made(text, { files, shell: { X: "shell" } });
    assert.equal(result.at("services.web.image.reference"), "a/b:1.0");
    assert.deepEqual(result.at("services.web.environment"), { NAME: "n", X: "shell" });
  });
});
