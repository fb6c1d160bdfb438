import { createHash } from "node:crypto";

/** A text that a task carries: a value under a name, or the words of a command. */
export type Carried =
  | { readonly id: string; readonly name: string; readonly value: string }
  | { readonly id: string; readonly words: readonly string[] };

/** Puts a value together at run time, so that no scanner takes this file for a leak. */
const made = (...parts: readonly string[]): string => parts.join("");

const named = (id: string, name: string, ...parts: readonly string[]): Carried => ({
  id,
  name,
  value: made(...parts),
});
const words = (id: string, ...all: readonly string[]): Carried => ({ id, words: all });
const base64 = (text: string): string => Buffer.from(text).toString("base64");
/** Letters and digits without any pattern, the same at every run. */
const noise = (seed: string, length: number): string =>
  createHash("sha512")
    .update(seed)
    .digest("base64")
    .replaceAll(/[+/=]/g, "")
    .repeat(4)
    .slice(0, length);
const hex = (seed: string, length: number): string =>
  createHash("sha512").update(seed).digest("hex").repeat(2).slice(0, length);

const pem = made("-----BEGIN ", "EC PRIVATE", " KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----");

/** Secrets as people put them into tasks, written down before the detector was. None of them is one. */
export const secrets: readonly Carried[] = [
  // Keys that providers mark.
  named("aws-access-key", "S3_USER", "AK", "IA", "Q7ZX4MBN2VCT6WPD"),
  named("aws-temporary-key", "UPLOADER", "AS", "IA", "Q7ZX4MBN2VCT6WPD"),
  named("aws-secret-key", "AWS_SECRET_ACCESS_KEY", noise("aws", 38), "/+"),
  named("aws-secret-key-unnamed", "S3_PASSPHRASE_TWO", noise("aws2", 38), "/+"),
  named("github-classic", "CLONE_WITH", "gh", "p_", noise("gh", 36)),
  named(
    "github-fine-grained",
    "REPO_ACCESS",
    "github",
    "_pat_",
    noise("pat", 22),
    "_",
    noise("x", 59),
  ),
  named("gitlab", "CI", "gl", "pat-", noise("gl", 20)),
  named("slack-bot", "NOTIFY", "xo", "xb-", "123456789012-1234567890123-", noise("sl", 24)),
  named(
    "slack-webhook",
    "ALERTS_URL",
    "https://hooks.slack",
    ".com/services/T00AB12CD/B00EF34GH/",
    noise("wh", 24),
  ),
  named(
    "discord-webhook",
    "ALERTS_URL",
    "https://discord",
    ".com/api/webhooks/123456789012345678/",
    noise("dc", 68),
  ),
  named(
    "teams-webhook",
    "ALERTS_URL",
    "https://shop.webhook",
    `.office.com/webhookb2/1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f@1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f/IncomingWebhook/`,
    hex("tw", 32),
    "/1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f",
  ),
  named("stripe-live", "PAYMENTS", "sk", "_live_", noise("st", 24)),
  named("stripe-restricted", "PAYMENTS", "rk", "_live_", noise("rk", 24)),
  named("stripe-webhook", "STRIPE_HOOK", "wh", "sec_", noise("ws", 32)),
  named("google-api", "MAPS", "AI", "za", noise("gm", 35)),
  named("google-oauth", "LOGIN_GOOGLE", "GOC", "SPX-", noise("go", 28)),
  named(
    "gcp-service-account",
    "GOOGLE_APPLICATION_JSON",
    '{"type":"service_account","private_key_id":"1a2b","private',
    '_key":"',
    pem.replaceAll("\n", "\\n"),
    '"}',
  ),
  named(
    "azure-storage",
    "STORAGE",
    "DefaultEndpointsProtocol=https;AccountName=shop;Account",
    "Key=",
    noise("az", 86),
    "==;EndpointSuffix=core.windows.net",
  ),
  named(
    "azure-sas-url",
    "BACKUP_TARGET",
    "https://shop.blob.core.windows.net/b?sv=2024-01-01&sp=rw&s",
    "ig=",
    noise("sas", 43),
    "%3D",
  ),
  named(
    "azure-service-bus",
    "BUS",
    "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccess",
    "Key=",
    noise("sb", 43),
    "=",
  ),
  named("openai", "LLM", "sk", "-proj-", noise("oa", 48)),
  named("anthropic", "LLM", "sk-", "ant-api03-", noise("an", 64), noise("an2", 29), "AA"),
  named("huggingface", "MODELS", "h", "f_", "abcdefghijKLMNopqrstuvwxYZabcdefgh"),
  named("npm", "REGISTRY_AUTH", "np", "m_", noise("np", 36)),
  named("pypi", "PUBLISH", "py", "pi-AgEIcHlwaS5vcmc", noise("py", 60)),
  named("sendgrid", "MAILER", "S", "G.", noise("sg", 22), ".", noise("sg2", 43)),
  named("twilio", "SMS", "S", "K", hex("tw", 32)),
  named("mailgun", "MAILER", "ke", "y-", hex("mg", 32)),
  named("digitalocean", "DNS", "do", "p_v1_", hex("do", 64)),
  named("vault", "UNSEAL", "hv", "s.", noise("hv", 40), noise("hv2", 52)),
  named("doppler", "CONFIG", "dp", ".pt.", noise("dp", 43)),
  named("databricks", "LAKE", "da", "pi", hex("db", 32)),
  named("shopify", "STORE", "sh", "pat_", hex("sh", 32)),
  named("grafana", "DASHBOARDS", "gl", "sa_", noise("gr", 32), "_1a2b3c4d"),
  named("telegram", "BOT", "1234567890:", "AA", noise("tg", 33)),
  named(
    "age",
    "SOPS",
    "AGE-",
    "SECRET-KEY-1",
    "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE",
  ),
  named("pem", "TLS", pem),
  named("pem-in-base64", "TLS_B64", base64(pem)),
  named(
    "openssh",
    "DEPLOY",
    "-----BEGIN OPENSSH",
    " PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----",
  ),
  named(
    "pgp",
    "SIGN_WITH",
    "-----BEGIN PGP",
    " PRIVATE KEY BLOCK-----\n\nlQOYBF\n-----END PGP PRIVATE KEY BLOCK-----",
  ),
  named(
    "jwt",
    "SERVICE_ROLE",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
    ".eyJyb2xlIjoic2VydmljZV9yb2xlIn0.",
    noise("jw", 43),
  ),
  // Addresses and connection strings.
  named("postgres", "DATABASE", "postgres://shop:", "hunter2@db.internal:5432/shop"),
  named("mongodb", "MONGO", "mongodb+srv://shop:", "S3cr3tPw@cluster0.ab1cd.mongodb.net/shop"),
  named("redis-without-user", "CACHE", "redis://:", "s3cr3t@cache.internal:6379/0"),
  named("amqp", "BROKER", "amqps://shop:", "pa%40ss@mq.internal:5671/%2f"),
  named("proxy", "HTTPS_PROXY", "http://shop:", "w0rd@proxy.internal:3128"),
  named("jdbc", "JDBC", "jdbc:postgresql://db.internal:5432/shop?user=shop&pass", "word=hunter22"),
  named(
    "ado-net",
    "SQL",
    "Server=tcp:db.internal,1433;Database=shop;User ID=shop;Pass",
    "word=Hunter!22;Encrypt=true",
  ),
  named(
    "libpq",
    "PG",
    "host=db.internal dbname=shop user=shop pass",
    "word=hunter22 sslmode=require",
  ),
  named("odbc", "ODBC", "Driver={ODBC Driver 18};Server=db;Uid=shop;P", "wd=Hunter22;"),
  named(
    "basic-auth-url",
    "ARTIFACTS",
    "https://ci:",
    "t0ken-of-ci@nexus.example.com/repository/maven",
  ),
  named(
    "query-key",
    "FEED",
    "https://api.example.com/v1/feed?lang=de&api",
    "_key=",
    noise("qk", 32),
  ),
  named(
    "json-in-variable",
    "SETTINGS",
    '{"host":"db.internal","user":"shop","pass',
    'word":"hunter22"}',
  ),
  named(
    "docker-config",
    "REGISTRIES",
    '{"auths":{"registry.example.com":{"au',
    'th":"',
    base64("ci:hunter22"),
    '"}}}',
  ),
  named("npmrc", "NPM_RC", "//registry.example.com/:_auth", "Token=", noise("rc", 36)),
  named("header", "UPSTREAM_HEADER", "Authorization: Bear", "er ", noise("be", 40)),
  // Telling names.
  named("password-plain", "DB_PASSWORD", "postgres"),
  named("password-camel", "dbPassword", "Winter2026"),
  named("password-dotted", "spring.datasource.password", "winter-is-coming"),
  named("pass", "SMTP_PASS", "correct horse"),
  named("password-first", "PASSWORD_ADMIN", "letmein99"),
  named("client-secret", "OIDC_CLIENT_SECRET", noise("cs", 40)),
  named("key-base", "SECRET_KEY_BASE", hex("skb", 128)),
  named("app-key", "APP_KEY", "base64:", noise("ak", 43), "="),
  named("datadog", "DD_API_KEY", hex("dd", 32)),
  named("new-relic", "NEW_RELIC_LICENSE_KEY", hex("nr", 36), "NRAL"),
  named("signing", "JWT_SIGNING_KEY", noise("sk", 32)),
  named("hmac", "HMAC_KEY", hex("hm", 64)),
  named("session", "SESSION_SECRET", "keyboard cat"),
  named("salt", "COOKIE_SALT", noise("salt", 24)),
  named("creds", "REGISTRY_CREDS", "ci:hunter22"),
  named("fluent-bit", "http_Passwd", "hunter22"),
  named("splunk", "splunk-token", "1a2b3c4d-1a2b-3c4d-5e6f-1a2b3c4d5e6f"),
  named("datadog-option", "apikey", hex("ddo", 32)),
  named("random", "UPSTREAM", noise("rnd", 40)),
  // Commands.
  words("option-joined", "server", "--port=8080", made("--pass", "word=hunter22")),
  words("option-apart", "worker", made("--db-pass", "word"), "hunter22"),
  words("mysql", "mysqladmin", "ping", "-h", "localhost", "-uroot", made("-p", "hunter22")),
  words("mysql-shell", "CMD-SHELL", made("mysqladmin ping -uroot -p", "hunter22 || exit 1")),
  words("pgpassword", "sh", "-c", made("PGPASS", "WORD=hunter22 psql -h db -c 'select 1'")),
  words("redis", "redis-server", made("--require", "pass"), "hunter22"),
  words("redis-cli", "CMD-SHELL", made("redis-cli -a ", "hunter22 ping")),
  words(
    "curl-user",
    "CMD",
    "curl",
    "-f",
    "-u",
    made("admin:", "hunter22"),
    "http://localhost:8080/health",
  ),
  words(
    "curl-header",
    "CMD-SHELL",
    made("curl -fs -H 'Authorization: Bear", "er ", noise("ch", 24), "' localhost/health"),
  ),
  words("java", "java", made("-Dspring.datasource.pass", "word=hunter22"), "-jar", "app.jar"),
  words(
    "export",
    "sh",
    "-c",
    made("export API_", "TOKEN=", noise("ex", 24), " && exec node app.js"),
  ),
  words(
    "url-in-command",
    "migrate",
    "-database",
    made("postgres://shop:", "hunter22@db/shop"),
    "up",
  ),
];

