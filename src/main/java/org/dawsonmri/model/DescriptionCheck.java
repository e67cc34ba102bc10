package org.dawsonmri.model;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.ModelDescription;
import org.dawsonmri.config.ModelDescription.LabelClass;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;
import org.dawsonmri.preprocess.Normalizers;
import org.dawsonmri.preprocess.Preprocessing;
import org.dawsonmri.volume.Orientation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether what a {@code dawson.json} says can be. It may come from anybody, and names, sizes and the memory that is
 * taken follow from it. The network's own options are checked where they are made.
 */
final class DescriptionCheck {

    private static final int MOST_CHANNELS = 256;
    private static final int LONGEST_NAME = 200;
    /** Voxels of a frame times channels: 1 GB as floats. */
    private static final long LARGEST_FRAME = 1L << 28;

    private final ModelDescription model;
    private final String source;

    private DescriptionCheck(ModelDescription model, String source) {
        this.model = model;
        this.source = source;
    }

    /**
     * The same description.
     *
     * @param source file name for messages
     * @throws DawsonException if something in it cannot be
     */
    static ModelDescription checked(ModelDescription model, String source) {
        new DescriptionCheck(model, source).run();
        return model;
    }

    // -- Helper methods --

    private void run() {
        require(model.config() != null, "config is missing, expected the settings of the training");
        require(model.scores() != null && model.provenance() != null, "scores or provenance is missing");
        channels();
        classes();
        Network network = named(() -> Networks.create(model.config()));
        require(model.sizeMultiple() == network.sizeMultiple(), "size_multiple is " + model.sizeMultiple() + ", the "
            + "network " + model.config().network() + " with its options has " + network.sizeMultiple());
        require(model.floatsPerPixel() > 0, "floats_per_pixel is " + model.floatsPerPixel() + ", expected at least 1");
        frame();
        preprocessing();
        String sum = model.weightsSha256();
        require(sum == null || sum.matches("[0-9a-f]{64}"), "weights_sha256 is '" + sum + "', expected 64 digits");
    }

    private void channels() {
        List<String> names = model.channels();
        require(names != null && !names.isEmpty() && names.size() <= MOST_CHANNELS && new HashSet<>(names).size()
            == names.size(), "channels are " + shown(names) + ", expected 1 to " + MOST_CHANNELS + " different names");
        names.forEach(name -> name("channel", name));
    }

    private void classes() {
        List<LabelClass> classes = model.classes();
        require(classes != null && !classes.isEmpty() && classes.size() <= Byte.MAX_VALUE,
            "classes are " + shown(classes) + ", expected 1 to " + Byte.MAX_VALUE);
        Set<Integer> values = new HashSet<>();
        for (LabelClass c : classes) {
            require(c != null, "a class is missing");
            name("class", c.name());
            require(c.value() > 0 && c.value() <= Short.MAX_VALUE && values.add(c.value()), "class " + c.name()
                + " has the label " + c.value() + ", expected a number from 1 to " + Short.MAX_VALUE
                + " that no other class has");
        }
    }

    private void name(String what, String name) {
        require(name != null && !name.isBlank() && name.length() <= LONGEST_NAME
            && name.chars().noneMatch(Character::isISOControl), "the name of a " + what + " is '" + shown(name)
            + "', expected up to " + LONGEST_NAME + " letters");
    }

    private void frame() {
        List<Integer> frame = model.frame();
        boolean fits = frame.size() == 2 || frame.size() == 3;
        long voxels = model.channels().size();
        for (Integer side : frame) {
            fits &= side != null && side >= 0 && side % model.sizeMultiple() == 0;
            voxels *= fits ? Math.max(1, side) : 1;
            fits &= voxels <= LARGEST_FRAME;
        }
        require(fits, "frame is " + shown(frame)
            + ", expected the sides of the training's slices or patches, multiples of " + model.sizeMultiple()
            + " with at most " + LARGEST_FRAME + " voxels in all channels");
    }

    private void preprocessing() {
        Preprocessing settings = model.config().preprocessing();
        named(() -> Normalizers.create(settings));
        require(settings.orientation() != null, "preprocessing.orientation is missing");
        if (!settings.isStored()) {
            named(() -> Orientation.parse(settings.orientation()));
        }
    }

    /** What refuses a value tells of it, but not in which file it is. */
    private <T> T named(Supplier<T> made) {
        try {
            return made.get();
        } catch (DawsonException e) {
            throw new DawsonException(source + ": " + e.getMessage(), e);
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new DawsonException(source + ": " + message);
        }
    }

    /** At most a line of it. */
    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) + "…" : text;
    }
}
