package org.dawsonmri.dataset;

import org.dawsonmri.volume.Volume;

/** A number that is equal for equal voxels; that different ones share it is as unlikely as 1 in 2^64. */
final class Fingerprint {

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long hash = FNV_START;

    /** Of all voxels in the order of the file. */
    static long of(Volume volume) {
        Fingerprint fingerprint = new Fingerprint();
        for (float v : volume.voxels()) {
            fingerprint.add(v);
        }
        return fingerprint.value();
    }

    /** NB: FNV-1a over 64-bit words instead of bytes; the shift lets high bits reach low ones. */
    void add(double v) {
        hash = (hash ^ Double.doubleToRawLongBits(v + 0.0)) * FNV_PRIME; // -0 is 0
        hash ^= hash >>> 32;
    }

    long value() {
        return hash;
    }
}
