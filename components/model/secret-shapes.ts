/** Words in a variable's name that announce a secret, as whole words of the name. */
const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|APIKEY|PRIVATE_?KEY|ACCESS_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|SECRET_?KEY|CREDENTIAL|CREDENTIALS|PRIVATEKEY)(?:$|_[0-9]+$)/i;

/** Shapes of well-known credentials. Each pattern is about its issuer's documented prefix and length. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  [/\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/, "it has the shape of an AWS access key id"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "it is a private key"],
  [/:\/\/[^/\s:@]*:[^/\s@]+@/, "it is a URL that holds a password"],
  // https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
  [/\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/, "it has the shape of a GitHub token"],
  [/\bglpat-[\w-]{20,}/, "it has the shape of a GitLab token"],
  [/\bxox[abeprs]-[\w-]{10,}/, "it has the shape of a Slack token"],
  [/\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/, "it has the shape of a Stripe key"],
  [/\bAIza[\w-]{35}/, "it has the shape of a Google API key"],
  [/\bnpm_[A-Za-z0-9]{36}\b/, "it has the shape of an npm token"],
  [/\bpul-[0-9a-f]{40}\b/, "it has the shape of a Pulumi access token"],
  [/\bsk-(?:[a-z]+-)?[\w-]{20,}/, "it has the shape of an API key"],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/, "it is a JSON web token"],
];

/** Values that give nothing away, whatever the name says. */
const HARMLESS = /^(?:|true|false|yes|no|on|off|none|null|\d{1,3}|arn:aws[a-z-]*:\S+)$/i;

/** Names of things that look random and are public. */
const PUBLIC_RANDOM =
  /(?:^|_)(?:SHA|SHA256|COMMIT|REVISION|DIGEST|CHECKSUM|HASH|ETAG|BUILD|VERSION)(?:$|_)/i;

/** Bits of information in each character, by the frequency of the characters. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}

function looksRandom(name: string, value: string): boolean {
  if (PUBLIC_RANDOM.test(name)) return false;
  if (/^[0-9a-f]{32,}$/i.test(value)) return entropy(value) > 3;
  const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
  return mixed && /^[\w+/=-]{20,}$/.test(value) && entropy(value) >= 4;
}

/**
 * Why a variable looks like it holds a secret, in words that do not repeat the value; undefined where it does
 * not. It errs towards saying nothing: a value without a telling name or shape passes.
 */
export function secretShape(name: string, value: string): string | undefined {
  const shape = SHAPES.find(([pattern]) => pattern.test(value));
  if (shape !== undefined) return shape[1];
  if (HARMLESS.test(value)) return undefined;
  if (SECRET_NAME.test(name)) return "its name says so";
  return looksRandom(name, value) ? "it looks random, as keys and tokens do" : undefined;
}

/** Whether an option of a command (`--db-password`) takes a secret. */
export function isSecretOption(option: string): boolean {
  const name = /^--?([\w-]+)$/.exec(option)?.[1]?.replaceAll("-", "_") ?? "";
  // Redis calls its passwords this.
  return SECRET_NAME.test(name) || /^(?:requirepass|masterauth|pass)$/i.test(name);
}

export function looksLikeSecret(name: string, value: string): boolean {
  return secretShape(name, value) !== undefined;
}
