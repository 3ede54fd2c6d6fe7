#!/bin/sh
# Checks what this folder proves, without termijn: sh verify.sh [PUBLIC-KEY.pem]
#
# Needs a POSIX shell with sha256sum and openssl (3.0 or later for signatures). Nothing here
# is executed or believed: index.txt says only where to look, and what it says is checked
# against the bytes of the events, and these against the checkpoint. README.txt explains.
# Exit code: 0 everything here holds, 1 something does not, 2 it could not be checked.

LC_ALL=C
export LC_ALL
given_key=${1:-}
case $given_key in '' | /*) ;; *) given_key=$PWD/$given_key ;; esac
cd "$(dirname "$0")" || exit 2
for tool in sha256sum openssl sed cut; do
  command -v "$tool" >/dev/null 2>&1 || { echo "cannot check: there is no $tool here" >&2; exit 2; }
done
scratch=${TMPDIR:-/tmp}/verify-$$
mkdir -m 700 "$scratch" || exit 2
trap 'rm -rf "$scratch"' EXIT

faults=0
fail() {
  printf 'DOES NOT HOLD: %s\n' "$*"
  faults=$((faults + 1))
}

digest_of() { sha256sum | cut -c1-64; }

# Writes the bytes that hexadecimal digits stand for.
bytes_of() { printf '%b' "$(printf '\\0%03o' $(printf '%s' "$1" | sed 's/../ 0x&/g'))"; }

# The hash of an inner node of the tree (RFC 6962, section 2.1): a one byte, left, right.
node_of() { bytes_of "01$1$2" | digest_of; }

is_digest() {
  case $1 in *[!0-9a-f]*) return 1 ;; esac
  [ ${#1} -eq 64 ]
}

is_number() {
  case $1 in '' | *[!0-9]* | 0* | ???????????????????*) return 1 ;; esac
}

# The file of an event, by its number.
name_of() { printf '%06d' "$1"; }

[ -f index.txt ] || { fail "index.txt is missing"; exit 1; }
[ "$(sed -n 1p index.txt)" = 'termijn proof 1' ] || { fail "index.txt is not of this form"; exit 1; }
origin=$(sed -n 's/^origin //p' index.txt)
region=$(sed -n 's/^region //p' index.txt)
candidature=$(sed -n 's/^candidature //p' index.txt)

# --- The checkpoint: which log, how many events, which root. -----------------------------
size=0
root=
check_checkpoint() {
  [ -f checkpoint.note ] || { fail "checkpoint.note is missing"; return; }
  sed '/^$/,$d' checkpoint.note >"$scratch/text"
  if [ "$(sed -n 1p "$scratch/text")" != "$origin" ]; then
    fail "the checkpoint is of another log: not of '$origin'"
  fi
  # The origin ends with the region; region is JSON text here, and plain names are the same in both.
  case "$origin\"" in */"${region#\"}") ;; *) fail "the checkpoint is not of region $region" ;; esac
  size=$(sed -n 2p "$scratch/text")
  is_number "$size" || { fail "the checkpoint has no size"; size=0; }
  root=$(sed -n 3p "$scratch/text")
  [ "$(sed -n '$=' "$scratch/text")" = 3 ] || fail "the checkpoint is not three lines"
}
check_checkpoint

