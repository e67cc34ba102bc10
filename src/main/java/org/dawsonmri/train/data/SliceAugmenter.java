package org.dawsonmri.train.data;

import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.augment.LabelledImage;
import org.dawsonmri.augment.LesionContrast;
import org.dawsonmri.augment.LesionPainter;
import org.dawsonmri.augment.LesionShapes;
import org.dawsonmri.augment.PaintedLesions;
import org.dawsonmri.config.TrainingConfig;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.train.data.SliceSampler.SliceRef;
import org.dawsonmri.volume.Geometry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Varies training slices as the configuration says. Once set up, it may be used from several threads. */
final class SliceAugmenter {

    /** What lesion shapes are cut for. */
    private record Planes(Geometry grid, int axis) {
    }

    private final Augmentation settings;
    private final Map<Planes, LesionShapes> shapesOfPlanes = new HashMap<>();
    private final Map<SliceStore, LesionPainter> painters = new IdentityHashMap<>();

    SliceAugmenter(TrainingConfig config) {
        this.settings = config.augmentation();
    }

    /**
     * Lesion shapes in the planes of a training scan across an axis, read once for each grid and axis; null if none are
     * to be painted. Scans are prepared in parallel, hence synchronized.
     */
    synchronized LesionShapes shapes(PreparedScan scan, int axis, Progress progress) {
        PaintedLesions painted = settings.paintedLesions();
        if (!painted.isOn()) {
            return null;
        }
        Planes planes = new Planes(scan.workingGrid(), axis);
        LesionShapes shapes = shapesOfPlanes.get(planes);
        if (shapes == null) {
            shapes = LesionShapes.read(Path.of(painted.folder()), scan, axis, progress);
            shapesOfPlanes.put(planes, shapes);
        }
        return shapes;
    }

    /** Of the masks that lesions are painted from; empty if none are. */
    Map<String, String> fileSums(Progress progress) {
        PaintedLesions painted = settings.paintedLesions();
        return painted.isOn() ? FileSums.ofMasks(Path.of(painted.folder()), progress) : Map.of();
    }

    /** Measures how lesions look in the training set and makes each scan's painter. @param source for messages */
    void preparePainting(PreparedSubjects subjects, String source) {
        if (!settings.paintedLesions().isOn()) {
            return;
        }
        List<SliceStore> stores = subjects.training();
        byte[] classOf = subjects.classOf();
        int label = classOf[settings.paintedLesions().labelAmong(subjects.known().labelValues(), source)];
        LesionContrast.Measurement measurement = null;
        for (SliceStore store : stores) {
            for (int i = 0; i < store.count(); i++) {
                if (store.isLabelled(i)) {
                    LabelledImage sample = store.read(i, classOf);
                    measurement = measurement == null ? new LesionContrast.Measurement(sample.channels()) : measurement;
                    measurement.add(sample, label);
                }
            }
        }
        LesionContrast contrast = measurement.result(source);
        for (int i = 0; i < stores.size(); i++) {
            painters.put(stores.get(i), new LesionPainter(settings.paintedLesions(), subjects.shapes()[i], contrast,
                label));
        }
    }

    /** A training slice, varied by what its own seed draws. */
    LabelledImage apply(LabelledImage sample, SliceRef ref) {
        SplittableRandom random = new SplittableRandom(ref.seed());
        LesionPainter painter = painters.get(ref.store());
        LabelledImage painted = painter == null ? sample : painter.apply(sample, ref.index(), random);
        return settings.apply(painted, random);
    }
}
