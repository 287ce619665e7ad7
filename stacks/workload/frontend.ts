/** What the site, its distribution and the program that uploads it have to agree on. */
export const frontend = {
  /** Files whose names change with their content; nothing needs to look for a newer one. */
  staticFolder: "static",
  /** The service that answers for the API, under the site's own name as under its own. */
  apiService: "api",
  apiPaths: "/api/*",
  /** Names of the outputs by which the upload finds its way. */
  outputs: { bucket: "frontend_bucket", distribution: "distribution_id", url: "frontend_url" },
} as const;
