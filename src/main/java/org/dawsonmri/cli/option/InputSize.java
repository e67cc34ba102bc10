package org.dawsonmri.cli.option;

import org.dawsonmri.DawsonException;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.network.Network;
import org.dawsonmri.network.Networks;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The option {@code --size} of measurements: what a network looks at in one go. */
public final class InputSize {

    public static final String LABEL = "N|WxH[xD]";
    public static final String DESCRIPTION =
        "Size of slices: one number for both sides, or width and height; with a network of "
        + "volumes that of patches, likewise. Default: the configuration's, else ";

    private static final List<String> AXES = List.of("width", "height", "depth");
    /** Edge of patches where nothing is said. */
    private static final int OF_VOLUMES = 64;

    private InputSize() {
    }

    /**
     * Width, height and, with networks of volumes, depth.
     *
     * @param text as it was typed, or null
     * @param usual side of slices where neither the option nor the configuration says anything
     * @throws DawsonException if it is no size, or none that the network can look at
     */
    public static List<Integer> of(String text, TrainingConfig config, int usual) {
        Network network = Networks.create(config);
        int dimensions = network.dimensions();
        if (network.patch() > 0) {
            List<Integer> patch = Collections.nCopies(dimensions, network.patch());
            if (text != null && !parse(text, dimensions).equals(patch)) {
                throw new DawsonException("--size is " + text + ", but " + config.network() + " looks at patches of "
                    + text(patch) + " voxels; leave it out");
            }
            return patch;
        }
        if (text != null) {
            return parse(text, dimensions);
        }
        List<Integer> configured = config.preprocessing().size();
        return configured != null && configured.size() == dimensions ? configured
            : Collections.nCopies(dimensions, dimensions == 3 ? OF_VOLUMES : usual);
    }

    /** Such as 256x192. */
    public static String text(List<Integer> size) {
        return size.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** Width, height and, of volumes, depth under these names. */
    public static Map<String, Object> toMap(List<Integer> size) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int axis = 0; axis < size.size(); axis++) {
            map.put(AXES.get(axis), size.get(axis));
        }
        return map;
    }

    // -- Helper methods --

    private static List<Integer> parse(String text, int dimensions) {
        if (!text.matches("[1-9]\\d{0,4}([,xX×][1-9]\\d{0,4}){0,2}")) {
            throw new DawsonException("--size is " + text + ", expected " + expected(dimensions));
        }
        List<Integer> sides = Arrays.stream(text.split("[,xX×]")).map(Integer::valueOf).toList();
        if (sides.size() != 1 && sides.size() != dimensions) {
            throw new DawsonException("--size is " + text + ", but the network looks at "
                + (dimensions == 3 ? "volumes" : "slices") + "; give " + expected(dimensions));
        }
        return sides.size() == 1 ? Collections.nCopies(dimensions, sides.get(0)) : sides;
    }

    private static String expected(int dimensions) {
        return dimensions == 3 ? "one number like 64, or width, height and depth like 96x96x32"
            : "one number like 256, or width and height like 256x192";
    }
}
