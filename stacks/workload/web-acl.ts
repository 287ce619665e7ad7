/** What the web ACLs of every environment hold requests against. */
export const webAcl = {
  /** Requests from one address in five minutes. */
  rateLimit: 2000,
  /** Nigeria, Ghana, Kenya and South Africa, and where partners and operators are. */
  countries: ["NG", "GH", "KE", "ZA", "US", "GB", "IE"],
} as const;
