/**
 * Resource types that no rule judges, each with the reason. The coverage gate reports every other type, of whatever
 * provider.
 */
export const uncoveredTypes: readonly (readonly [types: RegExp, because: string])[] = [
  [/^aws:kms\/alias:/, "a name for a key; rules look at the key"],
  [
    /^aws:ssm\/parameter:/,
    "plain settings: a task reads a secret by an ARN, which its own rule checks",
  ],
  [
    /^aws:route53\/record:/,
    "a DNS record holds nothing to protect; a wrong one is found by certificate validation",
  ],
  [
    /^aws:acm\/certificate(Validation)?:/,
    "ACM certificates are validated by DNS and renewed by AWS; the listener's rule asks for one",
  ],
  [
    /^aws:lb\/listenerCertificate:/,
    "a further certificate of a listener, whose rules ask for TLS and its version",
  ],
  [
    /^aws:servicediscovery\//,
    "Cloud Map names lead to private addresses that security groups guard",
  ],
  [
    /^aws:ec2\/(eip|natGateway):/,
    "a way out for private subnets; rules look at the routes that lead to it",
  ],
  [
    /^aws:ec2\/internetGateway:/,
    "harmless without a route; rules look at the routes that lead to it",
  ],
  [
    /^aws:ecs\/clusterCapacityProviders:/,
    "offers FARGATE and FARGATE_SPOT; the service's rule looks at which one it uses",
  ],
  [
    /^aws:(rds|elasticache)\/subnetGroup:/,
    "names subnets for a data store; the rules look at the store's address and groups",
  ],
  [
    /^aws:appautoscaling\/(policy|scheduledAction):/,
    "moves the number of tasks inside the limits that the target's rule looks at",
  ],
  [
    /^aws:cloudwatch\/(dashboard|queryDefinition):/,
    "shows metrics and logs to who may read them anyway, and holds none",
  ],
  [/^aws:cloudwatch\/eventRule:/, "matches events; the rules look at what it calls"],
  [
    /^aws:iam\/openIdConnectProvider:/,
    "says whose tokens AWS reads; the trust policy of each role, which has a rule, says which of them open it",
  ],
  [/^aws:chatbot\//, "acts with a role, whose policies have the rules"],
  [
    /^aws:secretsmanager\/secretVersion:/,
    "holds secret values, which no rule may look at; its secret has the rules",
  ],
  [
    /^aws:scheduler\/scheduleGroup:/,
    "a name for schedules; rules look at each schedule and at the role it starts things with",
  ],
  [/^random:/, "a random value is in the state only, where Pulumi encrypts secrets"],
];
