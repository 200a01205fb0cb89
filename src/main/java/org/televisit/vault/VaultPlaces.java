package org.televisit.vault;

import java.nio.file.Path;

/**
 * Where a vault keeps what it has. Recordings and keys must lie apart: who has a copy of one of
 * them alone can open nothing.
 *
 * @param recordings absolute; the sealed files, made if it does not exist
 * @param keys absolute; the wrapped key of each recording, made if it does not exist
 * @param kekFile the key that wraps them
 */
public record VaultPlaces(Path recordings, Path keys, Path kekFile) {}
