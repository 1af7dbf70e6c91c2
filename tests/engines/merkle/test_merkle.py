"""The Merkle log agrees with the published vectors of Certificate Transparency and with the definition, whatever its size."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from kantor.engines import merkle

# Entries, roots by size, and proofs as published with the reference implementations of RFC 6962 (google/certificate-transparency).
ENTRIES = [
    bytes.fromhex(entry) for entry in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
LEAVES = [merkle.leaf_hash(entry) for entry in ENTRIES]


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH exactly as RFC 9162 writes it down, slow and obvious."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + defined_root(leaves[:split]) + defined_root(leaves[split:])).digest()


def leaves_of(size: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(size)]


def hashes_of(path: list[list[merkle.Subtree]], leaves: list[bytes]) -> list[bytes]:
    wanted = {subtree for part in path for subtree in part}
    found = {s: defined_root(leaves[s.number << s.level : (s.number + 1) << s.level]) for s in wanted}
    assert all((s.number + 1) << s.level <= len(leaves) for s in wanted), "a proof is made of complete subtrees only"
    return merkle.prove(path, found)


def test_roots_are_the_published_ones() -> None:
    assert [merkle.root_of(LEAVES[:size]).hex() for size in range(1, 9)] == ROOTS
    assert merkle.root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_inclusion_proofs_are_the_published_ones() -> None:
    for (position, size), expected in INCLUSION.items():
        assert [part.hex() for part in hashes_of(merkle.inclusion_path(position, size), LEAVES)] == expected


def test_consistency_proofs_are_the_published_ones() -> None:
    for (old, new), expected in CONSISTENCY.items():
        assert [part.hex() for part in hashes_of(merkle.consistency_path(old, new), LEAVES)] == expected


def test_published_proofs_are_accepted() -> None:
    for (position, size), proof in INCLUSION.items():
        parts = [bytes.fromhex(part) for part in proof]
        root = bytes.fromhex(ROOTS[size - 1])
        assert merkle.is_included(leaf=LEAVES[position], position=position, size=size, proof=parts, root=root)
    for (old, new), proof in CONSISTENCY.items():
        parts = [bytes.fromhex(part) for part in proof]
        roots = {"old_root": bytes.fromhex(ROOTS[old - 1]), "new_root": bytes.fromhex(ROOTS[new - 1])}
        assert merkle.is_consistent(old=old, new=new, proof=parts, **roots)


@given(sizes=st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_growing_by_batches_is_the_same_as_growing_at_once(sizes: list[int]) -> None:
    leaves, tree = leaves_of(sum(sizes)), merkle.Tree()
    for size in sizes:
        start = tree.size
        for level, first, hashes in tree.extend(leaves[start : start + size]):
            for offset, found in enumerate(hashes):
                number = first + offset
                assert found == defined_root(leaves[number << level : (number + 1) << level])
        assert tree.root() == defined_root(leaves[: tree.size])


@given(size=st.integers(0, 200), more=st.integers(0, 100))
def test_a_tree_goes_on_growing_from_its_peaks(size: int, more: int) -> None:
    leaves = leaves_of(size + more)
    peaks = [defined_root(leaves[s.number << s.level : (s.number + 1) << s.level]) for s in merkle.peaks(0, size)]
    tree = merkle.Tree(size, peaks)
    assert tree.root() == defined_root(leaves[:size])
    tree.extend(leaves[size:])
    assert tree.root() == defined_root(leaves)


@given(data=st.data(), size=st.integers(1, 130))
def test_every_leaf_can_be_proved_and_nothing_else(data: st.DataObject, size: int) -> None:
    leaves = leaves_of(size)
    position = data.draw(st.integers(0, size - 1))
    given_ = {"position": position, "size": size, "root": defined_root(leaves)}
    proof = hashes_of(merkle.inclusion_path(position, size), leaves)
    assert merkle.is_included(leaf=leaves[position], proof=proof, **given_)
    assert not merkle.is_included(leaf=merkle.leaf_hash(b"another"), proof=proof, **given_)
    assert not merkle.is_included(leaf=leaves[position], proof=[*proof, leaves[0]], **given_)
    if proof:
        assert not merkle.is_included(leaf=leaves[position], proof=proof[:-1], **given_)
        broken = data.draw(st.integers(0, len(proof) - 1))
        changed = [bytes([part[0] ^ 1]) + part[1:] if number == broken else part for number, part in enumerate(proof)]
        assert not merkle.is_included(leaf=leaves[position], proof=changed, **given_)


@given(data=st.data(), new=st.integers(1, 130))
def test_a_longer_log_can_be_proved_to_continue_a_shorter_one(data: st.DataObject, new: int) -> None:
    leaves = leaves_of(new)
    old = data.draw(st.integers(1, new))
    roots = {"old_root": defined_root(leaves[:old]), "new_root": defined_root(leaves)}
    proof = hashes_of(merkle.consistency_path(old, new), leaves)
    assert merkle.is_consistent(old=old, new=new, proof=proof, **roots)
    other = {**roots, "old_root": merkle.leaf_hash(b"another")}
    assert not merkle.is_consistent(old=old, new=new, proof=proof, **other)
    other = {**roots, "new_root": merkle.leaf_hash(b"another")}
    assert not merkle.is_consistent(old=old, new=new, proof=proof, **other)
    if old < new:
        assert not merkle.is_consistent(old=old, new=new, proof=proof[:-1], **roots)


@given(level=st.integers(0, 6), number=st.integers(0, 50), depth=st.integers(0, 6))
def test_a_subtree_is_the_fold_of_those_below_it(level: int, number: int, depth: int) -> None:
    lower = max(level - depth, 0)
    parts = merkle.below(merkle.Subtree(level, number), lower)
    assert parts[0].number << lower == number << level
    assert (parts[-1].number + 1) << lower == (number + 1) << level
