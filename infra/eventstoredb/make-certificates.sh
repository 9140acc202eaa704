#!/bin/sh
# Makes an authority and the certificate of the one node, once; they stay in the volume.
set -eu
cd /certificates
if [ ! -f node/node.crt ]; then
  es-gencert-cli create-ca -out ./ca
  es-gencert-cli create-node -ca-certificate ./ca/ca.crt -ca-key ./ca/ca.key -out ./node -ip-addresses 127.0.0.1 -dns-names eventstoredb,localhost
fi
# The authority's key is needed by nobody who runs: only by whoever adds a node.
chown 0:0 ca/ca.key && chmod 400 ca/ca.key
chown -R 1000:1000 node && chmod 500 node && chmod 400 node/node.key
chmod 755 ca && chmod 444 ca/ca.crt node/node.crt
