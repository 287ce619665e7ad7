/** Port on which every PostgreSQL server listens. */
export const postgresPort = 5432;

/** Port on which every Redis cache listens. */
export const redisPort = 6379;
