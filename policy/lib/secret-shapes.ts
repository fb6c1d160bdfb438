/** Shapes of values and names that give a secret away. No function here returns a value. */

/** Words that name a secret when they are a whole part of a variable's name. */
const secretWords =
  /(^|[_-])(password|passwd|pwd|passphrase|secret|secrets|token|apikey|credential|credentials)([_-]|$)|(api|access|private|signing|encryption|secret)[_-]?key(?!s?[_-]?id)/i;

/** Endings that say the variable holds something about a secret, and not the secret. */
const harmlessEndings =
  /[_-](arn|id|name|path|file|url|uri|host|endpoint|ttl|length|size|count|seconds|minutes|days|expiry|enabled|disabled|required|type|version|prefix|provider|policy|algorithm|header|issuer|audience|rotation)$/i;

/** Values that are secrets whatever the variable is called. */
const secretValues: readonly RegExp[] = [
  /^(AKIA|ASIA)[A-Z0-9]{16}$/, // AWS access key id
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^gh[opsur]_[A-Za-z0-9]{36,}$/, // GitHub token
  /^glpat-[A-Za-z0-9_-]{20,}$/, // GitLab token
  /^xox[abprs]-[A-Za-z0-9-]{10,}$/, // Slack token
  /^sk_(live|test)_[A-Za-z0-9]{16,}$/, // Stripe key
  /^AIza[A-Za-z0-9_-]{35}$/, // Google API key
  /^eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+$/, // JSON Web Token
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s:@]+@/i, // URL with a password
];

/** Values that refer to a secret, switch something, or are plainly none. */
const harmlessValue = /^(|\d+(\.\d+)?|true|false|yes|no|on|off|none|arn:aws[a-z-]*:.*|\/.*)$/i;

/** True when a pair of name and value looks as if the value were a secret. */
export function looksLikeSecret(name: string, value: string): boolean {
  if (secretValues.some((shape) => shape.test(value))) return true;
  if (harmlessValue.test(value)) return false;
  return secretWords.test(name) && !harmlessEndings.test(name);
}
