/** A row of the subnet table: section 3 of the requirement. */
export interface ExpectedSubnet {
  readonly tier: "public" | "private" | "database";
  readonly zone: "a" | "b" | "c";
  /** Third number of its /24 range. */
  readonly third: number;
  /** Route table that it is associated with, without the environment's prefix. */
  readonly routeTable: string;
  /** What its default route leads to, if it has one. */
  readonly internet: "igw" | "nat-a" | "nat-b" | "nat-c" | "none";
}

export const subnets: readonly ExpectedSubnet[] = [
  { tier: "public", zone: "a", third: 0, routeTable: "public-rt", internet: "igw" },
  { tier: "public", zone: "b", third: 1, routeTable: "public-rt", internet: "igw" },
  { tier: "public", zone: "c", third: 2, routeTable: "public-rt", internet: "igw" },
  { tier: "private", zone: "a", third: 10, routeTable: "private-rt-a", internet: "nat-a" },
  { tier: "private", zone: "b", third: 11, routeTable: "private-rt-b", internet: "nat-b" },
  { tier: "private", zone: "c", third: 12, routeTable: "private-rt-c", internet: "nat-c" },
  { tier: "database", zone: "a", third: 20, routeTable: "database-rt", internet: "none" },
  { tier: "database", zone: "b", third: 21, routeTable: "database-rt", internet: "none" },
  { tier: "database", zone: "c", third: 22, routeTable: "database-rt", internet: "none" },
];

/** Services with an interface endpoint in the private subnets. */
export const interfaceEndpoints = ["ecr.api", "ecr.dkr", "secretsmanager", "logs", "ssm", "ssmmessages", "ec2messages"];
