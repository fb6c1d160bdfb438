/**
 * The variables of an environment file, read as Amazon ECS does: lines of NAME=VALUE, `#` begins a comment line, quotes are part
 * of the value. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
 */
export function parseEnvFile(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split(/\r?\n/)
      .filter((line) => line.includes("=") && !line.startsWith("#"))
      .map((line) => {
        const at = line.indexOf("=");
        return [line.slice(0, at), line.slice(at + 1)];
      }),
  );
}
