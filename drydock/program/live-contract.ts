/** How a program learns what a platform has published, and what takes its place where there is no cloud to ask. */

/** Reads the text of the contract that a platform has published; undefined where nobody knows. */
export type ContractReader = (platform: string) => Promise<string | undefined>;

let standIn: ContractReader | undefined;

/** Takes the place of the cloud until the returned function is called. */
export function standInForContracts(other: ContractReader): () => void {
  const before = standIn;
  standIn = other;
  return () => {
    standIn = before;
  };
}

/** The reader in the place of the given one, if there is any. */
export const contractReader = (reader: ContractReader): ContractReader => standIn ?? reader;
