#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs into a fresh folder and uses the program from another one, with nothing of the checkout in reach.
set -euo pipefail
program=$1 source=$2
build=$(dirname "$program")
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/usr" >/dev/null
mkdir "$folder/work"; cd "$folder/work"
printf '# Ada Moss\n\n## Education\n\n- Ph.D. in Botany, Avon University, 2014\n' >cv.md
env -i PATH=/usr/bin:/bin "$folder/usr/bin/vitagraph" build cv.md -q
grep -q '"Ada Moss"' output/graph.ttl
"$folder/usr/bin/vitagraph" query 'ASK { ?p rdfs:label "Ada Moss" }' | grep -qx true
for file in share/man/man1/vitagraph.1 share/bash-completion/completions/vitagraph share/vitagraph/ontology/vitagraph.ttl share/vitagraph/mappings/rdf; do
  [ -e "$folder/usr/$file" ] || { echo "not installed: $file"; exit 1; }
done
