/** One TCP port, as a rule of a security group says it. */
export const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });
