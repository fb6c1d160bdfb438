import { keptByText } from "../kept";

/** The kind of a value by its name: a secret, perhaps with a condition, or public, or unknown. */
export type NameVerdict = "secret" | "unless a word" | "if random" | "public" | undefined;

/** Words that name a secret by themselves. Some are written together with their subject: `pgpassword`. */
const secretWord =
  /^(?:[a-z]*(?:password|passwd|passphrase|passwort|passcode)|[a-z]{0,5}pwd|pw|pswd|(?:db|user|smtp|store|key|master|root|admin|require|redis|ftp)?pass|[a-z]*secret|secrets|[a-z]*token|credentials?|creds|(?:api|access|private|secret|shared|account|signing)key|masterauth|authkey|psk)$/;

/** Names of keys that hold secrets. */
const secretKey: ReadonlySet<string> = new Set([
  "access",
  "account",
  "admin",
  "aes",
  "api",
  "auth",
  "cipher",
  "crypto",
  "decrypt",
  "decryption",
  "deploy",
  "encrypt",
  "encryption",
  "hmac",
  "jwt",
  "license",
  "licence",
  "master",
  "private",
  "root",
  "secret",
  "session",
  "shared",
  "sharedaccess",
  "signing",
  "signature",
  "ssh",
  "ssl",
  "tls",
  "webhook",
]);

/** Words that may hold a secret, told by the value. */
const maybe =
  /^(?:key|keys|auth|salt|pepper|seed|pat|sas|signature|sig|bearer|otp|totp|authorization)$/;

/** Last words of names that are about a secret and hold none. */
const describing: ReadonlySet<string> = new Set(
  (
    "address algorithm alg allowed arn arns attempts audience backend bucket budget cache capacity callback chars check class client complexity config " +
    "context contract cookie count days decimals default digits disabled driver duration email enabled encoding endpoint engine env " +
    "environment exp expiration expires expiry factory field file files flow folder form format generator group handler hasher " +
    "header hint host hours id ids in index input interval issuer kind label leeway length letters level lifetime limit " +
    "link list location log login manager max method min minutes mode mount name names namespace network optional param " +
    "parameter path paths pattern plugin policies policy port prefix provider prompt rate refresh regex region required reset resolver retries " +
    "role rotation rules scheme scope scopes seconds service size source status stdin storage store strategy strength suffix " +
    "symbol table template timeout ttl type types uri url urls use validation validator validity vault version versions " +
    "visibility window"
  ).split(" "),
);

/** Words that say a value is meant for everybody, or counts something. */
const open = /^(?:public|publishable|pub|site|anon|max|min|num|number|count|total|limit|known)$/;

/** Names of values that look random and are public. */
const publicRandom =
  /^(?:sha\d*|commit|revision|rev|digest|checksum|hash|etag|build|version|integrity|fingerprint|thumbprint|uuid|guid|id|ids|arn|nonce|zone|pool|trace|dsn)$/;

/** Keys that find something. */
const finding =
  /^(?:partition|sort|primary|foreign|cache|object|index|lookup|message|row|range|idempotency|dedup|translation|lock)$/;

/** Words after a secret's name that change nothing: `PASSWORD_2`, `SECRET_KEY_BASE`, `API_KEY_PROD`. */
const trailing =
  /^(?:\d+|v\d+|old|new|previous|current|next|primary|secondary|base|base64|b64|hex|plain|value|prod|production|test|live|dev|staging)$/;

/** Reads the kind of a value from the name of its variable, option or label. */
export const nameVerdict = keptByText((name) => verdictOf(wordsOf(name)));

/** `dbPassword`, `DB_PASSWORD` and `spring.db-password` are the same words. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

function verdictOf(all: readonly string[]): NameVerdict {
  const end = all.findLastIndex((word) => !trailing.test(word));
  const words = all.slice(0, end + 1);
  const last = words.at(-1) ?? "";
  if (words.some((word) => open.test(word))) return "public";
  if (describing.has(last)) return publicRandom.test(last) ? "public" : undefined;
  const isSecret = (word: string, index: number): boolean =>
    secretWord.test(word) || (/^keys?$/.test(word) && secretKey.has(words[index - 1] ?? ""));
  if (publicRandom.test(last)) return words.some(isSecret) ? "if random" : "public";
  if (isSecret(last, words.length - 1)) return "secret";
  // `PASSWORD_ADMIN` beside `SECRET_PROJECT`.
  if (words.some(isSecret)) return "unless a word";
  if (all.some((word) => publicRandom.test(word)) || finding.test(words.at(-2) ?? "")) {
    return "public";
  }
  return maybe.test(last) ? "if random" : undefined;
}
