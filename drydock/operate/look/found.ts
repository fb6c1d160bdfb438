/** What AWS says about one part that exists, as keys of `drydock:existing`. */
export interface FoundPart {
  readonly part: "network" | "cluster" | "loadBalancer";
  readonly facts: readonly Fact[];
  /** What AWS was not asked, or cannot tell. */
  readonly unknown: readonly string[];
  /** The VPC of a load balancer, which has to be that of the tasks. */
  readonly vpcId?: string;
}

export interface Fact {
  readonly key: string;
  readonly value: string | boolean | readonly string[];
  /** What a stack file may say as well; AWS does not tell which is meant. */
  readonly others?: readonly string[] | "any";
  /** Comments above the key. */
  readonly notes?: readonly string[];
}
