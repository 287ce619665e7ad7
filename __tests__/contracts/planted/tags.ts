import { bugsFor, type PlantedBug } from "./planted-bug";

const cache = "aws_elasticache_replication_group.app-cache";
const volume = "aws_ebs_volume.clickhouse_data";
const secret = "aws_secretsmanager_secret.secrets_jwt-secret";
const log = "aws_cloudwatch_log_group.services_api_task_log-group";
const databaseLog = "aws_cloudwatch_log_group.postgres_postgresql-log";

/** Tags that are allowed, and wrong where they are. */
export const tagBugs: readonly PlantedBug[] = bugsFor("settled-tags", [
  ["a cache of people's data that counts as nobody's", cache, (draft) => draft.setTags(cache, { DataClassification: "internal" })],
  ["a cache that is not copied", cache, (draft) => draft.setTags(cache, { BackupPolicy: "none" })],
  ["a volume that is copied once a week", volume, (draft) => draft.setTags(volume, { BackupPolicy: "weekly" })],
  ["a log that is copied", log, (draft) => draft.setTags(log, { BackupPolicy: "daily" })],
  ["a secret for everybody", secret, (draft) => draft.setTags(secret, { DataClassification: "public" })],
  [
    "what a database logs, as if it were about nobody",
    databaseLog,
    (draft) => draft.setTags(databaseLog, { DataClassification: "internal" }),
  ],
  ["costs of one program among another one's", log, (draft) => draft.setTags(log, { Service: "graphql" })],
  ["other rules for the same data", volume, (draft) => draft.setTags(volume, { Compliance: "none" })],
  ["a tag that is missing", cache, (draft) => draft.setTags(cache, { Service: undefined })],
  ["something of which nobody has said what it is", "aws_ebs_volume.another", (draft) => draft.copy(volume, "another")],
]);
