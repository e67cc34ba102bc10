package org.dawsonmri.dataset;

import java.util.Locale;

/** What the dataset check looks for. */
public enum Problem {
    /** A file that the dataset names does not exist. */
    MISSING_FILE,
    /** The file is no image, is cut off, or holds several frames. */
    UNREADABLE,
    /** The header is odd; the reader chose an interpretation. */
    HEADER,
    /** A subject lacks a scan that others have, or has several. */
    MISSING_MODALITY,
    /** A channel that may not be one. */
    CHANNEL,
    /** No label where one is needed to train or to score. */
    MISSING_LABEL,
    /** Another number of voxels than the subject's first scan. */
    SHAPE,
    /** Another voxel size than the subject's first scan, or one far from that of other subjects. */
    SPACING,
    /** Another place in the scanner than the subject's first scan. */
    AFFINE,
    /** NaN or infinite voxels. */
    NOT_FINITE,
    /** All voxels are equal. */
    CONSTANT,
    /** Voxels far darker or brighter than all others. */
    OUTLIERS,
    /** Another value around the head than in other scans. */
    BACKGROUND,
    /** Something else that training refuses. */
    REFUSED,
    /** Labels that are not whole numbers. */
    FRACTIONAL_LABELS,
    /** Labels below 0. */
    NEGATIVE_LABELS,
    /** Labels that are too large, too many, not allowed, or not in the training subjects. */
    UNEXPECTED_LABELS,
    /** A label volume of background alone: legitimate for somebody healthy. */
    EMPTY_MASK,
    /** A label volume of which only some slices count as labelled. */
    PARTIAL_LABELS,
    /** A label that was asked for and no training subject has. */
    ABSENT_LABEL,
    /** A label that only one subject has. */
    RARE_LABEL,
    /** Labels that no subject has both of: one thing under two numbers. */
    SEPARATE_LABELS,
    /** Nobody to train on, or to validate with. */
    SPLITS,
    /** One person in several splits. */
    LEAK,
    /** Subjects whose result files would be one file. */
    NAMES,
    /** Voxel axes that run differently in some subjects. */
    ORIENTATION,
    /** The same file or the same voxels in two places. */
    USED_TWICE;

    /** Lower-case words, for tables. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
