#!/bin/bash
# A replica set of one member that asks everybody who is there. Members know each other by a key file; the only member needs one for itself alone, so it is made anew at each start.
set -euo pipefail
umask 077
head -c 512 /dev/urandom | base64 -w 0 > /run/parity/member-key
chmod 400 /run/parity/member-key
exec docker-entrypoint.sh mongod --replSet parity --keyFile /run/parity/member-key --bind_ip_all --wiredTigerCacheSizeGB 1.5