/** What has passed for a secret somewhere, and is none. */
export const harmless: readonly Carried[] = [
  named(
    "secret-arn",
    "DB_SECRET",
    "arn:aws:secretsmanager:us-east-2:111122223333:secret:db-AbCdEf",
  ),
  named(
    "secret-arn-name",
    "DB_PASSWORD_SECRET_ARN",
    "arn:aws:secretsmanager:us-east-2:111122223333:secret:db-AbCdEf",
  ),
  named("role-arn", "ROLE", "arn:aws:iam::111122223333:role/service-role/ShopWorkerRole2024Main"),
  named("secret-name", "SECRET_NAME", "shop/production/db"),
  named("uuid", "TENANT", "123e4567-e89b-42d3-a456-426614174000"),
  named("git-sha", "GIT_SHA", "9fceb02d0ae598e95dc970b74767f19372d61af8"),
  named("hash-unnamed", "RELEASE", "9fceb02d0ae598e95dc970b74767f19372d61af8"),
  named(
    "digest",
    "IMAGE",
    "nginx@sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
  ),
  named("integrity", "BUNDLE_INTEGRITY", "sha384-", noise("sri", 64)),
  named(
    "image-reference",
    "SIDECAR",
    "111122223333.dkr.ecr.us-east-2.amazonaws.com/shop/web:2024-11-20-9fceb02",
  ),
  named("feature", "FEATURES", "password-reset-v2,token-refresh,NewCheckoutFlow2026"),
  named("feature-name", "FEATURE_PASSWORD_RESET", "enabled-for-staff"),
  named("camel-words", "HANDLER_CLASS", "OrderServiceFactoryBean2WithRetry"),
  named("class-name", "AUTHENTICATOR", "com.example.security.JwtTokenAuthenticationFilter2"),
  named("token-url", "TOKEN_URL", "https://login.example.com/oauth2/v1/token"),
  named("token-endpoint", "OAUTH_TOKEN_ENDPOINT", "https://login.example.com/token?audience=shop"),
  named("token-lifetime", "TOKEN_TTL_SECONDS", "3600"),
  named("max-tokens", "MAX_TOKENS", "128000"),
  named("tokenizer", "TOKENIZER", "cl100k_base"),
  named("password-length", "PASSWORD_MIN_LENGTH", "12"),
  named("password-policy", "PASSWORD_POLICY", "length(12) and digits(2)"),
  named("password-file", "POSTGRES_PASSWORD_FILE", "/run/secrets/postgres-password"),
  named("password-empty", "MYSQL_ALLOW_EMPTY_PASSWORD", "yes"),
  named("reference", "DB_PASSWORD", "${DATABASE_PASSWORD}"),
  named("reference-in-url", "DATABASE_URL", "postgres://shop:${DB_PASSWORD}@db.internal:5432/shop"),
  named(
    "url-without-password",
    "DATABASE_URL",
    "postgres://shop@db.internal:5432/shop?sslmode=require",
  ),
  named("url-with-at", "AVATAR", "https://cdn.example.com/users/@shop/avatar:large"),
  named("sentry", "SENTRY_DSN", `https://${hex("dsn", 32)}@o12345.ingest.sentry.io/67890`),
  named("publishable", "STRIPE_PUBLISHABLE", "pk", "_live_", noise("pk", 24)),
  named(
    "public-key",
    "JWT_PUBLIC_KEY",
    "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZI\n-----END PUBLIC KEY-----",
  ),
  named(
    "certificate",
    "CA_CERT",
    "-----BEGIN CERTIFICATE-----\nMIIBhTCCASug\n-----END CERTIFICATE-----",
  ),
  named(
    "ssh-known-host",
    "SSH_KNOWN_HOSTS",
    "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
  ),
  named("base64-of-text", "CONFIG_B64", base64('{"currency":"EUR","languages":["de","en"]}')),
  named("base64-of-words", "BANNER", base64("Welcome to our shop, have a look around")),
  named("partition-key", "PARTITION_KEY", "tenantId"),
  named("cache-key", "CACHE_KEY_PREFIX", "shop:v2:"),
  named("key-id", "KMS_KEY_ID", "mrk-1234abcd12ab34cd56ef1234567890ab"),
  named("zone-id", "HOSTED_ZONE", "Z0123456789ABCDEFGHIJ"),
  named("user-pool", "USER_POOL", "us-east-2_AbCd1EfGh"),
  named("client-id", "OIDC_CLIENT_ID", "1a2b3c4d5e6f7g8h9i0j1k2l3m"),
  named("trace-id", "TRACE_HEADER", "Root=1-5759e988-bd862e3fe1be46a994272793"),
  named(
    "queue-url",
    "QUEUE",
    "https://sqs.us-east-2.amazonaws.com/111122223333/OrdersAndReturnsQueue2",
  ),
  named("header-name", "API_KEY_HEADER", "x-api-key"),
  named("auth-mode", "AUTH_TOKEN_TYPE", "bearer"),
  named("secrets-provider", "SECRETS_BACKEND", "aws-secrets-manager"),
  named("version-id", "TEMPLATE_VERSION_ID", noise("vid", 32)),
  words("port-option", "server", "-p8080", "--token-ttl=3600", "--auth-mode=jwt"),
  words(
    "secret-by-reference",
    "sh",
    "-c",
    'exec app --password "$DB_PASSWORD" --api-key=${API_KEY}',
  ),
  words(
    "password-file-option",
    "app",
    "--password-file=/run/secrets/db",
    "--secret-name",
    "shop/db",
  ),
  words("make-directory", "sh", "-c", "mkdir -p /data/cache && ls -a && exec node server.js"),
  words(
    "health-check",
    "CMD-SHELL",
    'curl -fsS -u "$USER:$PASSWORD" http://localhost:8080/healthz || exit 1',
  ),
  words("stdin-password", "sh", "-c", "docker login --password-stdin --username AWS"),
];
