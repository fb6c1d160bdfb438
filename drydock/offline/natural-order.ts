/**
 * Compares texts with numbers as people do: `s2` comes before `s10`. Without `Intl.Collator`, whose data take longer to load
 * than the names of an environment to sort.
 */
export function naturally(first: string, second: string): number {
  const ones = parts(first);
  const others = parts(second);
  for (const [index, one] of ones.entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    // Not a number where one of them is none.
    const difference = Number(one) - Number(other);
    if (difference < 0 || difference > 0) return difference;
    if (Number.isNaN(difference) && one !== other) return one < other ? -1 : 1;
  }
  return ones.length - others.length;
}

/** Numbers, and characters between them. */
const parts = (text: string): readonly string[] => text.match(/\d+|\D/g) ?? [];
