/**
 * TLS 1.3 and 1.2 with forward secrecy and post-quantum key exchange: what AWS recommends.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
