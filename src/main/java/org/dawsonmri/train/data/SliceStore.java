package org.dawsonmri.train.data;

import org.dawsonmri.augment.LabelledImage;
import org.dawsonmri.dataset.LabelledSlices;
import org.dawsonmri.preprocess.Background;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.preprocess.Slices;
import org.dawsonmri.volume.Volume;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Prepared slices of one subject in a {@link SliceFile}, so that any slice can be had at any time while the memory of a
 * training does not grow with its dataset; the system's file cache makes it fast. Per slice: pixels × channels as
 * float32, then pixels as int16 label values, {@link LabelledSlices#UNLABELLED} where they are not known. Safe to read
 * from several threads.
 */
public final class SliceStore {

    private final SliceFile file;
    private final long start;
    private final String subject;
    private final int channels;
    private final float[] padding;
    private final List<Background> background;
    private final List<Double> spacing;
    private final double aspect;
    private final int width;
    private final int height;
    private final boolean[] nonempty;
    private final boolean[] labelled;
    private final boolean[] known;
    private boolean partial;

    private SliceStore(SliceFile file, String subject, PreparedScan scan, int axis) {
        this.file = file;
        this.subject = subject;
        this.padding = scan.padding();
        this.channels = padding.length;
        this.background = scan.channels().stream().map(Background::of).toList();
        this.spacing = Arrays.stream(scan.workingGrid().spacingMm()).boxed().toList();
        this.aspect = Slices.aspect(scan.workingGrid(), axis);
        this.width = Slices.width(scan.workingGrid(), axis);
        this.height = Slices.height(scan.workingGrid(), axis);
        int count = scan.workingGrid().size(axis);
        this.nonempty = new boolean[count];
        this.labelled = new boolean[count];
        this.known = new boolean[count];
        this.start = file.reserve((long) count * bytesPerSlice());
    }

    /**
     * Writes a subject's slices.
     *
     * @param file where they go
     * @param scan its channels
     * @param label label values in the scan's working grid, {@link LabelledSlices#UNLABELLED} where it is not known
     * @param axis slices are cut across this axis
     */
    public static SliceStore write(SliceFile file, String subject, PreparedScan scan, Volume label, int axis) {
        SliceStore store = new SliceStore(file, subject, scan, axis);
        for (int i = 0; i < store.count(); i++) {
            store.append(scan.channels(), label, axis, i);
        }
        return store;
    }

    /** Whose slices they are. */
    public String subject() {
        return subject;
    }

    public int count() {
        return nonempty.length;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Of the scan's voxels in mm. */
    List<Double> spacing() {
        return spacing;
    }

    /** For each channel what goes around a slice that is smaller than its frame. */
    float[] padding() {
        return padding;
    }

    /** True if the slice's pixels are not all the same in each channel. */
    public boolean isNonempty(int slice) {
        return nonempty[slice];
    }

    /** True if the slice has a label other than 0. */
    public boolean isLabelled(int slice) {
        return labelled[slice];
    }

    /** True if at least one of the slice's pixels is labelled, if only as background. */
    public boolean isKnown(int slice) {
        return known[slice];
    }

    /** True if there are pixels that are not labelled. */
    boolean isPartial() {
        return partial;
    }

    /**
     * Reads one slice.
     *
     * @param classOf class index of each label value; where it is not known, the label is
     *        {@link LabelledSlices#UNLABELLED}
     */
    public LabelledImage read(int slice, byte[] classOf) {
        ByteBuffer bytes = file.read(start + (long) slice * bytesPerSlice(), bytesPerSlice(), subject);
        float[] images = new float[width * height * channels];
        bytes.asFloatBuffer().get(images);
        int[] labels = classes(bytes.position(images.length * Float.BYTES).asShortBuffer(), classOf);
        return new LabelledImage(width, height, images, labels, background, aspect);
    }

    /** Reads the labels of one slice. */
    int[] labels(int slice, byte[] classOf) {
        int labelBytes = width * height * Short.BYTES;
        long at = start + (slice + 1L) * bytesPerSlice() - labelBytes;
        return classes(file.read(at, labelBytes, subject).asShortBuffer(), classOf);
    }

    // -- Helper methods --

    private int bytesPerSlice() {
        return width * height * (channels * Float.BYTES + Short.BYTES);
    }

    private static int[] classes(ShortBuffer values, byte[] classOf) {
        int[] classes = new int[values.remaining()];
        for (int i = 0; i < classes.length; i++) {
            short value = values.get(i);
            classes[i] = value < 0 ? LabelledSlices.UNLABELLED : classOf[value];
        }
        return classes;
    }

    private void append(List<Volume> scans, Volume label, int axis, int index) {
        ByteBuffer bytes = ByteBuffer.allocate(bytesPerSlice()).order(ByteOrder.nativeOrder());
        FloatBuffer pixels = bytes.asFloatBuffer();
        float[] plane = new float[width * height];
        for (int c = 0; c < channels; c++) {
            Slices.get(scans.get(c), axis, index, plane, 0);
            for (int i = 0; i < plane.length; i++) {
                pixels.put(i * channels + c, plane[i]);
            }
            nonempty[index] |= !Slices.isEven(plane);
        }
        Slices.get(label, axis, index, plane, 0);
        int labelStart = width * height * channels * Float.BYTES;
        for (int i = 0; i < plane.length; i++) {
            short value = (short) Math.round(plane[i]);
            bytes.putShort(labelStart + i * Short.BYTES, value);
            labelled[index] |= value > 0;
            known[index] |= value >= 0;
            partial |= value < 0;
        }
        file.write(bytes, start + (long) index * bytesPerSlice());
    }
}
