package org.dawsonmri.volume;

/**
 * What a file says of the space that a grid lies in, in NIfTI's codes: 0 nothing, 1 scanner, 2 aligned to another scan,
 * 3 Talairach, 4 MNI 152, others by agreement. Results keep their scan's.
 *
 * @param qform code of the qform, 0 where there is none
 * @param sform code of the sform, 0 where there is none
 */
public record XformCodes(int qform, int sform) {

    /** Aligned: where the grid came from is not known, and 1 would claim that this very scanner measured it. */
    public static final XformCodes ALIGNED = new XformCodes(2, 2);
    /** Neither form: only the spacing is known. */
    public static final XformCodes NONE = new XformCodes(0, 0);

    /** A code below 0 counts as none; one that NIfTI-1 cannot hold as its largest. */
    public XformCodes {
        qform = Math.max(0, Math.min(Short.MAX_VALUE, qform));
        sform = Math.max(0, Math.min(Short.MAX_VALUE, sform));
    }

    /** True if nothing says where the grid lies. */
    public boolean isNone() {
        return qform == 0 && sform == 0;
    }
}
