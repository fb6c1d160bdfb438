import { accountOf, ownAccounts } from "./accounts";
import { keptByText } from "./kept";
import { answeredOnce, type Trusted } from "./model/stack-model";

/** Who belongs to this stack, and who does not. */
export interface World {
  /** Accounts of the stack's own resources; empty while none is known. */
  readonly own: ReadonlySet<string>;
  readonly trusted: Trusted;
}

/** What one resource by itself shows: nothing tells which account it is in. */
export const unknownWorld: World = {
  own: new Set(),
  trusted: { accounts: [], organizations: [] },
};

export const worldOf = answeredOnce((stack): World => {
  const { accounts, organizations } = stack.trusted;
  return worldNamed(JSON.stringify([[...ownAccounts(stack)], accounts, organizations]));
});

/** One object for all stacks of the same accounts, so that what is kept of its documents serves each of them. */
const worldNamed = keptByText((text): World => {
  const [own, accounts, organizations] = parse(text);
  return { own: new Set(own), trusted: { accounts, organizations } };
});

const parse: (text: string) => readonly [readonly string[], readonly string[], readonly string[]] =
  JSON.parse;

/** True for an account that is neither own nor trusted. While the own one is unknown, any may be it. */
export function isForeignAccount({ own, trusted }: World, account: string): boolean {
  return own.size > 0 && !own.has(account) && !trusted.accounts.includes(account);
}

/** True for an ARN, or an account id, of an account that is neither own nor trusted. */
export function isForeign(world: World, principal: string): boolean {
  const account = accountOf(principal);
  return account !== undefined && isForeignAccount(world, account);
}

/** True for an organization that is not the own one. While none is named, any may be it. */
export function isForeignOrganization({ trusted }: World, organization: string): boolean {
  return trusted.organizations.length > 0 && !trusted.organizations.includes(organization);
}
