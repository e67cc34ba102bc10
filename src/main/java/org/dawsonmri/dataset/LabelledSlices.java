package org.dawsonmri.dataset;

import org.dawsonmri.DawsonException;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import java.util.Arrays;
import java.util.BitSet;
import java.util.StringJoiner;

/**
 * Which slices of a scan are labelled, when not all are: the column {@code slices} of a dataset.tsv. Slices are those
 * of the label file's third axis as stored, which ImageJ shows, counted from 1 as ImageJ counts them:
 *
 * <ul>
 * <li>{@code all}, as without the column: every slice is labelled, one without a label is all background.
 * <li>{@code labelled}: the slices that have a label other than 0; of the others nothing is known.
 * <li>a list such as {@code 4,9-12}: these, also where they are all background.
 * </ul>
 *
 * <p>What is not labelled counts neither for the loss nor for validation scores.
 *
 * @param kind which of the three
 * @param listed slices from 0; empty unless listed
 */
public record LabelledSlices(Kind kind, BitSet listed) {

    /** The value of voxels in slices that are not labelled; in no label file. */
    public static final int UNLABELLED = -1;

    /** All slices. */
    public static final LabelledSlices ALL = new LabelledSlices(Kind.ALL, new BitSet());
    /** The slices that have a label. */
    public static final LabelledSlices FOUND = new LabelledSlices(Kind.FOUND, new BitSet());

    private static final String LIST = "\\s*\\d{1,6}(\\s*-\\s*\\d{1,6})?(\\s*,\\s*\\d{1,6}(\\s*-\\s*\\d{1,6})?)*\\s*";

    /** How it is said which slices are labelled. */
    public enum Kind {
        ALL, FOUND, LISTED
    }

    public LabelledSlices {
        listed = (BitSet) listed.clone();
    }

    /** @return a copy */
    @Override
    public BitSet listed() {
        return (BitSet) listed.clone();
    }

    /**
     * Reads what stands in a table or form.
     *
     * @param text null or empty for all
     * @throws IllegalArgumentException if it cannot be understood; the message says what was expected
     */
    public static LabelledSlices parse(String text) {
        if (text == null || text.isBlank() || text.trim().equals("all")) {
            return ALL;
        }
        if (text.trim().equals("labelled")) {
            return FOUND;
        }
        if (!text.matches(LIST)) {
            throw new IllegalArgumentException("slices is '" + text.trim() + "', expected all, labelled, or numbers"
                + " from 1 such as 4,9-12");
        }
        BitSet listed = new BitSet();
        for (String part : text.replaceAll("\\s", "").split(",")) {
            String[] ends = part.split("-");
            int first = Integer.parseInt(ends[0]);
            int last = Integer.parseInt(ends[ends.length - 1]);
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("slices has '" + part + "', expected numbers from 1, the smaller"
                    + " first");
            }
            listed.set(first - 1, last);
        }
        return new LabelledSlices(Kind.LISTED, listed);
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return switch (kind) {
            case ALL -> "all";
            case FOUND -> "labelled";
            case LISTED -> text(listed);
        };
    }

    /** Slice numbers from 1, ranges drawn together: {@code 4,9-12}. */
    public static String text(BitSet slices) {
        StringJoiner text = new StringJoiner(",");
        for (int first = slices.nextSetBit(0); first >= 0; first = slices.nextSetBit(slices.nextClearBit(first))) {
            int last = slices.nextClearBit(first);
            text.add(last == first + 1 ? "" + last : (first + 1) + "-" + last);
        }
        return text.toString();
    }

    /** True if every slice counts as labelled. */
    public boolean isAll() {
        return kind == Kind.ALL;
    }

    /**
     * Which slices of a label map count as labelled.
     *
     * @param found the slices that have a label other than 0
     * @param count number of slices
     * @param name whose they are, for messages
     * @throws DawsonException if there are none, or one is listed that does not exist
     */
    public BitSet of(BitSet found, int count, Object name) {
        BitSet slices = (BitSet) (kind == Kind.LISTED ? listed : found).clone();
        if (kind == Kind.ALL) {
            slices.set(0, count);
        }
        if (slices.length() > count) {
            throw new DawsonException(name + ": slice " + slices.length() + " is said to be labelled, but there are"
                + " only "
                + count + "; correct the list of slices");
        }
        if (slices.isEmpty()) {
            throw new DawsonException(name + ": only slices with a label count as labelled, and none has one; label"
                + " some, or list slices without any in the column 'slices'");
        }
        return slices;
    }

    /** The slices of a label map that have a label other than 0. */
    public static BitSet found(Volume label) {
        Geometry grid = label.geometry();
        int plane = grid.nx() * grid.ny();
        BitSet found = new BitSet(grid.nz());
        for (int i = 0; i < label.voxels().length; i++) {
            if (Math.round(label.voxels()[i]) != 0) {
                found.set(i / plane);
                i += plane - 1 - i % plane; // on with the next slice
            }
        }
        return found;
    }

    /**
     * A label map in which voxels of slices that are not labelled are {@link #UNLABELLED}; the same one if all are.
     *
     * @throws DawsonException as {@link #of}
     */
    public Volume mark(Volume label) {
        if (isAll()) {
            return label;
        }
        BitSet slices = of(found(label), label.geometry().nz(), label.name());
        float[] marked = label.voxels().clone();
        int plane = label.geometry().nx() * label.geometry().ny();
        for (int z = 0; z < label.geometry().nz(); z++) {
            if (!slices.get(z)) {
                Arrays.fill(marked, z * plane, (z + 1) * plane, UNLABELLED);
            }
        }
        return label.with(marked);
    }
}
