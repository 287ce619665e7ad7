# shellcheck shell=bash
# Runs as root at each boot, and ends with a ClickHouse that works or with a loud failure. Each step may find its work done.
# What differs between environments is set before this text: AWS_REGION, CLICKHOUSE_VERSION, DATA_VOLUME_ID, SECRET_ARN, LOG_GROUP, and
# the function write_configuration.
export AWS_DEFAULT_REGION="$AWS_REGION"
readonly mount_point=/var/lib/clickhouse
readonly label=clickhouse
readonly boot_log=/var/log/clickhouse-boot.log
exec > >(tee -a "$boot_log" | logger --tag clickhouse-boot --stderr) 2>&1

# report TEXT: writes a line to CloudWatch, where an alarm waits for the word FAILED.
report() {
  local stream now
  stream="boot-$(cat /proc/sys/kernel/random/boot_id)"
  now=$(($(date +%s) * 1000))
  aws logs create-log-stream --log-group-name "$LOG_GROUP" --log-stream-name "$stream" || true
  aws logs put-log-events --log-group-name "$LOG_GROUP" --log-stream-name "$stream" \
    --log-events "$(python3 -c 'import json, sys; print(json.dumps([{"timestamp": int(sys.argv[1]), "message": sys.argv[2]}]))' "$now" "$1")" || true
}

on_exit() {
  local status=$?
  if [ "$status" -eq 0 ]; then
    report "ClickHouse $CLICKHOUSE_VERSION is up"
  else
    sleep 1 # the log is behind by a moment, and its last line says why
    report "FAILED with $status: $(tail -n 40 "$boot_log")"
  fi
  exit "$status"
}
trap on_exit EXIT

# retry TIMES COMMAND...: again and again, ten seconds apart.
retry() {
  local times=$1 try
  shift
  for ((try = 1; try <= times; try++)); do
    if "$@"; then return 0; fi
    sleep 10
  done
  echo "gave up after $times times: $*" >&2
  return 1
}

# The volume is attached after the first boot has begun.
data_device() {
  local device="/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${DATA_VOLUME_ID/-/}"
  [ -b "$device" ] && readlink -f "$device"
}

# Only a disk without anything recognizable on it is formatted; blkid says so by 2, and by anything else that it cannot tell.
format_blank() {
  local device=$1 status=0
  blkid --probe "$device" || status=$?
  case $status in
    0) ;;
    2) mkfs.xfs -L "$label" "$device" ;;
    *)
      echo "cannot tell what is on $device: blkid ended with $status" >&2
      return 1
      ;;
  esac
}

mount_data() {
  local device
  retry 60 data_device
  device=$(data_device)
  format_blank "$device"
  mkdir -p "$mount_point"
  if ! grep -q "^LABEL=$label " /etc/fstab; then
    echo "LABEL=$label $mount_point xfs defaults,noatime,nofail,x-systemd.device-timeout=60s 0 2" >> /etc/fstab
    systemctl daemon-reload
  fi
  mountpoint --quiet "$mount_point" || mount "$mount_point"
  xfs_growfs "$mount_point" # the volume may have become larger
}

install_server() {
  cat > /etc/yum.repos.d/clickhouse.repo << 'REPO'
[clickhouse-lts]
name=ClickHouse, versions with long support
baseurl=https://packages.clickhouse.com/rpm/lts/
gpgkey=https://packages.clickhouse.com/rpm/lts/repodata/repomd.xml.key
gpgcheck=0
repo_gpgcheck=1
enabled=1
REPO
  retry 6 dnf install --assumeyes "clickhouse-server-$CLICKHOUSE_VERSION.*" "clickhouse-client-$CLICKHOUSE_VERSION.*"
  # Never on the disk of the operating system, should the data be missing.
  mkdir -p /etc/systemd/system/clickhouse-server.service.d
  printf '[Unit]\nRequiresMountsFor=%s\n' "$mount_point" > /etc/systemd/system/clickhouse-server.service.d/data.conf
  systemctl daemon-reload
  chown clickhouse:clickhouse "$mount_point"
}

secret() {
  aws secretsmanager get-secret-value --secret-id "$SECRET_ARN" --query SecretString --output text
}

# write_users: the user of the programs by the hash of the secret's password; the one without a password only from this host.
write_users() {
  local user hash
  retry 30 secret > /dev/null
  user=$(secret | python3 -c 'import json, sys; print(json.load(sys.stdin)["username"])')
  hash=$(secret | python3 -c 'import hashlib, json, sys; print(hashlib.sha256(json.load(sys.stdin)["password"].encode()).hexdigest())')
  install --owner clickhouse --group clickhouse --mode 0400 /dev/null /etc/clickhouse-server/users.d/ohi.xml
  cat > /etc/clickhouse-server/users.d/ohi.xml << USERS
<clickhouse>
  <users>
    <default>
      <networks replace="replace"><ip>127.0.0.1</ip></networks>
    </default>
    <$user>
      <password_sha256_hex>$hash</password_sha256_hex>
      <networks><ip>0.0.0.0/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </$user>
  </users>
</clickhouse>
USERS
}

answers() {
  clickhouse-client --host 127.0.0.1 --query "SELECT 1"
}

create_databases() {
  local database
  for database in signoz_traces signoz_metrics signoz_logs; do
    clickhouse-client --host 127.0.0.1 --query "CREATE DATABASE IF NOT EXISTS $database"
  done
}

mount_data
install_server
write_configuration
write_users
systemctl enable clickhouse-server
systemctl restart clickhouse-server
retry 30 answers
create_databases