# --- Signatures (C2SP signed-note, Ed25519). ---------------------------------------------
signed=0
# check_signature NAME PEM: the note has a signature of that name that this key verifies.
check_signature() {
  line=$(sed -n '1,/^$/d;p' checkpoint.note | while IFS= read -r each; do
    case $each in "— $1 "*) printf '%s\n' "$each" && break ;; esac
  done)
  [ -n "$line" ] || { fail "the checkpoint is not signed by $1"; return; }
  printf '%s' "${line##* }" | openssl base64 -d -A >"$scratch/both" 2>/dev/null
  dd if="$scratch/both" of="$scratch/signature" bs=4 skip=1 2>/dev/null
  bytes=$(wc -c <"$scratch/signature")
  [ "$bytes" -eq 64 ] || { fail "the signature of $1 on the checkpoint is malformed"; return; }
  if ! openssl pkey -pubin -in "$2" -outform DER >"$scratch/der" 2>/dev/null; then
    fail "the public key $2 cannot be read"
    return
  fi
  { printf '%s\n\001' "$1" && tail -c 32 "$scratch/der"; } | digest_of | cut -c1-8 >"$scratch/id"
  said=$(dd if="$scratch/both" bs=4 count=1 2>/dev/null | od -An -tx1 | tr -d ' \n')
  if [ "$said" != "$(cat "$scratch/id")" ]; then
    fail "the signature of $1 on the checkpoint is by another key"
  elif openssl pkeyutl -verify -pubin -inkey "$2" -rawin -in "$scratch/text" \
    -sigfile "$scratch/signature" >/dev/null 2>&1; then
    signed=$((signed + 1))
    echo "the checkpoint is signed by $1"
  else
    fail "the signature of $1 on the checkpoint is not over this checkpoint"
  fi
}

while read -r word file name; do
  [ "$word" = key ] || continue
  if [ ! -f "keys/$file" ]; then
    fail "keys/$file is missing"
  elif [ -f checkpoint.note ]; then
    check_signature "$name" "keys/$file"
  fi
  # A key that the auditor brought goes before the one that lies here.
  if [ -n "$given_key" ] && [ -f checkpoint.note ]; then check_signature "$name" "$given_key"; fi
done <index.txt
if [ -n "$given_key" ] && [ "$signed" -eq 0 ] && [ "$faults" -eq 0 ]; then
  fail "the checkpoint is signed by nobody, so not by the key that was given"
fi

# --- Each event: what it says it is, and that it is in the log. --------------------------
# check_inclusion NUMBER: the steps of RFC 9162, section 2.1.3.2.
check_inclusion() {
  proof=proofs/$(name_of "$1").txt
  [ -f "$proof" ] || { fail "$proof is missing"; return; }
  fn=$(($1 - 1))
  sn=$((size - 1))
  hash=$({ printf '\000' && cat "$2"; } | digest_of)
  while read -r other; do
    is_digest "$other" || { fail "$proof is malformed"; return; }
    [ "$sn" -gt 0 ] || { fail "event $1: its proof is longer than the log is high"; return; }
    if [ $((fn % 2)) -eq 1 ] || [ "$fn" -eq "$sn" ]; then
      hash=$(node_of "$other" "$hash")
      while [ $((fn % 2)) -eq 0 ] && [ "$fn" -ne 0 ]; do
        fn=$((fn / 2))
        sn=$((sn / 2))
      done
    else
      hash=$(node_of "$hash" "$other")
    fi
    fn=$((fn / 2))
    sn=$((sn / 2))
  done <"$proof"
  if [ "$sn" -ne 0 ] || [ "$(bytes_of "$hash" | openssl base64 -A)" != "$root" ]; then
    fail "event $1 is not in the log that the checkpoint is about: its bytes or its proof were changed"
  fi
}

