"""Checks evidence that Kantor handed out, without Kantor and without its database: this file, Python 3.11 and `cryptography` are enough.

    python verify_evidence.py evidence.zip
    python verify_evidence.py evidence.zip --key SHA256-OF-THE-PUBLIC-KEY --heads heads-you-kept.jsonl --roots time-stamp-roots.pem

It says in sentences what holds and what is broken; exit status 0: everything holds, 1: something is broken.
Hashes, proofs and signatures are computed here from the bytes in the file, as RFC 9162, RFC 8032
and RFC 3161 tell to.
"""

import argparse
import hashlib
import json
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kantor.engines.timestamps.token import NotStamped, check_stamp

FORMAT = "kantor evidence 1"
CAME = ("document.received", "document.filed")
CONTEXT, SUCCESSION = b"kantor audit trail head\n", b"kantor audit trail key\n"
HOLDS, BROKEN = 0, 1
UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, LookupError, TypeError, ValueError, EOFError, NotImplementedError, RecursionError)
Say = Callable[[bool, str], None]
"""Takes whether something holds, and the sentence that says so."""


def is_included(leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """RFC 9162, 2.1.3.2."""
    sides = _sides(position, size - 1, path) if 0 <= position < size else None
    if sides is None:
        return False
    found = leaf
    for neighbour, is_left in sides:
        found = _node(neighbour, found) if is_left else _node(found, neighbour)
    return found == root


def continues(old: Mapping[str, Any], new: Mapping[str, Any], path: Sequence[bytes]) -> bool:
    """Whether the log under the head `new` begins with the one under `old`: RFC 9162, 2.1.4.2."""
    old_root, new_root = bytes.fromhex(old["root"]), bytes.fromhex(new["root"])
    if not 0 < old["size"] <= new["size"]:
        return False
    if old["size"] == new["size"]:
        return not path and old_root == new_root
    steps = [old_root, *path] if old["size"] & (old["size"] - 1) == 0 else list(path)
    number, last = old["size"] - 1, new["size"] - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    sides = _sides(number, last, steps[1:]) if steps else None
    if sides is None:
        return False
    found_old = found_new = steps[0]
    for neighbour, is_left in sides:
        found_old = _node(neighbour, found_old) if is_left else found_old
        found_new = _node(neighbour, found_new) if is_left else _node(found_new, neighbour)
    return found_old == old_root and found_new == new_root


def _sides(number: int, last: int, path: Sequence[bytes]) -> list[tuple[bytes, bool]] | None:
    """The hashes of a path, each with whether it stands to the left; None where the path is too long or too short."""
    sides = []
    for neighbour in path:
        if last == 0:
            return None
        is_left = bool(number & 1) or number == last
        while is_left and not number & 1 and number:
            number, last = number >> 1, last >> 1
        number, last = number >> 1, last >> 1
        sides.append((neighbour, is_left))
    return sides if last == 0 else None


def is_signed(head: Mapping[str, Any], keys: Mapping[str, str]) -> bool:
    """Whether one of the keys (id -> 32 bytes in hexadecimal) signed what the head says."""
    return head["key_id"] in keys and _holds(keys[head["key_id"]], head["signature"], message_of(head))


def _holds(key: str, signature: str, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def message_of(head: Mapping[str, Any]) -> bytes:
    """What is signed."""
    statement = {name: head[name] for name in ("number", "root", "size")}
    statement |= {"at": _moment(head["at"]), "client": head["client_id"], "key": head["key_id"]}
    return CONTEXT + canonical(statement).encode()


def canonical(content: Any) -> str:
    """JSON with sorted keys and no spaces, with escapes throughout where UTF-8 cannot carry it."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(content, sort_keys=True, separators=(",", ":"))
    return text


def compare_document(document: Mapping[str, Any], records: Sequence[Mapping[str, Any]], original: bytes | None) -> list[str]:
    """What of a document is not as its records say, in sentences; nothing where all of it is.

    document: its rows as `document.json` has them; records: its sealed records, parsed; original: its bytes, None where there are none.
    """
    told = [(record["kind"], record) for record in records if record["document"] == document["id"]]
    erased = any(kind == "document.erased" for kind, _ in told)
    faults = list(_compare_bytes([record for kind, record in told if kind == "document.received"], original, erased))
    if not any(kind in CAME for kind, _ in told):
        faults.append("no record says how it came")
    said = Counter(claim for kind, record in told for claim in _said(kind, record))
    hidden = Counter(kind.removesuffix("s") for kind in SHOWN for row in document.get(kind, ()) if _is_hidden(row)) if erased else Counter()
    hidden["finding"] = hidden["check"]
    shown = Counter(_shown(document, said))
    for claim in (said - shown).elements():
        what = json.loads(claim)
        hidden[what[0]] -= 1
        if hidden[what[0]] < 0:
            faults.append(f"the trail records this {what[0]}, and it is not there as recorded: {claim[:300]}")
    faults += [f"there is a {json.loads(claim)[0]} that no record speaks of: {claim[:300]}" for claim in (shown - said).elements()]
    return faults


def _compare_bytes(received: Sequence[Mapping[str, Any]], original: bytes | None, erased: bool) -> Iterator[str]:
    if not received:
        if original is not None:
            yield "it has bytes, and no record says that they came"
        return
    content = received[0]["content"]
    if original is None:
        if not erased:
            yield "its bytes are missing, and no record says that they were erased"
    elif hashlib.sha256(original).hexdigest() != content["sha256"] or len(original) != content["bytes"]:
        yield "its bytes are not those that came: the SHA-256 differs"


def _said(kind: str, record: Mapping[str, Any]) -> Iterator[str]:
    """What a record claims, in the same form as `_shown` gives what is there."""
    content, at, person = record["content"], record["at"], record["person"]
    if kind == "document.read":
        yield canonical(["reading", content["version"], content["hash"], at, person, content.get("for")])
    elif kind == "document.checked":
        yield canonical(["check", content["version"], content["rules"], content["facts"], content["findings"], content.get("hash"), at])
    elif kind == "document.found":
        yield canonical(["finding", content["version"], content.get("finding", content.get("hash")), at])
    elif kind == "document.decided":
        yield canonical(["decision", content, at, person])
    elif kind == "document.confirmed":
        for field, value in content["fields"].items():
            yield canonical(["confirmation", content["version"], field, value, at, person])
    elif kind == "document.succeeded":
        yield canonical(["succession", content["by"], at])
    elif kind == "document.took_effect":
        yield canonical(["effect", content["hash"], content["parts"], content["reverses"], at])


def _shown(document: Mapping[str, Any], said: Mapping[str, int]) -> Iterator[str]:
    """What is there; a row that nobody can read any more is there as no record says."""
    order = {claim: place for place, claim in enumerate(said)}
    for kind, show in SHOWN.items():
        before = (-1, "")
        for row in document.get(kind, ()):
            try:
                claim = "" if _is_hidden(row) else show(row, said)
            except (LookupError, TypeError, ValueError, AttributeError):
                claim = canonical([kind, "unreadable", row])
            here = (order.get(claim, -1), str(row["at"]))
            if -1 < here[0] < before[0] and here[1] < before[1]:
                yield canonical([kind, "before what was recorded earlier", claim])
            if claim:
                yield claim
            before = here


def _reading(row: Mapping[str, Any], said: Mapping[str, int]) -> str:
    found = _hash_of(row, "content")
    return canonical(["reading", row["version"], found, row["at"], row["person"], row["made_for"]])


def _decision(row: Mapping[str, Any], said: Mapping[str, int]) -> str:
    content = {name: value for name, value in row.items() if name not in ("at", "salts")} | {"reason": _shown_as(row, "reason")}
    return canonical(["decision", content, row["at"], row["checker_id"]])


def _confirmation(row: Mapping[str, Any], said: Mapping[str, int]) -> str:
    return canonical(["confirmation", row["version"], row["field"], _shown_as(row, "value"), row["at"], row["person"]])


def _effect(row: Mapping[str, Any], said: Mapping[str, int]) -> str:
    plain = json.dumps(row["parts"], sort_keys=True, separators=(",", ":"))
    found = _hash_of(row, "parts") if row.get("salts") else _hash(plain)
    found = found if found == row["hash"] else f"{row['hash']}, of parts with {found}"
    return canonical(["effect", found, [part["kind"] for part in row["parts"]], row["reverses"], row["at"]])


def _succession(row: Mapping[str, Any], said: Mapping[str, int]) -> str:
    return canonical(["succession", row["by"], row["at"]])


def _check(row: Mapping[str, Any], said: Mapping[str, int]) -> str:
    """Findings of the rules, with their hash where the record has it; else the last one is what the house added by itself."""
    findings, facts, digest = row["findings"], _hash_of(row, "facts"), _hash_of(row, "findings")
    heavy = [[finding["key"], finding["severity"]] for finding in findings if finding["severity"] != "ok"]
    told = ["check", row["version"], row["rules_hash"], facts, heavy]
    forms = [canonical([*told, found, row["at"]]) for found in (digest, None)]
    if findings:
        forms += [canonical(["finding", row["version"], found, row["at"]]) for found in (findings[-1], digest)]
    return next((form for form in forms if form in said), forms[0])


SHOWN = {f"{show.__name__[1:]}s": show for show in (_reading, _check, _decision, _confirmation, _effect, _succession)}
"""What a row of each kind claims, by its name in `document.json`: `readings`, `checks` and so on."""


class Evidence:
    """A file of evidence, checked part by part."""

    def __init__(self, archive: zipfile.ZipFile, say: Say) -> None:
        self.archive = archive
        self.say = say
        self.manifest = self._json("manifest.json")
        if self.manifest.get("format") != FORMAT:
            raise ValueError(f"its format is {self.manifest.get('format')!r}, this program reads {FORMAT!r}")
        self.keys: dict[str, str] = self.manifest["keys"]
        self.succeeded: list[dict[str, str]] = self.manifest.get("succeeded", [])
        self.heads: list[dict[str, Any]] = self._json("heads.json")
        self.records: dict[int, list[dict[str, Any]]] = {}

    def check(self, expected_key: str, outside: Sequence[Mapping[str, Any]], roots: bytes) -> None:
        self._check_keys(expected_key)
        self._check_heads(outside)
        self._check_stamps(roots)
        self._check_records()
        self._check_documents()

    def _check_keys(self, expected: str) -> None:
        digests = {key: hashlib.sha256(bytes.fromhex(key)).hexdigest() for key in self.keys.values()}
        for key_id, key in self.keys.items():
            self.say(digests[key].startswith(key_id), f"The public key {key_id} has the SHA-256 {digests[key]}.")
        for one in self.succeeded:
            told = SUCCESSION + canonical({"next": one["next"], "until": _moment(one["until_at"])}).encode()
            holds = {one["key"], one["next"]} <= digests.keys() and _holds(one["key"], one["signature"], told)
            self.say(holds, f"The key {digests.get(one['key'], '')[:16]} named its successor and ended at {one['until_at']}.")
        self.say(len(digests) == len(self.succeeded) + 1, "Each key but the last one named its successor.")
        if expected:
            self.say(expected.lower() in digests.values(), "The key that you expect is among these.")

    def _check_heads(self, outside: Sequence[Mapping[str, Any]]) -> None:
        heads = [each["head"] for each in self.heads]
        for head in heads:
            ours = head["client_id"] == self.manifest["client"]
            self.say(
                ours and is_signed(head, self.keys) and self._was_in_force(head),
                f"Head {head['number']} of {_moment(head['at'])} over {head['size']} records is signed.",
            )
        for old, new, each in zip(heads, heads[1:], self.heads[1:], strict=False):
            path = [bytes.fromhex(part) for part in each["continues"]]
            self.say(continues(old, new, path), f"The log under head {new['number']} continues the log under head {old['number']}.")
        by_size = {head["size"]: head for head in heads}
        for kept in outside:
            if kept["client_id"] == self.manifest["client"] and kept["size"] in by_size:
                same = kept["root"] == by_size[kept["size"]]["root"] and is_signed(kept, self.keys)
                self.say(same, f"The head {kept['number']} that you kept is the same as in the evidence.")

    def _was_in_force(self, head: Mapping[str, Any]) -> bool:
        """Whether the head's key was not retired by then; a worker that had begun to sign was given a minute."""
        ends = [datetime.fromisoformat(one["until_at"]) for one in self.succeeded if one["key"] == self.keys[head["key_id"]]]
        return all(datetime.fromisoformat(head["at"]) <= end + timedelta(minutes=1) for end in ends)

    def _check_stamps(self, roots: bytes) -> None:
        """Time stamps of heads lead to the roots given, else to those in the file, whose digests are told."""
        trusted = roots or "".join(self.manifest.get("stamp_roots", ())).encode()
        certificates = x509.load_pem_x509_certificates(trusted) if trusted else []
        for each in self.heads:
            if not (token := each.get("stamp")):
                continue
            head, number = each["head"], each["head"]["number"]
            try:
                stamp = check_stamp(bytes.fromhex(token), message_of(head) + bytes.fromhex(head["signature"]), certificates)
            except NotStamped as error:
                self.say(False, f"Head {number} has a time stamp: {error}.")
                continue
            source = "one of your roots" if roots else "a root"
            self.say(True, f"Head {number} was there on {stamp.at}, stamped by {stamp.by} under {source} with the SHA-256 {stamp.root}.")

    def _check_records(self) -> None:
        newest = self.heads[-1]["head"] if self.heads else None
        positions, bad = set(), 0
        for line in self.archive.read("records.jsonl").decode().splitlines():
            proof = json.loads(line)
            entry = json.loads(proof["entry"])
            leaf = hashlib.sha256(b"\x00" + proof["entry"].encode()).digest()
            path = [bytes.fromhex(part) for part in proof["path"]]
            sealed = newest and is_included(leaf, proof["position"], newest["size"], path, bytes.fromhex(newest["root"]))
            if not sealed or entry["client"] != self.manifest["client"]:
                bad += 1
                self.say(False, f"Record {entry['id']} ({entry['kind']}) stands in the log at position {proof['position']}.")
                continue
            positions.add(proof["position"])
            self.records.setdefault(entry["document"], []).append(entry)
        self.say(bool(positions) and not bad, f"{len(positions)} records stand in the log under the newest head.")
        if self.manifest["unsealed"]:
            self.say(False, f"{self.manifest['unsealed']} records were not sealed yet; have the evidence made again.")
        if period := self.manifest["period"]:
            wanted = range(period["first"], period["end"])
            gaps = [position for position in wanted if position not in positions]
            name = f"from {period['from']} to {period['to']}, positions {period['first']} to {period['end'] - 1}"
            came = {each for each, records in self.records.items() if any(record["kind"] in CAME for record in records)}
            missing = sorted(came - set(self.manifest["documents"]))
            self.say(not missing, f"Every document that came then is here{f', but for {missing[:10]}' if missing else ''}.")
            self.say(not gaps, f"Of the records {name}, none is missing{f': {len(gaps)} are' if gaps else ''}.")

    def _check_documents(self) -> None:
        names = set(self.archive.namelist())
        for document_id in self.manifest["documents"]:
            folder = f"documents/{document_id}"
            document = self._json(f"{folder}/document.json")
            original = self.archive.read(f"{folder}/original") if f"{folder}/original" in names else None
            records = self.records.get(document_id, [])
            faults = compare_document({**document, "id": document_id}, records, original)
            for fault in faults:
                self.say(False, f"Document {document_id}: {fault}.")
            if not faults:
                erased = [record["at"] for record in records if record["kind"] == "document.erased"]
                parts = f"its {len(document['readings'])} readings, {len(document['decisions'])} decisions and its effect"
                size = f"its {len(original)} bytes" if original is not None else f"bytes erased at {erased[0]}" if erased else "no bytes"
                self.say(True, f"Document {document_id}: {size}, {parts} are as its {len(records)} records say.")

    def _json(self, name: str) -> Any:
        return json.loads(self.archive.read(name))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Check evidence that Kantor handed out.")
    parser.add_argument("evidence", help="the ZIP file")
    parser.add_argument("--key", default="", help="SHA-256 of the public key in hexadecimal, as you got it in another way")
    parser.add_argument("--heads", default="", help="a file with heads that you kept, one JSON object a line")
    parser.add_argument("--roots", default="", help="a PEM file with the root certificates by which you trust time stamps")
    given = parser.parse_args(arguments)
    broken = []

    def say(holds: bool, sentence: str) -> None:
        print(f"{'holds ' if holds else 'BROKEN'}  {sentence}")
        if not holds:
            broken.append(sentence)

    try:
        outside = [json.loads(line) for line in open(given.heads, encoding="utf-8") if line.strip()] if given.heads else []  # noqa: SIM115
        roots = open(given.roots, "rb").read() if given.roots else b""  # noqa: SIM115
        with zipfile.ZipFile(given.evidence) as archive:
            Evidence(archive, say).check(given.key, outside, roots)
    except UNREADABLE as error:
        say(False, f"This cannot be read as evidence: {error.__class__.__name__}: {error}.")
    print(f"{len(broken)} statements are broken." if broken else "Everything holds.")
    return BROKEN if broken else HOLDS


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _is_hidden(row: Mapping[str, Any]) -> bool:
    """Whether nobody can read any more what the row says."""
    return any(row.get(name, "") is None for name in ("content", "findings", "parts", "reason", "value"))


def _hash_of(row: Mapping[str, Any], name: str) -> str:
    """The hash by which the trail knows a column: of the value, with a salt that nobody could guess where the document is confidential."""
    salt = row.get("salts", {}).get(name)
    return _hash(canonical(row[name] if salt is None else {"salt": salt, "value": row[name]}))


def _shown_as(row: Mapping[str, Any], name: str) -> Any:
    return {"hash": _hash_of(row, name)} if name in row.get("salts", {}) else row[name]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="microseconds")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
