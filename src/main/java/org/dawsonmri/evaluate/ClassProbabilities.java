package org.dawsonmri.evaluate;

import org.dawsonmri.FileName;
import org.dawsonmri.Progress;
import org.dawsonmri.nifti.NiftiImage;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.score.ProbabilityMap;
import org.dawsonmri.volume.GridRule;
import org.dawsonmri.volume.Volume;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.function.IntFunction;

/**
 * The probability maps of one case, one for each class, background not included, in the order in which
 * {@code dawson segment} writes them. Only the map that is asked for is held in memory.
 *
 * @param name where they come from, for messages
 * @param count how many there are
 * @param map gives one of them, counted from 0
 * @param progress hears of warnings
 */
record ClassProbabilities(String name, int count, IntFunction<Volume> map, Progress progress) {

    static ClassProbabilities of(List<Volume> maps, Progress progress) {
        return new ClassProbabilities(maps.get(0).name(), maps.size(), maps::get, progress);
    }

    /** The frames of a file. @throws org.dawsonmri.DawsonException if it cannot be read */
    static ClassProbabilities open(Path file, Progress progress) {
        NiftiImage image = NiftiReader.open(file);
        image.report(progress);
        return new ClassProbabilities(FileName.of(file), Math.toIntExact(image.frames()),
            i -> image.frame(i, progress), progress);
    }

    /** Whether there is a map of a class. */
    boolean has(int label, Classes classes) {
        int index = index(label, classes);
        return index >= 0 && index < count;
    }

    /**
     * The map of a class, laid into the reference's grid.
     *
     * @throws org.dawsonmri.DawsonException if the grids do not agree, or a value is no probability
     */
    ProbabilityMap of(int label, Classes classes, Volume reference, GridRule grid) {
        return ProbabilityMap.of(grid.lay(map.apply(index(label, classes)), reference, progress));
    }

    /**
     * If as many classes are named as there are maps, these are they, in ascending order, as a model has them. Else the
     * first map is that of label 1.
     */
    private int index(int label, Classes classes) {
        SortedSet<Integer> named = classes.foreground();
        if (named.size() == count) {
            return named.contains(label) ? named.headSet(label).size() : -1;
        }
        return label - 1;
    }
}
