/** `urn:pulumi:<stack>::<project>::<types>::<name>`; the last type is the resource's. */
export function typeAndName(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? "", name: name.join("::") };
}
