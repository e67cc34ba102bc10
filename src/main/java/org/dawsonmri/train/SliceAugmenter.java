package org.dawsonmri.train;

import org.dawsonmri.Progress;
import org.dawsonmri.augment.Augmentation;
import org.dawsonmri.augment.PaintedLesions;
import org.dawsonmri.augment.Sample;
import org.dawsonmri.augment.lesion.LesionContrast;
import org.dawsonmri.augment.lesion.LesionPainter;
import org.dawsonmri.augment.lesion.LesionShapes;
import org.dawsonmri.preprocess.PreparedScan;
import org.dawsonmri.train.TrainingData.SliceRef;
import org.dawsonmri.volume.Geometry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Varies training slices as the configuration says. Once set up, it may be used from several threads. */
final class SliceAugmenter {

    private final Augmentation settings;
    private final int axis;
    private final Map<Geometry, LesionShapes> shapesOfGrid = new HashMap<>();
    private final Map<SliceStore, LesionPainter> painters = new IdentityHashMap<>();

    SliceAugmenter(TrainingConfig config) {
        this.settings = config.augmentation();
        this.axis = config.preprocessing().axis();
    }

    /**
     * Lesion shapes in the grid of a training scan, read once for each grid; null if none are to be painted. Scans are
     * prepared in parallel, hence synchronized.
     */
    synchronized LesionShapes shapes(PreparedScan scan, Progress progress) {
        PaintedLesions painted = settings.paintedLesions();
        if (!painted.isOn()) {
            return null;
        }
        LesionShapes shapes = shapesOfGrid.get(scan.workingGrid());
        if (shapes == null) {
            shapes = LesionShapes.read(Path.of(painted.folder()), scan, axis, progress);
            shapesOfGrid.put(scan.workingGrid(), shapes);
        }
        return shapes;
    }

    /**
     * Measures how lesions look in the training set and makes each scan's painter.
     *
     * @param stores of all training scans
     * @param shapes of the same scans
     * @param source the dataset, for messages
     */
    void preparePainting(List<SliceStore> stores, LesionShapes[] shapes, int[] labelValues, byte[] classOf,
        String source) {
        if (!settings.paintedLesions().isOn()) {
            return;
        }
        int label = classOf[settings.paintedLesions().labelAmong(labelValues, source)];
        LesionContrast.Measurement measurement = null;
        for (SliceStore store : stores) {
            for (int i = 0; i < store.count(); i++) {
                if (store.isLabelled(i)) {
                    Sample sample = store.read(i, classOf);
                    measurement = measurement == null ? new LesionContrast.Measurement(sample.channels()) : measurement;
                    measurement.add(sample, label);
                }
            }
        }
        LesionContrast contrast = measurement.result(source);
        for (int i = 0; i < stores.size(); i++) {
            painters.put(stores.get(i), new LesionPainter(settings.paintedLesions(), shapes[i], contrast, label));
        }
    }

    /** A training slice, varied by what its own seed draws. */
    Sample apply(Sample sample, SliceRef ref) {
        SplittableRandom random = new SplittableRandom(ref.seed());
        LesionPainter painter = painters.get(ref.store());
        Sample painted = painter == null ? sample : painter.apply(sample, ref.index(), random);
        return settings.apply(painted, random);
    }
}