# check_event NUMBER OF-WHOM: the fields behind the body stand in one order, so the last ones of
# the line are the event's own, whatever its body holds.
check_event() {
  file=events/$(name_of "$1").json
  [ -f "$file" ] || { fail "event $1 is missing: there is no $file"; return; }
  if [ "$1" -gt "$size" ]; then fail "event $1 is later than the checkpoint"; fi
  rest=$(sed 's/.*,"candidature"://' "$file")
  own='""'
  [ "$2" = candidature ] && own=$candidature
  case $rest in
    "$own,\"format\":1,\"happened\":\""*) ;;
    *) fail "event $1 is not of $([ "$2" = candidature ] && echo "candidature $own" || echo "the region as a whole")" ;;
  esac
  place=${rest##*,\"region\":}
  rulebook=${place#*,\"rulebook\":\"}
  rulebook=${rulebook%%\"*}
  if [ "$place" != "$region,\"rulebook\":\"$rulebook\",\"sequence\":$1}" ]; then
    fail "event $1 says of itself that it is another one: not event $1 of region $region"
  elif is_digest "$rulebook"; then
    printf '%s\n' "$rulebook" >>"$scratch/rulebooks"
  fi
  check_inclusion "$1" "$file"
  check_personal "$1" "$rest"
}

# --- Personal data: what the event committed to (salt, then data), where it is here. -----
check_personal() {
  number=$(name_of "$1")
  case $2 in
    *,\"personal\":\"*) committed=${2##*,\"personal\":\"} committed=${committed%%\"*} ;;
    *) committed= ;;
  esac
  if [ -f "personal/$number.json" ] || [ -f "personal/$number.salt" ]; then
    [ -n "$committed" ] || { fail "personal data of event $1, which has none"; return; }
    salt=$(cat "personal/$number.salt" 2>/dev/null)
    case $salt in '' | *[!0-9a-f]*) salt=00 ;; esac
    made=$({ bytes_of "$salt" && cat "personal/$number.json" 2>/dev/null; } | digest_of)
    [ "$made" = "$committed" ] || fail "the personal data of event $1 is not what the event committed to"
  elif grep -qx "personal $1" index.txt; then
    fail "the personal data of event $1 is missing"
  elif [ -n "$committed" ]; then
    echo "the personal data of event $1 is not here (erased, or left out): the event holds all the same"
  fi
}

events=0
last=0
while read -r word number whom; do
  [ "$word" = event ] || continue
  is_number "$number" || { fail "index.txt names an event '$number'"; continue; }
  [ "$number" -gt "$last" ] || fail "index.txt names event $number out of order"
  last=$number
  [ "$whom" = candidature ] && events=$((events + 1))
  check_event "$number" "$whom"
done <index.txt
[ "$events" -gt 0 ] || fail "there is no event of candidature $candidature"
for file in events/* proofs/* personal/*; do
  number=$(printf '%s' "$file" | sed 's/^[a-z]*\/0*//; s/\..*//')
  [ -f "$file" ] || continue
  grep -q "^event $number " index.txt || fail "$file is of no event that index.txt names"
done

# --- Documents: the bytes of their digest, and named by an event that is in the log. -----
while read -r word digest file kind name; do
  [ "$word" = document ] || continue
  [ -f "documents/$file" ] || { fail "documents/$file is missing"; continue; }
  if [ "$(digest_of <"documents/$file")" != "$digest" ]; then
    fail "documents/$file ($kind '$name') is not the document of its digest"
  fi
  printf '%s\n' "$file" >>"$scratch/documents"
  grep -qF ":\"$digest\"" events/*.json || fail "documents/$file ($kind '$name') is named by no event here"
done <index.txt
for file in documents/*; do
  [ -f "$file" ] || continue
  grep -qxF "${file#documents/}" "$scratch/documents" 2>/dev/null || fail "$file is not named in index.txt"
done

# --- The rules of each event were put in force by an event that is here, too. ------------
touch "$scratch/rulebooks"
sort -u "$scratch/rulebooks" >"$scratch/unique"
while read -r rulebook; do
  found=no
  for file in events/*.json; do
    case $(sed 's/.*,"candidature":"",//' "$file") in
      '"format":1,'*",\"rulebook\":\"$rulebook\",\"sequence\":"*)
        grep -qF '"parts":{' "$file" && found=yes
        ;;
    esac
  done
  [ $found = yes ] || fail "rulebook $rulebook was put in force by no event here"
done <"$scratch/unique"

# --- What came of it. --------------------------------------------------------------------
if [ "$faults" -ne 0 ]; then
  echo "faults found: $faults; this folder does not prove what it should"
  exit 1
fi
echo "$events events of candidature $candidature are in the log '$origin' of $size events, byte for byte"
echo "the rules they name, and the documents these were made of, are here, byte for byte"
if [ "$signed" -eq 0 ]; then
  echo "NOT SIGNED by a key that is here: whoever made this folder could have made the log, too; hold"
  echo "the size and root of checkpoint.note against one that was published or kept elsewhere"
fi
if grep -q '^stamp ' index.txt; then
  echo "time stamps are here and were not checked: README.txt says how"
fi
echo "account.txt is for reading and is not checked; nor is it shown that there are no other events"
