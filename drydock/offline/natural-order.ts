/** Compares texts with numbers as people do: `s2` comes before `s10`. */
export const { compare: naturally } = new Intl.Collator("en", { numeric: true });
