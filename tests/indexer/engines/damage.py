"""Ways to spoil the bytes of a file, for the tests of what an engine says of it."""

from hypothesis import strategies as st


def truncated(content, at):
    return content[:at]


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]


def zeroed(content, at):
    return content[:at] + bytes(16) + content[at + 16 :]


def overrun(content, at):
    return content[:at] + b"\xff" * 8 + content[at + 8 :]


damages = st.sampled_from([truncated, flipped, zeroed, overrun])
# As a part of the file: half of them near the end, where directories and checksums are.
places = st.floats(0, 1, exclude_max=True) | st.floats(0.9, 1, exclude_max=True)


def damage_file(path, damage, place):
    """Spoil a file at a place."""
    content = path.read_bytes()
    path.write_bytes(damage(content, int(place * len(content))))
