/** A reference without its tag: `registry:5000/app:1.2` becomes `registry:5000/app`. */
export function withoutTag(reference: string): string {
  const name = reference.lastIndexOf("/") + 1;
  const tag = reference.indexOf(":", name);
  return tag === -1 ? reference : reference.slice(0, tag);
}
