/**
 * The vault: media that is encrypted while it arrives and stays so. It seals a stream of bytes into
 * one file per recording, finds that file again after a crash, and presents it as a WebM with a
 * duration and a working seek, without ever rewriting it.
 *
 * <p>The file is append-only. All numbers are big-endian, {@code id} is the recording's UUID as 16
 * bytes:
 *
 * <pre>
 * head   "TMRV" | u8 version 2 | 3 x 0 | 16 id
 * frame  u8 type | 3 x 0 | u32 number | u64 offset in the plaintext | u32 n | n sealed bytes
 *        (associated data = id | type | number | offset)
 * </pre>
 *
 * <p>Frames of type 1 are the parts of the stream, each at most 64 KiB of it. A finished file ends
 * with one frame of type 2, what playback needs to know of the media and where a track is missing,
 * and one of type 3, how much there is and the SHA-256 of it. Sealing is Tink's AES256_GCM, which
 * adds 33 bytes to a frame: 5 that name the key, a nonce of 12, and a tag of 16 after the
 * ciphertext.
 *
 * <p>The recording's keyset lies apart from the media, in a file of its own, wrapped by the
 * key-encryption key (associated data = id):
 *
 * <pre>
 * key    "TMRK" | u8 version 1 | 3 x 0 | 16 id | u32 n | n bytes of the wrapped keyset
 * </pre>
 *
 * <p>So a rotation rewrites no media, and destroying that small file makes every copy of the media
 * unreadable; a tombstone beside it says so for ever. In files of version 1, which are read but not
 * written any more, {@code u32 n | n bytes} of the wrapped keyset end the head.
 *
 * <p>A finished file rests in a {@link org.televisit.vault.MediaStore}: the directory that it was
 * written to, or an object store.
 *
 * <p>A file whose end was cut off looks like one whose writer crashed. Only who ordered the
 * recording can tell them apart, by keeping the {@link Fingerprint} that finishing returned; every
 * reading asks for it.
 *
 * <p>Nothing here knows what is recorded, or who may see it.
 */
@NullMarked
package org.televisit.vault;

import org.jspecify.annotations.NullMarked;
